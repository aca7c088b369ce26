//! The catalogue: what suppliers sell, where, and how it is found.

pub mod place;
pub mod product;
pub mod search;
pub mod snapshot;
pub mod tag;

pub use place::{City, Country, Geo};
pub use product::{
    Cancellation, CancellationPolicy, Checkout, Experience, ExperienceKind, ExperienceText, Flags, Picture, Product,
    ProductText, Rating, StartingPoint, Variant, Variants, Venue,
};
pub use tag::{Tag, TagType};
