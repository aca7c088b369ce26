//! Fonts of this computer, for scripts that the print room does not ship. Looked for when a text needs them, not before:
//! most desks never print Chinese, and reading every font takes a while.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use counterfoil_paper::{Document, FontShelf, FoundFont, Need, PaperError, Warning};
use fontdb::{Database, FaceInfo, Source, Style};

/// Most fonts that are taken for one script: a common one, its bold one, and what has the rare characters.
const MOST: usize = 4;

/// Scripts that share characters and draw them differently: the language, a character of each, and fonts made for it, the
/// free ones first. They are taken together and in this order, so that what a text looks like does not depend on what was
/// printed before it.
const TOGETHER: [(&str, &str, char, &[&str]); 3] = [
    (
        "Chinese",
        "zh-Hans",
        '\u{8bf7}',
        &["Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimSun"],
    ),
    (
        "Japanese",
        "ja",
        '\u{3042}',
        &["Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Yu Gothic", "Meiryo", "Hiragino Sans", "MS Gothic"],
    ),
    (
        "Korean",
        "ko",
        '\u{ac00}',
        &["Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Malgun Gothic", "Apple SD Gothic Neo"],
    ),
];

/// Draws with the shipped fonts and, when they do not suffice, with fonts of this computer.
pub(crate) struct FontFinder {
    /// Reads what is installed.
    load: fn(&mut Database),
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    installed: Option<Database>,
    shelf: FontShelf,
    /// The found fonts by group, file and place in it.
    fonts: BTreeMap<(usize, PathBuf, u32), FoundFont>,
    files: Files,
    /// What was looked for, found or not.
    asked: BTreeSet<char>,
    /// Scripts that nothing installed has.
    hopeless: BTreeSet<String>,
}

/// The files of the fonts that were taken, for a collection is read once, and the one that was read last.
#[derive(Default)]
struct Files {
    taken: BTreeMap<PathBuf, Arc<[u8]>>,
    last: Option<(PathBuf, Arc<[u8]>)>,
}

impl Default for FontFinder {
    fn default() -> Self {
        Self::new(Database::load_system_fonts)
    }
}

impl FontFinder {
    fn new(load: fn(&mut Database)) -> Self {
        Self { load, state: Mutex::default() }
    }

    /// The shelf as it is now.
    pub(crate) fn shelf(&self) -> FontShelf {
        self.state().shelf.clone()
    }

