//! Lays out one template with its data and writes it as PDF, with the embedded fonts and nothing from outside.

use std::sync::OnceLock;

use jiff::ZonedDateTime;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// A paper's data may have this many bytes: several hundred pages.
const LONGEST: usize = 4_000_000;

/// Who printed a paper and when; it stands on every page (ux 5.11).
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Name of the reader.
    pub reader: String,
    /// The moment of printing in the area's time zone.
    pub at: ZonedDateTime,
}

/// Why a paper could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// Too much text for one paper.
    #[error("The paper is too long to print in one piece. Print the cases in two parts.")]
    TooLong,
    /// The template and its data do not fit.
    #[error(
        "The paper could not be laid out ({0}). Nothing was printed: tell the people who run Hawthorn."
    )]
    Layout(String),
    /// The laid-out paper could not be written as PDF.
    #[error(
        "The paper could not be written as PDF ({0}). Nothing was printed: tell the people who run Hawthorn."
    )]
    Export(String),
}

/// Forgets what earlier papers left in memory. For the worker that prints, after a burst of papers.
pub fn drop_caches() {
    typst::comemo::evict(0);
}

/// What a template sees: the paper's own values and the stamp's words.
#[derive(Serialize)]
struct TemplateData<'a, T> {
    paper: &'a T,
    reader: &'a str,
    printed: String,
}

/// Lays out a template with data and exports PDF/UA-1.
///
/// A name in a script that the embedded fonts lack cannot meet that standard;
/// the paper is then written as an ordinary tagged PDF, because a meeting needs
/// its paper.
pub(super) fn render<T: Serialize>(
    template: &str,
    paper: &T,
    stamp: &Stamp,
) -> Result<Vec<u8>, PrintError> {
    let world = PaperWorld::new(template, paper, stamp)?;
    let document = typst::compile(&world)
        .output
        .map_err(|errors| PrintError::Layout(first_message(&errors)))?;
    let strict = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| PrintError::Export(error.message().to_string()))?;
    match typst_pdf::pdf(&document, &options(stamp, strict)) {
        Ok(bytes) => Ok(bytes),
        Err(_) => typst_pdf::pdf(&document, &options(stamp, PdfStandards::default()))
            .map_err(|errors| PrintError::Export(first_message(&errors))),
    }
}

fn options(stamp: &Stamp, standards: PdfStandards) -> PdfOptions {
    PdfOptions {
        creator: Smart::Custom(Some("Hawthorn".to_owned())),
        timestamp: timestamp(&stamp.at),
        standards,
        ..PdfOptions::default()
    }
}

fn timestamp(at: &ZonedDateTime) -> Option<Timestamp> {
    let small = |number: i8| u8::try_from(number).ok();
    let moment = Datetime::from_ymd_hms(
        i32::from(at.year()),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )?;
    Timestamp::new_local(moment, at.offset().seconds() / 60)
}

/// The first complaint of the layout engine, which speaks about the template and not about people.
fn first_message(errors: &[SourceDiagnostic]) -> String {
    errors
        .first()
        .map(|error| error.message.to_string())
        .unwrap_or_else(|| "no reason given".to_owned())
}

/// Fonts are read once; they live as long as the program.
struct Fonts {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let fonts: Vec<Font> = typst_assets::fonts()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .collect();
        Fonts {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    })
}

fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| LazyHash::new(Library::default()))
}

/// The only files that a template can see: itself, the common part, and its data.
pub(super) struct PaperWorld {
    main: Source,
    common: Source,
    data: FileId,
    bytes: Bytes,
}

impl PaperWorld {
    pub(super) fn new<T: Serialize>(
        template: &str,
        paper: &T,
        stamp: &Stamp,
    ) -> Result<Self, PrintError> {
        let data = TemplateData {
            paper,
            reader: &stamp.reader,
            printed: stamp.at.strftime("%-d %B %Y, %H:%M").to_string(),
        };
        let bytes = serde_json::to_vec(&data).map_err(|e| PrintError::Layout(e.to_string()))?;
        if bytes.len() > LONGEST {
            return Err(PrintError::TooLong);
        }
        Ok(Self {
            main: Source::new(file("/main.typ")?, template.to_owned()),
            common: Source::new(file("/common.typ")?, include_str!("common.typ").to_owned()),
            data: file("/data.json")?,
            bytes: Bytes::new(bytes),
        })
    }
}

fn file(path: &str) -> Result<FileId, PrintError> {
    let path = VirtualPath::new(path).map_err(|_| PrintError::Layout(path.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.common]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data {
            Ok(self.bytes.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().fonts.get(index).cloned()
    }

    /// Papers carry the stamp's time only; a template cannot ask for another.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use typst::layout::{Frame, FrameItem};

    /// The pages of a paper as text, and whether it meets PDF/UA-1.
    pub(crate) fn page_texts<T: Serialize>(
        template: &str,
        paper: &T,
        stamp: &Stamp,
    ) -> (Vec<String>, bool) {
        let world = PaperWorld::new(template, paper, stamp).unwrap();
        let document = typst::compile(&world).output.unwrap();
        let strict = PdfStandards::new(&[PdfStandard::Ua_1]).unwrap();
        let exported = typst_pdf::pdf(&document, &options(stamp, strict));
        let texts = document
            .pages()
            .iter()
            .map(|page| {
                let mut text = String::new();
                collect(&page.frame, &mut text);
                text
            })
            .collect();
        (texts, exported.is_ok())
    }

    fn collect(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Text(run) => {
                    text.push_str(&run.text);
                    text.push(' ');
                }
                FrameItem::Group(group) => collect(&group.frame, text),
                _ => {}
            }
        }
    }

    pub(crate) fn stamp() -> Stamp {
        Stamp {
            reader: "Tamsin Farrow".to_owned(),
            at: "2026-03-25T14:30:00+00:00[Europe/London]".parse().unwrap(),
        }
    }

    #[test]
    fn a_template_sees_only_its_own_files() {
        let world = PaperWorld::new("#read(\"/etc/passwd\")", &(), &stamp()).unwrap();
        let refused = render("#read(\"/etc/passwd\")", &(), &stamp());
        assert!(matches!(refused, Err(PrintError::Layout(_))));
        assert!(world.file(file("/other.json").unwrap()).is_err());
    }

    #[test]
    fn a_paper_that_is_far_too_long_says_so() {
        let long = "x".repeat(LONGEST);
        assert!(matches!(
            render("", &long, &stamp()),
            Err(PrintError::TooLong)
        ));
    }
}
