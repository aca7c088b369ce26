//! Products and their variants: what can be bought, for how much, and how it is delivered.

use super::dice::Dice;
use super::showcase::{EXHIBITS, Exhibit};
use super::theme::Theme;
use super::{PRODUCTS_EACH, World};

/// Number of the first ordinary product.
const FIRST_ID: u64 = 3_000_000;
/// Number of the first ordinary variant; each product has room for eight.
const FIRST_VARIANT_ID: u64 = 8_000_000;
/// Variants of the five products of an ordinary experience: twenty together.
const VARIANTS: [usize; PRODUCTS_EACH] = [4, 3, 5, 2, 6];
/// `(label, type, percent of the adult price)`.
const LABELS: [(&str, &str, u32); 6] = [
    ("Adult", "adult", 100),
    ("Child (4-12)", "child", 60),
    ("Infant (0-3)", "infant", 0),
    ("Senior (65+)", "senior", 80),
    ("Student", "student", 75),
    ("Resident", "resident", 70),
];

/// How an order becomes tickets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fulfilment {
    Instant,
    /// Seconds after confirmation; none for the sandbox's setting.
    Slow(Option<u32>),
    Failing,
    Stuck,
    /// Depends on what was bought, as with the supplier's published test products.
    ByVariant,
}

/// What the visitor carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    Barcodes(&'static str),
    EachVariantAnother,
    PdfOnly,
}

/// Until when an order can be cancelled (Tiqets Distributor API, Cancel order).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    Never,
    /// Hours before midnight of the day of the visit.
    BeforeDate(u32),
    /// Hours before the slot, or before opening.
    BeforeTimeslot(u32),
}

/// Days a variant is sold on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Days {
    All,
    Weekdays,
    Weekends,
}

/// A product; its texts are written when they are asked for.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    /// Position in the world.
    pub(crate) index: usize,
    pub(crate) id: u64,
    /// Position of its experience.
    pub(crate) experience: usize,
    pub(crate) theme: &'static Theme,
    pub(crate) exhibit: Option<&'static Exhibit>,
    pub(crate) timed: bool,
    pub(crate) delivery: Delivery,
    pub(crate) fulfilment: Fulfilment,
    pub(crate) terms: Terms,
    pub(crate) visitors: &'static [&'static str],
    pub(crate) closed: Option<&'static str>,
    /// The most visitors one order may hold.
    pub(crate) max_per_order: u32,
    /// Adult price in euro cents, before any change of the world.
    pub(crate) cents: u32,
}

/// One kind of visitor.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    pub(crate) id: u64,
    pub(crate) label: &'static str,
    pub(crate) kind: &'static str,
    /// Price in euro cents.
    pub(crate) cents: u32,
    pub(crate) max_tickets: u32,
    pub(crate) days: Days,
    pub(crate) valid_with: Vec<u64>,
    pub(crate) fulfilment: Fulfilment,
    pub(crate) barcode: Option<&'static str>,
}

impl World {
    /// Number of products.
    pub(crate) fn product_count(&self) -> usize {
        self.size.experiences * PRODUCTS_EACH
    }

