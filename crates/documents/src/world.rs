//! The closed world typst works in: the templates of this crate, the fonts
//! that were loaded, one sheet. No other file, package, network or clock exists.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
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

/// The faces of the fonts directory. What each can draw is known from the start; its outlines are five megabytes and
/// stay in memory from the first paper that is set in them.
pub(crate) struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    /// One bit for each character some face can draw; every character of every paper is asked for.
    drawable: Vec<u64>,
}

/// What is asked of the system at once for looking through the faces, of which six megabytes are touched. Up to 32 MB
/// glibc's allocator keeps what is given back.
const ROOM: usize = 40 << 20;

/// Characters in one word of the bits.
const WORD: u32 = u64::BITS;

impl Fonts {
    /// Looks through the faces. They are the only files this crate reads, here and in [`Face::font`].
    pub(crate) fn read(directory: &Path) -> Result<Self, PressError> {
        let (mut book, mut faces) = (FontBook::new(), Vec::with_capacity(FACES.len()));
        let mut drawable = vec![0; (u32::from(char::MAX) / WORD + 1) as usize];
        let mut room = Vec::with_capacity(ROOM);
        for name in FACES {
            let path = directory.join(name);
            let info = look_through(&path, &mut room)?;
            mark_drawable(&mut drawable, &info);
            book.push(info);
            faces.push(Face {
                path,
                font: OnceLock::new(),
            });
        }
        Ok(Self {
            book: LazyHash::new(book),
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

/// One face, read when a paper is first set in it.
struct Face {
    path: PathBuf,
    font: OnceLock<Font>,
}

impl Face {
    fn font(&self) -> Result<Font, PressError> {
        if let Some(font) = self.font.get() {
            return Ok(font.clone());
        }
        let font = read_face(&self.path)?;
        Ok(self.font.get_or_init(|| font).clone())
    }
}

fn mark_drawable(bits: &mut [u64], info: &FontInfo) {
    for point in info.coverage.iter() {
        if let Some(word) = bits.get_mut((point / WORD) as usize) {
            *word |= 1 << (point % WORD);
        }
    }
}

/// What a face is and can draw; `room` is used for one after the other.
fn look_through(path: &Path, room: &mut Vec<u8>) -> Result<FontInfo, PressError> {
    room.clear();
    let read = File::open(path).and_then(|mut file| file.read_to_end(room));
    read.map_err(|source| unreadable(path, source))?;
    FontInfo::new(room, 0).ok_or_else(|| not_a_font(path))
}

fn read_face(path: &Path) -> Result<Font, PressError> {
    let data = std::fs::read(path).map_err(|source| unreadable(path, source))?;
    Font::new(Bytes::new(data), 0).ok_or_else(|| not_a_font(path))
}

fn unreadable(path: &Path, source: io::Error) -> PressError {
    PressError::FontUnreadable {
        path: path.to_owned(),
        source,
    }
}

fn not_a_font(path: &Path) -> PressError {
    PressError::NotAFont {
        path: path.to_owned(),
    }
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
    /// The face that could not be read, if one was asked for.
    unreadable: Mutex<Option<PressError>>,
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
            unreadable: Mutex::new(None),
        })
    }

    /// Why the paper is not to be trusted: a face it is set in could not be read any more.
    pub(crate) fn faces_held(self) -> Result<(), PressError> {
        let unreadable = self.unreadable.into_inner();
        unreadable
            .unwrap_or_else(PoisonError::into_inner)
            .map_or(Ok(()), Err)
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
        match self.fonts.faces.get(index)?.font() {
            Ok(font) => Some(font),
            Err(why) => {
                let mut unreadable = self.unreadable.lock().unwrap_or_else(PoisonError::into_inner);
                *unreadable = Some(why);
                None
            }
        }
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