    /// Draws; and once more, when characters were missing and fonts were found that have some of them. Reads files: not
    /// for the async threads.
    pub(crate) fn draw(
        &self,
        draw: impl Fn(&FontShelf) -> Result<Document, PaperError>,
    ) -> Result<Document, PaperError> {
        let document = draw(&self.shelf())?;
        let needs = document.warnings.iter().flat_map(|warning| match warning {
            Warning::MissingCharacters { needs, .. } => needs.as_slice(),
            Warning::Shortened { .. } | Warning::Picture { .. } => &[],
        });
        let mut found = false;
        for need in needs {
            found |= self.state().look_for(need, self.load);
        }
        if found { draw(&self.shelf()) } else { Ok(document) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A shelf is whole at any time.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Takes installed fonts that have what is needed. True when there are any.
    fn look_for(&mut self, need: &Need, load: fn(&mut Database)) -> bool {
        let missing: Vec<char> = need.characters.iter().copied().filter(|letter| self.asked.insert(*letter)).collect();
        if missing.is_empty() || self.hopeless.contains(&need.script) {
            return false;
        }
        let installed = self.installed.take().unwrap_or_else(|| {
            let mut database = Database::new();
            load(&mut database);
            database
        });
        let before = self.fonts.len();
        let together = TOGETHER.iter().any(|(script, ..)| *script == need.script);
        for (group, (script, language, letter, families)) in TOGETHER.iter().enumerate().filter(|_| together) {
            if *script == need.script {
                self.take(&installed, (group, Some(language)), families, missing.clone(), true);
            } else {
                self.take(&installed, (group, Some(language)), families, vec![*letter], false);
            }
        }
        if !together {
            self.take(&installed, (TOGETHER.len(), None), &[need.font.as_str()], missing, true);
        }
        self.installed = Some(installed);
        self.files.last = None;
        if self.fonts.len() == before {
            self.hopeless.insert(need.script.clone());
            return false;
        }
        self.shelf = FontShelf::with_found(self.fonts.values().cloned().collect());
        tracing::info!(script = need.script, fonts = ?self.shelf.found_names(), "fonts of this computer are used");
        true
    }

    /// Takes fonts until nothing is missing: those of the named families first, then any if `others` may serve too.
    fn take(
        &mut self,
        installed: &Database,
        (group, language): (usize, Option<&'static str>),
        families: &[&str],
        mut missing: Vec<char>,
        others: bool,
    ) {
        let rank = |face: &FaceInfo| {
            let family = face.families.first().map_or("", |(family, _)| family.as_str());
            families.iter().position(|name| *name == family).unwrap_or(families.len())
        };
        let mut faces: Vec<_> = installed.faces().filter(|face| face.style == Style::Normal).collect();
        faces.retain(|face| others || rank(face) < families.len());
        // By name in the end, so that the same fonts are found each time.
        faces.sort_by_cached_key(|face| {
            (rank(face), face.monospaced, face.weight.0.abs_diff(400), face.post_script_name.clone(), face.index)
        });
        let most = self.fonts.len() + MOST;
        for face in &faces {
            if missing.is_empty() || self.fonts.len() >= most {
                return;
            }
            let Some((path, font)) = self.files.read(face, language) else { continue };
            let count = missing.len();
            missing.retain(|letter| !font.has(*letter));
            if missing.len() == count || self.is_taken(&path, face.index) {
                continue;
            }
            self.keep(group, path, font);
            // The same in bold, for titles.
            let bold =
                faces.iter().find(|other| other.families == face.families && (600..=700).contains(&other.weight.0));
            if let Some((path, bold)) = bold.and_then(|face| self.files.read(face, language))
                && !self.is_taken(&path, bold.index)
            {
                self.keep(group, path, bold);
            }
        }
    }

    fn is_taken(&self, path: &Path, index: u32) -> bool {
        self.fonts.keys().any(|(_, taken, number)| taken == path && *number == index)
    }

    fn keep(&mut self, group: usize, path: PathBuf, font: FoundFont) {
        self.files.taken.insert(path.clone(), Arc::clone(&font.bytes));
        self.fonts.insert((group, path, font.index), font);
    }
}

impl Files {
    /// A font with the file it was read from.
    fn read(&mut self, face: &FaceInfo, language: Option<&'static str>) -> Option<(PathBuf, FoundFont)> {
        let Source::File(path) = &face.source else { return None };
        let last = self.last.as_ref().filter(|(last, _)| last == path).map(|(_, bytes)| bytes);
        let bytes = if let Some(bytes) = self.taken.get(path).or(last) {
            Arc::clone(bytes)
        } else {
            let bytes: Arc<[u8]> = std::fs::read(path).ok()?.into();
            self.last = Some((path.clone(), Arc::clone(&bytes)));
            bytes
        };
        Some((path.clone(), FoundFont { bytes, index: face.index, language }))
    }
}

#[cfg(test)]
mod tests {
    use counterfoil_paper::{Style, Ticket, render};

    use super::*;

    /// A computer whose only fonts are those cut for the tests of the print room.
    fn finder() -> FontFinder {
        FontFinder::new(|database| {
            database.load_fonts_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../paper/tests/fonts"));
        })
    }

    fn draw(finder: &FontFinder, title: &str) -> Document {
        let tickets = [Ticket { title: title.to_owned(), ..Ticket::default() }];
        finder.draw(|fonts| render(&tickets, &Style::default().with_fonts(fonts))).unwrap()
    }

    #[test]
    fn fonts_are_looked_for_when_a_text_needs_them() {
        let finder = finder();
        assert!(draw(&finder, "Louvre متحف שלום").found_fonts.is_empty());
        assert!(finder.state().installed.is_none(), "nothing was read for texts that the shipped fonts have");

        let chinese = draw(&finder, "故宫博物院");
        assert_eq!((chinese.found_fonts, chinese.warnings), (vec!["Noto Sans CJK SC".to_owned()], Vec::new()));
        assert_eq!(draw(&finder, "พระบรม").found_fonts, ["Noto Sans Thai Regular"]);
        // Japanese by its kana, and the order on the shelf is the same whatever was asked first.
        assert_eq!(draw(&finder, "東京国立博物館ひらがな").found_fonts, ["Noto Sans CJK JP"]);
        assert_eq!(finder.shelf().found_names(), ["Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans Thai Regular"]);
    }

    #[test]
    fn what_is_not_installed_is_looked_for_once_and_said() {
        let finder = finder();
        let document = draw(&finder, "ქართული");
        let [Warning::MissingCharacters { needs, .. }] = document.warnings.as_slice() else {
            panic!("nothing missing")
        };
        assert_eq!((needs[0].script.as_str(), needs[0].font.as_str()), ("Georgian", "Noto Sans Georgian"));
        assert_eq!(finder.state().hopeless.iter().collect::<Vec<_>>(), ["Georgian"]);
        assert_eq!(draw(&finder, "ქართული ენა").warnings.len(), 1);
    }
}
