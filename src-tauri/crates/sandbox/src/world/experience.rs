//! Experiences: the places and outings that products are sold for.

use super::city::{City, scatter};
use super::dice::Dice;
use super::showcase::TITLES;
use super::theme::{THEMES, Theme};
use super::{PRODUCTS_EACH, World};

/// Number of the first experience.
const FIRST_ID: u64 = 124_000;

/// An experience; its texts are written when they are asked for.
#[derive(Debug, Clone)]
pub(crate) struct Experience {
    pub(crate) id: u64,
    pub(crate) title: String,
    pub(crate) theme: &'static Theme,
    pub(crate) city: City,
    pub(crate) lat: f64,
    pub(crate) lng: f64,
    pub(crate) street: String,
}

impl World {
    /// Number of experiences.
    pub(crate) fn experience_count(&self) -> usize {
        self.size.experiences
    }

    /// Position of the city an experience is in.
    pub(crate) fn city_of_experience(&self, index: usize) -> usize {
        index % self.size.cities
    }

    /// Kind of an experience, without writing its title.
    pub(crate) fn theme_of_experience(&self, index: usize) -> &'static Theme {
        let (city, round) = (index % self.size.cities, index / self.size.cities);
        let known = TITLES.get(city).and_then(|titles| titles.get(round)).map(|title| title.1);
        &THEMES[known.unwrap_or_else(|| Dice::for_subject(self.seed, &[2, index as u64]).position(THEMES.len()))]
    }

    /// Number of an experience.
    pub(crate) fn experience_id(index: usize) -> u64 {
        FIRST_ID + index as u64
    }

    /// Position of an experience that is in the catalogue, by the supplier's number.
    pub(crate) fn experience_index(&self, id: u64) -> Option<usize> {
        self.experience_place(id).filter(|index| self.has_experience(*index))
    }

    /// Position of an experience, retired or not.
    pub(crate) fn experience_place(&self, id: u64) -> Option<usize> {
        let index = usize::try_from(id.checked_sub(FIRST_ID)?).ok()?;
        (index < self.size.experiences).then_some(index)
    }

    /// The experience at a position.
    pub(crate) fn experience(&self, index: usize) -> Experience {
        let city = self.city(self.city_of_experience(index));
        let theme = self.theme_of_experience(index);
        let mut dice = Dice::for_subject(self.seed, &[3, index as u64]);
        let tongue = city.country.tongue;
        let round = index / self.size.cities;
        let title = if let Some((title, _)) = TITLES.get(city.index).and_then(|titles| titles.get(round)) {
            (*title).to_owned()
        } else {
            let name = dice.pick(tongue.names());
            let title = dice.pick(theme.titles).replace("{}", name);
            if dice.chance(20) { format!("{title} · {}", dice.pick(tongue.own_titles())) } else { title }
        };
        let street = format!("{} {}", dice.pick(tongue.names()), 1 + dice.below(240));
        let (lat, lng) = (scatter(city.lat, &mut dice, 600), scatter(city.lng, &mut dice, 600));
        Experience { id: Self::experience_id(index), title, theme, city, lat, lng, street }
    }

    /// Positions of the products of an experience.
    pub(crate) fn products_of_experience(index: usize) -> std::ops::Range<usize> {
        index * PRODUCTS_EACH..(index + 1) * PRODUCTS_EACH
    }
}
