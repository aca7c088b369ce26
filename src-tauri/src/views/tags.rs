//! Tags, to narrow lists by.

use std::collections::{BTreeMap, BTreeSet};

use counterfoil_domain::{
    Snapshot,
    catalog::{Tag, snapshot::Narrowing},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::number::count;

/// The group of tags that name none; it stands last.
const OTHER: &str = "Other";

/// Lists the tags present in what `list_experiences` gives for the same choice.
#[derive(Debug, Deserialize, TS)]
pub struct TagQuery {
    /// Only this city.
    pub city: Option<String>,
    /// Only this country.
    pub country: Option<String>,
    /// Tags chosen already.
    pub chosen: Vec<String>,
}

/// A tag.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TagView {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address of its icon at the supplier, shown through the desk.
    pub icon: Option<String>,
    /// How many of the list have it.
    pub count: u32,
    /// Chosen already.
    pub chosen: bool,
}

/// Tags of one group.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TagGroupView {
    /// The group's name.
    pub group: String,
    /// Its tags.
    pub tags: Vec<TagView>,
}

impl TagGroupView {
    /// The tags of a narrowed list by groups, the most frequent first; those it is narrowed to are among them in any case.
    pub(crate) fn all(snapshot: &Snapshot, narrow: &Narrowing) -> Vec<Self> {
        let mut tags = snapshot.tag_counts(narrow);
        let there: BTreeSet<_> = tags.iter().map(|(tag, _)| &tag.id).collect();
        let chosen: BTreeSet<_> = narrow.tags.iter().collect();
        let mut absent: Vec<_> = chosen.difference(&there).filter_map(|id| Some((snapshot.tag(id)?, 0))).collect();
        absent.sort_by(|(a, _), (b, _)| a.name.cmp(&b.name));
        tags.append(&mut absent);
        let mut groups: BTreeMap<(bool, &str), Vec<TagView>> = BTreeMap::new();
        for (tag, number) in tags {
            let group = tag.group.as_deref().unwrap_or(OTHER);
            let view = TagView::of(tag, number, chosen.contains(&tag.id));
            groups.entry((group == OTHER, group)).or_default().push(view);
        }
        groups.into_iter().map(|((_, group), tags)| Self { group: group.to_owned(), tags }).collect()
    }
}

impl TagView {
    fn of(tag: &Tag, number: usize, chosen: bool) -> Self {
        Self {
            id: tag.id.to_string(),
            name: tag.name.clone(),
            icon: tag.icon_url.clone(),
            count: count(number),
            chosen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::samples::{AMSTERDAM, catalogue};

    /// A group's name, and its tags with their counts and whether they are chosen.
    type Group = (String, Vec<(String, u32, bool)>);

    fn listed(city: Option<&str>, chosen: &[&str]) -> Vec<Group> {
        let narrow = Narrowing {
            city: city.map(|id| id.parse().expect("an id")),
            country: None,
            tags: chosen.iter().map(|id| id.parse().expect("an id")).collect(),
        };
        let tags = |group: TagGroupView| group.tags.into_iter().map(|tag| (tag.name, tag.count, tag.chosen)).collect();
        let groups = TagGroupView::all(&catalogue(), &narrow).into_iter();
        groups.map(|group| (group.group.clone(), tags(group))).collect()
    }

    fn group(name: &str, tags: &[(&str, u32, bool)]) -> Group {
        (name.to_owned(), tags.iter().map(|(name, number, chosen)| ((*name).to_owned(), *number, *chosen)).collect())
    }

    #[test]
    fn tags_stand_in_their_groups_and_the_groupless_last() {
        let all = [
            group("Activity categories", &[("Boat trips", 1, false)]),
            group("Venue categories", &[("Art", 2, false), ("Museums", 2, false)]),
            group("Other", &[("New", 1, false)]),
        ];
        assert_eq!(listed(None, &[]), all);
    }

    #[test]
    fn what_is_chosen_is_listed_even_where_nothing_has_it() {
        let none =
            [group("Activity categories", &[("Boat trips", 0, true)]), group("Venue categories", &[("Art", 0, true)])];
        assert_eq!(listed(Some(AMSTERDAM), &["boats", "art", "boats"]), none);
        let museums = [
            group("Venue categories", &[("Art", 1, false), ("Museums", 1, true)]),
            group("Other", &[("New", 1, false)]),
        ];
        assert_eq!(listed(Some(AMSTERDAM), &["museums"]), museums);
    }
}
