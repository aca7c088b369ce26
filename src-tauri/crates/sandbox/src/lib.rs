//! The sandbox: a supplier's server, written from the supplier's documents, for training and tests.
//!
//! **Owns** a server of the Tiqets Distributor API with a catalogue that is grown from a number and changes when it is told to,
//! an order book that counts places, RS256 verification of signed bodies, faults and spoilt lists that happen when they are
//! asked for, and the truth about all of it.
//!
//! **May import** what a server needs: axum, hyper, jsonwebtoken, a key generator. Nothing of this product.
//!
//! **Must never** import another crate of the house or be imported for its types: the desk speaks to it over HTTP as to any
//! supplier, so that a misreading of the documents cannot hide on both sides of the line.

mod availability;
mod catalog;
mod clock;
mod control;
mod error;
mod faults;
mod gate;
mod keys;
mod line;
mod options;
mod orders;
mod picture;
mod query;
mod refusal;
mod retirement;
mod routes;
mod run;
mod sandbox;
mod settings;
mod supplier;
mod tally;
mod truth;
mod voucher;
mod wire;
mod world;

pub use error::SandboxError;
pub use faults::{Call, Fault, List, Verb};
pub use options::{Options, WorldSize};
pub use retirement::{Moved, Restore, Retire};
pub use run::{RunArgs, WorldName, run};
pub use sandbox::Sandbox;
pub use settings::{Settings, SettingsChange};
pub use tally::Tally;
pub use truth::{OrderTruth, Truth, VariantCount};
pub use world::showcase::ids;
