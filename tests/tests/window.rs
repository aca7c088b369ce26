//! The real window, by keyboard: needs the program `counterfoil`, a virtual display and WebKit's driver.

#[path = "window/catalogue.rs"]
mod catalogue;
#[path = "window/looks.rs"]
mod looks;
#[path = "window/rooms.rs"]
mod rooms;
#[path = "window/sale.rs"]
mod sale;
