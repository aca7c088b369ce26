//! Rows with their ids: a place number is how the indexes speak of a row.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    hash::Hash,
    sync::Arc,
};

/// Rows are shared: the next snapshot takes over those that did not change.
#[derive(Debug)]
pub(super) struct Shelf<K, V> {
    rows: Vec<Arc<V>>,
    places: HashMap<K, u32>,
}

/// Something with an id of its own.
pub(super) trait Row {
    type Id: Hash + Eq + Clone;
    fn id(&self) -> &Self::Id;
}

impl<V: Row> Shelf<V::Id, V> {
    /// The last row of a repeated id wins: suppliers repeat themselves when pages overlap.
    pub(super) fn new(rows: impl IntoIterator<Item = Arc<V>>) -> Self {
        let rows = rows.into_iter();
        let room = rows.size_hint().0;
        let mut shelf = Self { rows: Vec::with_capacity(room), places: HashMap::with_capacity(room) };
        for row in rows {
            let next = u32::try_from(shelf.rows.len()).unwrap_or(u32::MAX);
            match shelf.places.entry(row.id().clone()) {
                Entry::Occupied(at) => shelf.rows[*at.get() as usize] = row,
                Entry::Vacant(slot) => {
                    slot.insert(next);
                    shelf.rows.push(row);
                }
            }
        }
        shelf
    }

    /// The same rows without those that are gone, and with these instead of or beside the others.
    pub(super) fn renewed(&self, changed: Vec<Arc<V>>, gone: &HashSet<V::Id>) -> Self {
        let stays = self.rows.iter().filter(|row| !gone.contains(row.id())).cloned();
        Self::new(stays.chain(changed).collect::<Vec<_>>())
    }

    /// The same rows in the order of a key, so that it does not hang on when and how they came.
    pub(super) fn ordered<O: Ord>(self, key: impl Fn(&V) -> O) -> Self {
        let mut rows = self.rows;
        rows.sort_by_cached_key(|row| key(row));
        Self::new(rows)
    }

    pub(super) fn get(&self, id: &V::Id) -> Option<&V> {
        self.places.get(id).map(|place| &*self.rows[*place as usize])
    }

    pub(super) fn place(&self, id: &V::Id) -> Option<u32> {
        self.places.get(id).copied()
    }

    pub(super) fn row(&self, place: u32) -> &V {
        &self.rows[place as usize]
    }

    pub(super) fn rows(&self) -> &[Arc<V>] {
        &self.rows
    }

    /// Rows with their places.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (u32, &V)> {
        (0_u32..).zip(self.rows.iter().map(|row| &**row))
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}

/// Short lists of numbers, one for each row, all in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Lists {
    starts: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lists {
    pub(super) fn new(lists: impl IntoIterator<Item = impl IntoIterator<Item = u32>>) -> Self {
        let (mut starts, mut numbers) = (vec![0], Vec::new());
        for list in lists {
            numbers.extend(list);
            starts.push(u32::try_from(numbers.len()).unwrap_or(u32::MAX));
        }
        numbers.shrink_to_fit();
        Self { starts, numbers }
    }

    /// The same relation from the other side: for each number below `width`, those of these rows that have it, in
    /// their order.
    pub(super) fn turned(&self, width: usize, rows: impl Iterator<Item = u32> + Clone) -> Self {
        let mut starts = vec![0_u32; width + 1];
        for number in rows.clone().flat_map(|row| self.of(row)) {
            starts[*number as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let (mut next, mut numbers) = (starts.clone(), vec![0; starts[width] as usize]);
        for row in rows {
            for number in self.of(row) {
                let at = &mut next[*number as usize];
                numbers[*at as usize] = row;
                *at += 1;
            }
        }
        Self { starts, numbers }
    }

    pub(super) fn of(&self, row: u32) -> &[u32] {
        let row = row as usize;
        &self.numbers[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_turns_over_and_back() {
        let lists = Lists::new([vec![2, 0], vec![], vec![2]]);
        let turned = lists.turned(3, [2, 1, 0].into_iter());
        assert_eq!((turned.of(0), turned.of(1), turned.of(2)), ([0].as_slice(), [].as_slice(), [2, 0].as_slice()));
        let some = lists.turned(3, [2].into_iter());
        assert_eq!((some.of(0), some.of(2)), ([].as_slice(), [2].as_slice()), "only the rows that were named");
    }
}
