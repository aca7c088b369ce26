//! The layouts of the house, kept as JSON in `layouts/`: each is an example of the format too.

use std::sync::OnceLock;

use super::Layout;

const FILES: [&str; 5] = [
    include_str!("../../layouts/a4.json"),
    include_str!("../../layouts/a4-three.json"),
    include_str!("../../layouts/thermal-80.json"),
    include_str!("../../layouts/stock-5x2.json"),
    include_str!("../../layouts/stock-8x3.json"),
];

impl Layout {
    /// The layouts of the house, the usual one first. Stock is there for heads of 203 and of 300 dpi.
    pub fn built_in() -> &'static [Self] {
        static ALL: OnceLock<Vec<Layout>> = OnceLock::new();
        ALL.get_or_init(|| {
            // That each file passes its checks is held by a test.
            let read = FILES.into_iter().filter_map(|json| Self::from_json(json).ok());
            read.flat_map(|layout| {
                let finer = layout.name.strip_suffix("203 dpi").map(|stem| format!("{stem}300 dpi"));
                let finer = finer.and_then(|name| layout.with_dpi(&name, 300).ok());
                std::iter::once(layout).chain(finer)
            })
            .collect()
        })
    }

    /// The layout of the house with this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::built_in().iter().find(|layout| layout.name == name)
    }
}

/// The card on A4.
impl Default for Layout {
    fn default() -> Self {
        Self::card()
    }
}
