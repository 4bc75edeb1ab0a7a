//! The closed world typst works in: the templates of this crate, the fonts
//! that were loaded, one sheet. No other file, package, network or clock exists.

use std::path::Path;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
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
/// What stands in the sheet, as data the templates read.
const SHEET: &str = "sheet.json";
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
    /// One bit for each character some face can draw; every character of every paper is asked for.
    drawable: Vec<u64>,
}

/// Characters in one word of the bits.
const WORD: u32 = u64::BITS;

impl Fonts {
    /// Reads the faces; the only file access of this crate.
    pub(crate) fn read(directory: &Path) -> Result<Self, PressError> {
        let faces = FACES
            .iter()
            .map(|name| read_face(&directory.join(name)))
            .collect::<Result<Vec<_>, _>>()?;
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        let drawable = drawable(&faces);
        Ok(Self {
            book,
            faces,
            drawable,
        })
    }

    /// Whether any face can draw `character`.
    pub(crate) fn can_draw(&self, character: char) -> bool {
        let point = u32::from(character);
        let word = self.drawable.get((point / WORD) as usize);
        word.is_some_and(|word| word >> (point % WORD) & 1 == 1)
    }
}

fn drawable(faces: &[Font]) -> Vec<u64> {
    let mut bits = vec![0; (u32::from(char::MAX) / WORD + 1) as usize];
    for point in faces.iter().flat_map(|face| face.info().coverage.iter()) {
        if let Some(word) = bits.get_mut((point / WORD) as usize) {
            *word |= 1 << (point % WORD);
        }
    }
    bits
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

/// The templates, parsed once, with the library they are written in. Neither ever changes: what typst has worked out
/// for one paper holds for the next.
pub(crate) struct Templates {
    sources: Vec<Source>,
    library: LazyHash<Library>,
    sheet: FileId,
}

impl Templates {
    /// Parses the templates built into the program.
    pub(crate) fn parse() -> Result<Self, PressError> {
        let sources = TEMPLATES
            .into_iter()
            .map(|(name, text)| Ok(Source::new(file(name)?, text.to_owned())))
            .collect::<Result<_, PressError>>()?;
        // Row and column headers of a form are told to screen readers only
        // through this switch; it adds functions and changes no others.
        let features: Features = [Feature::A11yExtras].into_iter().collect();
        let library = LazyHash::new(Library::builder().with_features(features).build());
        let sheet = file(SHEET)?;
        Ok(Self {
            sources,
            library,
            sheet,
        })
    }

    fn main(&self) -> Option<&Source> {
        self.sources.first()
    }

    fn find(&self, id: FileId) -> FileResult<&Source> {
        self.sources
            .iter()
            .find(|source| source.id() == id)
            .ok_or(FileError::AccessDenied)
    }
}

fn file(name: &str) -> Result<FileId, PressError> {
    let path = VirtualPath::new(name).map_err(|error| PressError::Typesetting(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// What typst sees while one paper is set.
pub(crate) struct ClosedWorld<'a> {
    fonts: &'a Fonts,
    templates: &'a Templates,
    main: FileId,
    sheet: Bytes,
}

impl<'a> ClosedWorld<'a> {
    /// Opens a world that holds one sheet, as the JSON file beside the templates.
    pub(crate) fn new(fonts: &'a Fonts, templates: &'a Templates, sheet: String) -> Result<Self, PressError> {
        let main = templates
            .main()
            .ok_or_else(|| PressError::Typesetting("no template".to_owned()))?
            .id();
        Ok(Self {
            fonts,
            templates,
            main,
            sheet: Bytes::from_string(sheet),
        })
    }
}

impl World for ClosedWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.templates.library
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

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.templates.sheet {
            return Ok(self.sheet.clone());
        }
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
