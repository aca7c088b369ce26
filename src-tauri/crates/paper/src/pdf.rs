//! Pages of marks as a PDF (ISO 32000-1).
//!
//! printpdf makes the document, its catalogue and its fonts, each font a subset made beforehand. The pages' own streams
//! are written here, glyph codes and numbers at once: through printpdf's operations they would cost most of the time of
//! a batch. Same pages, same bytes: no dates, no random names, and an identifier that is a checksum of the content.

mod content;
mod document;
mod fonts;
mod images;

pub(crate) use document::write;
