//! The journey of `make demo` where there is no display: a family is booked in the real window on a virtual one, and
//! pictures of each step and the tickets stay in a folder.

use std::fs;
use std::io::{Write as _, stderr};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;
use counterfoil_journeys::decoded;
use counterfoil_journeys::window::{
    Behind, CUSTOMER, PRODUCT, Room, Window, choose_time, confirm, fill_in, find, go_to, hold, open_shop, refresh,
    save, switch_theme,
};

/// Books a family in the real window on a virtual display and leaves pictures and the tickets.
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder for pictures and tickets.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

struct Teller {
    begun: Instant,
    out: PathBuf,
}

impl Teller {
    fn say(&self, text: &str) {
        // Nobody to tell is no reason to stop.
        let _ = writeln!(stderr(), "{:5.1} s  {text}", self.begun.elapsed().as_secs_f32());
    }

    fn photograph(&self, window: &Window, name: &str) -> std::io::Result<()> {
        fs::write(self.out.join(format!("{name}.png")), window.picture())
    }

    /// Pictures in dark and light; the window stays light.
    fn photograph_both(&self, window: &Window, name: &str) -> std::io::Result<()> {
        for theme in ["dark", "light"] {
            switch_theme(window, theme);
            self.photograph(window, &format!("{name}-{theme}"))?;
        }
        Ok(())
    }
}

fn main() -> std::io::Result<()> {
    let Arguments { out } = Arguments::parse();
    fs::create_dir_all(&out)?;
    let teller = Teller { begun: Instant::now(), out };
    let pdf = journey(&teller)?;
    teller.say(&format!("Done. The tickets: {}", pdf.display()));
    teller.say(&format!("The pictures: {}", teller.out.join("*.png").display()));
    Ok(())
}

fn journey(teller: &Teller) -> std::io::Result<PathBuf> {
    teller.say("Opening the window in training mode, on a display of its own");
    let window = Window::open();
    open_shop(&window);
    teller.say("The catalogue of the built-in sandbox is here");
    teller.photograph(&window, "catalogue")?;

    find(&window);
    teller.say(&format!("Found \u{201c}{PRODUCT}\u{201d}"));
    choose_time(&window);
    fill_in(&window, &CUSTOMER);
    let code = hold(&window);
    teller.say(&format!("Two adults and a child are held as {code}"));
    teller.photograph_both(&window, "sell")?;

    confirm(&window, 3);
    teller.say("Confirmed: three tickets");
    let saved = save(&window);
    teller.photograph_both(&window, "tickets")?;
    let pdf = keep(&saved, &teller.out)?;

    go_to(&window, Room::Orders);
    window.press("/");
    window.press("Enter");
    window.until("the order", "focus() === 'order-row'");
    window.press("Enter");
    window.until("its story", "one('order-state')");
    teller.photograph_both(&window, "orders")?;

    go_to(&window, Room::Admin);
    window.until("the cities", "one('city-row')");
    teller.photograph(&window, "admin-cities")?;
    let supplier = Behind::of(&window);
    teller.photograph(&window, "admin-suppliers")?;
    supplier.answer_after(1500);
    let mut pictures = Ok(());
    refresh(&window, || {
        teller.say("Refreshing the catalogue from a slow supplier");
        pictures = teller.photograph(&window, "admin-refresh");
        supplier.answer_after(0);
    });
    pictures?;

    let codes = decoded(&pdf, 203);
    assert_eq!(codes, supplier.barcodes(), "the codes on the pages are not the supplier's");
    teller.say(&format!("An independent decoder reads the supplier's codes from the pages: {}", codes.join(", ")));
    let pressed = window.pressed();
    teller.say(&format!("All by keyboard: {} keys and chords, {} letters", pressed.keys, pressed.letters));
    Ok(pdf)
}

fn keep(saved: &Path, out: &Path) -> std::io::Result<PathBuf> {
    let kept = out.join("tickets.pdf");
    fs::copy(saved, &kept)?;
    Ok(kept)
}
