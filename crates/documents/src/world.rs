//! The closed world typst works in: the templates of this crate, the fonts
//! that were loaded, one sheet. No other file, package, network or clock exists.

use std::path::Path;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Features, Library, LibraryExt, World};

use crate::press::PressError;

/// The faces every paper is set in, in the order glyphs are looked for.
pub(crate) const FACES: [&str; 5] = [
    "BIZUDPGothic-Regular.ttf",
    "BIZUDPGothic-Bold.ttf",
    "BIZUDGothic-Regular.ttf",
    "BIZUDGothic-Bold.ttf",
    "BIZUDPMincho-Regular.ttf",
];

const MAIN: &str = "main.typ";
const TEMPLATES: [(&str, &str); 6] = [
    (MAIN, include_str!("form/main.typ")),
    ("table.typ", include_str!("form/table.typ")),
    ("week.typ", include_str!("form/week.typ")),
    ("block.typ", include_str!("form/block.typ")),
    ("held.typ", include_str!("form/held.typ")),
    ("lanes.typ", include_str!("form/lanes.typ")),
];

/// The faces read from the fonts directory, once per process.
pub(crate) struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
}

impl Fonts {
    /// Reads the faces; the only file access of this crate.
    pub(crate) fn read(directory: &Path) -> Result<Self, PressError> {
        let faces = FACES
            .iter()
            .map(|name| read_face(&directory.join(name)))
            .collect::<Result<Vec<_>, _>>()?;
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Ok(Self { book, faces })
    }

    /// Whether any face can draw `character`.
    pub(crate) fn can_draw(&self, character: char) -> bool {
        let point = u32::from(character);
        self.faces.iter().any(|face| face.info().coverage.contains(point))
    }
}

fn read_face(path: &Path) -> Result<Font, PressError> {
    let data = std::fs::read(path).map_err(|source| PressError::FontUnreadable {
        path: path.to_owned(),
        source,
    })?;
    Font::new(Bytes::new(data), 0).ok_or_else(|| PressError::NotAFont {
        path: path.to_owned(),
    })
}

/// The templates, parsed once.
pub(crate) struct Templates(Vec<Source>);

impl Templates {
    /// Parses the templates built into the program.
    pub(crate) fn parse() -> Result<Self, PressError> {
        TEMPLATES
            .into_iter()
            .map(|(name, text)| {
                let path =
                    VirtualPath::new(name).map_err(|error| PressError::Typesetting(error.to_string()))?;
                let id = RootedPath::new(VirtualRoot::Project, path).intern();
                Ok(Source::new(id, text.to_owned()))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    fn main(&self) -> Option<&Source> {
        self.0.first()
    }

    fn find(&self, id: FileId) -> FileResult<&Source> {
        self.0
            .iter()
            .find(|source| source.id() == id)
            .ok_or(FileError::AccessDenied)
    }
}

/// What typst sees while one paper is set.
pub(crate) struct ClosedWorld<'a> {
    library: LazyHash<Library>,
    fonts: &'a Fonts,
    templates: &'a Templates,
    main: FileId,
}

impl<'a> ClosedWorld<'a> {
    /// Opens a world that holds one sheet, as JSON under `sys.inputs.sheet`.
    pub(crate) fn new(fonts: &'a Fonts, templates: &'a Templates, sheet: String) -> Result<Self, PressError> {
        let mut inputs = Dict::new();
        inputs.insert("sheet".into(), sheet.into_value());
        // Row and column headers of a form are told to screen readers only
        // through this switch; it adds functions and changes no others.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder()
            .with_inputs(inputs)
            .with_features(features)
            .build();
        let main = templates
            .main()
            .ok_or_else(|| PressError::Typesetting("no template".to_owned()))?
            .id();
        Ok(Self {
            library: LazyHash::new(library),
            fonts,
            templates,
            main,
        })
    }
}

impl World for ClosedWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.templates.find(id).cloned()
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
