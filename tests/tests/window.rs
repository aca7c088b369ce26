//! The real window, by keyboard: needs the program `counterfoil`, a virtual display and WebKit's driver.

#![allow(clippy::expect_used, clippy::panic, reason = "helpers of tests fail like tests")]

#[path = "window/catalogue.rs"]
mod catalogue;
#[path = "window/days.rs"]
mod days;
#[path = "window/hold.rs"]
mod hold;
#[path = "window/looks.rs"]
mod looks;
#[path = "window/paper.rs"]
mod paper;
#[path = "window/real.rs"]
mod real;
#[path = "window/rooms.rs"]
mod rooms;
#[path = "window/sale.rs"]
mod sale;
#[path = "window/trust.rs"]
mod trust;
