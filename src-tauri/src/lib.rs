//! The shell: the desktop window over the desk. It translates calls of the window into calls of the engine.
//!
//! Owns the Tauri application: its commands and their views, the events it sends to the window, the pictures it serves,
//! files it saves for a person, and the training mode with a sandbox of its own.
//! May import the engine, the domain, Tauri, and the sandbox to start it; speaks to the sandbox over HTTP only.
//! Must never hold a rule of the trade, speak SQL or HTTP, or hand a key to the window.

mod app;
mod arguments;
mod background;
mod closing;
pub mod commands;
mod downloads;
mod leftovers;
mod opening;
mod picture;
mod problem;
mod training;
pub mod views;

pub use app::run;
pub use arguments::Arguments;