    fn exhibit_at(&self, index: usize) -> Option<&'static Exhibit> {
        let (experience, offer) = (index / PRODUCTS_EACH, index % PRODUCTS_EACH);
        let (city, round) = (experience % self.size.cities, experience / self.size.cities);
        if round > 1 {
            return None;
        }
        EXHIBITS.iter().find(|exhibit| exhibit.place == (city, round, offer))
    }

    /// Number of a product.
    pub(crate) fn product_id(&self, index: usize) -> u64 {
        self.exhibit_at(index).map_or(FIRST_ID + index as u64, |exhibit| exhibit.id)
    }

    /// Position of the experience a product is sold for.
    pub(crate) fn experience_of_product(index: usize) -> usize {
        index / PRODUCTS_EACH
    }

    /// Position of a product that is in the catalogue, by the supplier's number.
    pub(crate) fn product_index(&self, id: u64) -> Option<usize> {
        self.product_place(id).filter(|index| self.has_product(*index))
    }

    /// Position of a product, retired or not.
    pub(crate) fn product_place(&self, id: u64) -> Option<usize> {
        if let Some(exhibit) = EXHIBITS.iter().find(|exhibit| exhibit.id == id) {
            let (city, round, offer) = exhibit.place;
            return Some((city + round * self.size.cities) * PRODUCTS_EACH + offer);
        }
        let index = usize::try_from(id.checked_sub(FIRST_ID)?).ok()?;
        (index < self.product_count() && self.exhibit_at(index).is_none()).then_some(index)
    }

    /// The product at a position.
    pub(crate) fn product(&self, index: usize) -> Product {
        let (experience, offer) = (index / PRODUCTS_EACH, index % PRODUCTS_EACH);
        let theme = self.theme_of_experience(experience);
        let exhibit = self.exhibit_at(index);
        let mut dice = Dice::for_subject(self.seed, &[4, index as u64]);
        let percent = 80 + dice.small(50) + [0, 25, 60, 35, 110][offer];
        let cents = (theme.euros * percent).max(200) / 50 * 50;
        let max_per_order = if exhibit.is_some() { 9 } else { [6, 9, 9, 10, 20][dice.position(5)] };
        let timed = theme.slots.is_some() && offer != 1;
        let (delivery, fulfilment, terms, visitors, closed) = if let Some(exhibit) = exhibit {
            (exhibit.delivery, exhibit.fulfilment, exhibit.terms, exhibit.visitors, exhibit.closed)
        } else {
            let delivery = match dice.below(100) {
                0..18 => Delivery::PdfOnly,
                18..24 => Delivery::Barcodes("CODE128"),
                24..28 => Delivery::Barcodes("DATAMATRIX"),
                28..31 => Delivery::Barcodes("EAN13"),
                31..33 => Delivery::Barcodes("PDF417"),
                _ => Delivery::Barcodes("QRCODE"),
            };
            let fulfilment = match dice.below(100) {
                0..10 => Fulfilment::Slow(None),
                10..12 => Fulfilment::Failing,
                12..13 => Fulfilment::Stuck,
                _ => Fulfilment::Instant,
            };
            let window = [2, 24, 24, 48, 72][dice.position(5)];
            let terms = match dice.below(100) {
                0..35 => Terms::Never,
                35..60 if timed => Terms::BeforeTimeslot(window),
                _ => Terms::BeforeDate(window),
            };
            let visitors: &[&str] = match dice.below(100) {
                0..5 => &["full_name"],
                5..7 => &["full_name", "nationality"],
                7..8 => &["full_name", "passport_ids"],
                _ => &[],
            };
            let closed = match dice.below(100) {
                0..2 => Some("Product out of season"),
                2..3 => Some("Temporary closure"),
                _ => None,
            };
            (delivery, fulfilment, terms, visitors, closed)
        };
        let timed = exhibit.map_or(timed, |exhibit| exhibit.timed);
        let id = exhibit.map_or(FIRST_ID + index as u64, |exhibit| exhibit.id);
        Product {
            index,
            id,
            experience,
            theme,
            exhibit,
            timed,
            delivery,
            fulfilment,
            terms,
            visitors,
            closed,
            max_per_order,
            cents,
        }
    }

    /// Title of a product of an experience whose title is known.
    pub(crate) fn product_title(product: &Product, experience_title: &str) -> String {
        product.exhibit.map_or_else(
            || format!("{experience_title}: {}", product.theme.offers[product.index % PRODUCTS_EACH]),
            |exhibit| exhibit.title.to_owned(),
        )
    }
}

impl Product {
    /// Number of variants, without building them.
    pub(crate) fn variant_count(&self, world: &World) -> usize {
        if world.has_exhibits(self.experience) { 4 } else { VARIANTS[self.index % PRODUCTS_EACH] }
    }

    /// The kinds of visitor this product is sold to.
    pub(crate) fn variants(&self, world: &World) -> Vec<Variant> {
        if let Some(exhibit) = self.exhibit.filter(|exhibit| !exhibit.variants.is_empty()) {
            return exhibit.variants.iter().map(|&(id, label)| self.published(id, label)).collect();
        }
        let first = FIRST_VARIANT_ID + self.index as u64 * 8;
        let formats = ["CODE128", "DATAMATRIX", "EAN13", "PDF417", "CODE39", "ITF"];
        let accompanied = self.exhibit.is_some() || self.index.is_multiple_of(3);
        (0..self.variant_count(world))
            .zip(LABELS)
            .zip(formats)
            .map(|((nth, (label, kind, percent)), format)| Variant {
                id: first + nth as u64,
                label,
                kind,
                cents: self.cents * percent / 100,
                max_tickets: self.max_per_order,
                days: Days::All,
                valid_with: if accompanied && matches!(kind, "child" | "infant") { vec![first] } else { Vec::new() },
                fulfilment: self.fulfilment,
                barcode: match self.delivery {
                    Delivery::Barcodes(format) => Some(format),
                    Delivery::EachVariantAnother => Some(format),
                    Delivery::PdfOnly => None,
                },
            })
            .collect()
    }

    /// A variant of one of the supplier's published test products.
    fn published(&self, id: u64, label: &'static str) -> Variant {
        let fulfilment = match id {
            38102 | 38271 => Fulfilment::Stuck,
            38285 => Fulfilment::Slow(Some(660)),
            _ if self.fulfilment == Fulfilment::ByVariant => Fulfilment::Instant,
            _ => self.fulfilment,
        };
        let child = label.starts_with("Child");
        Variant {
            id,
            label,
            kind: if child {
                "child"
            } else if id == 38104 {
                "add_on"
            } else {
                "adult"
            },
            cents: if child {
                self.cents * 6 / 10
            } else if id == 38104 {
                400
            } else {
                self.cents
            },
            max_tickets: self.max_per_order,
            days: match id {
                39300 | 39301 => Days::Weekdays,
                39302 | 39303 => Days::Weekends,
                _ => Days::All,
            },
            valid_with: if id == 38104 { vec![38100, 38102, 38285] } else { Vec::new() },
            fulfilment,
            barcode: Some("QRCODE"),
        }
    }
}
