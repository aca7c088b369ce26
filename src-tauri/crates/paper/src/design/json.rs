//! Layouts from JSON and back (RFC 8259).

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::check;
use super::fault::{LayoutError, LayoutFault};
use super::json_words::{json_words, raw};
use super::{Layout, Media};

/// The version of the format that is written and read here.
pub(super) const VERSION: u32 = 1;

/// Largest layout, or set of layouts, that is read, in bytes: 1 MiB.
const LARGEST: usize = 1 << 20;

impl Layout {
    /// Reads a layout and checks it.
    ///
    /// Errors: a [`LayoutError`] with the first fault and its place; see [`LayoutFault`] for all of them.
    pub fn from_json(json: &str) -> Result<Self, LayoutError> {
        let head: Head = parse(json)?;
        head.check("version")?;
        let layout: Self = parse(json)?;
        check::layout(&layout, "")?;
        Ok(layout)
    }

    /// The layout as JSON of version 1, indented, with a line feed at its end; what is as usual is left out. Reading it gives
    /// the same layout.
    pub fn to_json(&self) -> String {
        written(self)
    }

    /// Reads a set, a JSON list of layouts with different names.
    ///
    /// Errors: as [`Layout::from_json`]; paths begin with the place in the list, such as `[2].name`.
    pub fn set_from_json(json: &str) -> Result<Vec<Self>, LayoutError> {
        let heads: Vec<Head> = parse(json)?;
        for (index, head) in heads.iter().enumerate() {
            head.check(&format!("[{index}].version"))?;
        }
        let set: Vec<Self> = parse(json)?;
        for (index, layout) in set.iter().enumerate() {
            check::layout(layout, &format!("[{index}]."))?;
            if set.get(..index).is_some_and(|before| before.iter().any(|other| other.name == layout.name)) {
                let fault = LayoutFault::DuplicateName { name: layout.name.clone() };
                return Err(LayoutError::at(format!("[{index}].name"), fault));
            }
        }
        Ok(set)
    }

    /// A set as JSON, as [`Layout::set_from_json`] reads it.
    pub fn set_to_json(set: &[Self]) -> String {
        written(set)
    }

    /// The same layout under another name for a printer with another resolution.
    ///
    /// Errors: a [`LayoutError`] when its codes have no room for whole dots of that size.
    pub fn with_dpi(&self, name: &str, dpi: u16) -> Result<Self, LayoutError> {
        let layout = Self { name: name.to_owned(), media: Media { dpi, ..self.media.clone() }, ..self.clone() };
        check::layout(&layout, "")?;
        Ok(layout)
    }
}

/// Read before anything else, so that a later version is named as such and not by what it has more.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

impl Head {
    fn check(&self, path: &str) -> Result<(), LayoutError> {
        if self.version == u64::from(VERSION) {
            return Ok(());
        }
        Err(LayoutError::at(path, LayoutFault::UnknownVersion { version: self.version, known: VERSION }))
    }
}

fn written<T: serde::Serialize + ?Sized>(value: &T) -> String {
    // Plain structs of texts and finite numbers always have a JSON form.
    let mut json = serde_json::to_string_pretty(value).unwrap_or_default();
    json.push('\n');
    json
}

fn parse<T: DeserializeOwned>(json: &str) -> Result<T, LayoutError> {
    if json.len() > LARGEST {
        let reason = "it is larger than 1 MiB".to_owned();
        return Err(LayoutError::at("", LayoutFault::NotJson { line: 1, column: 1, reason }));
    }
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        fault(if path == "." { "" } else { &path }, error.inner())
    })?;
    reader.end().map_err(|error| fault("", &error))?;
    Ok(value)
}

fn fault(path: &str, error: &serde_json::Error) -> LayoutError {
    let (line, column) = (error.line(), error.column());
    let reason = json_words(error);
    let fault = match error.classify() {
        serde_json::error::Category::Data => match unknown(&raw(error)) {
            Some(name) => LayoutFault::UnknownProperty { name, line, column },
            None => LayoutFault::WrongShape { line, column, reason },
        },
        serde_json::error::Category::Io | serde_json::error::Category::Syntax | serde_json::error::Category::Eof => {
            LayoutFault::NotJson { line, column, reason }
        }
    };
    LayoutError::at(path, fault)
}

/// The name in serde's sentence about a property that the format does not have.
fn unknown(reason: &str) -> Option<String> {
    let (name, _) = reason.strip_prefix("unknown field `")?.split_once('`')?;
    Some(name.to_owned())
}
