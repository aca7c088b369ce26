//! One sale with chance in it: what is sold, to how many, how it is paid and how it ends. Everything comes from one number,
//! so that whoever dies in the middle of a sale can go on with the same one.

use std::path::Path;
use std::sync::Arc;

use counterfoil_engine::{Desk, DeskConfig, clock::ManualClock, secrets::FolderVault, setup::Line};
use counterfoil_sandbox::ids;

/// How a product behaves after it was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Its tickets are there at once.
    AtOnce,
    /// Its tickets come seconds later.
    Slow,
    /// It fails seconds later.
    Failing,
    /// Its ticket is the supplier's own PDF.
    PdfOnly,
    /// It cannot be cancelled.
    Final,
}

/// The products a sale may be of.
const OFFERED: [(u64, Manner); 7] = [
    (ids::TOWER_DECK, Manner::AtOnce),
    (ids::WHOLE_DAY, Manner::AtOnce),
    (ids::FORMATS, Manner::AtOnce),
    (ids::SLOW, Manner::Slow),
    (ids::FAILING, Manner::Failing),
    (ids::PDF_ONLY, Manner::PdfOnly),
    (ids::NEVER_CANCELLABLE, Manner::Final),
];

/// How a sale ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client keeps the tickets.
    Kept,
    /// The client does not want the places after all and never pays.
    LetGo,
    /// The client cancels and is paid back.
    Cancelled,
}

/// What one order of a sale is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The product.
    pub product: u64,
    /// How it behaves.
    pub manner: Manner,
    /// How many adults.
    pub adults: u32,
    /// How many children.
    pub children: u32,
    /// Chooses among the free days and times.
    pub luck: usize,
}

/// A sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sale {
    /// Its orders: one, or two in a basket.
    pub orders: Vec<Wanted>,
    /// Parts in which it is paid.
    pub parts: i64,
    /// How it ends.
    pub ending: Ending,
    /// Whether the supplier repeats a lost token when a hold is looked up.
    pub repeats_token: bool,
    /// Whether the supplier cancels holds instead of letting them lapse.
    pub cancels_holds: bool,
}

impl Sale {
    /// The sale of a number.
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let baskets = 1 + dice.below(2);
        let orders = (0..baskets).map(|_| {
            let (product, manner) = OFFERED[dice.index(OFFERED.len())];
            let (adults, children) = (1 + dice.count(2), dice.count(2));
            Wanted { product, manner, adults, children, luck: dice.index(1 << 16) }
        });
        Self {
            orders: orders.collect(),
            parts: 1 + i64::from(dice.count(2)),
            ending: [Ending::Kept, Ending::Cancelled, Ending::Cancelled, Ending::LetGo][dice.index(4)],
            repeats_token: dice.below(2) == 0,
            cancels_holds: dice.below(2) == 0,
        }
    }

    /// Whether somebody who carries it through passes a point of an order's life.
    pub fn passes(&self, point: &str) -> bool {
        let sold = self.ending != Ending::LetGo;
        let any = |manners: &[Manner]| self.orders.iter().any(|order| manners.contains(&order.manner));
        match point.split('.').next().unwrap_or_default() {
            "payment" | "confirm" | "look" => sold,
            "tickets" => sold && any(&[Manner::AtOnce, Manner::Slow, Manner::PdfOnly, Manner::Final]),
            "document" => sold && any(&[Manner::PdfOnly]),
            // What happened is seen at the end; the call before it is the cancellation.
            "cancel" | "seen" => match self.ending {
                Ending::Kept => false,
                Ending::LetGo => true,
                Ending::Cancelled => any(&[Manner::AtOnce, Manner::Slow, Manner::PdfOnly]),
            },
            _ => true,
        }
    }
}

/// Steady chance (SplitMix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn count(&mut self, end: u64) -> u32 {
        u32::try_from(self.below(end)).expect("a small number")
    }

    fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.below(end as u64)).expect("a small number")
    }
}

/// A desk over two folders that goes by a clock of one's own.
pub async fn desk_by(clock: &ManualClock, data: &Path, secrets: &Path) -> Desk {
    // Whoever opened a desk before in this process may have been first.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let vault = FolderVault::open(secrets).expect("a closed folder");
    Desk::open(DeskConfig::at(data), Arc::new(vault), Line::real(), Arc::new(clock.clone())).await.expect("a desk")
}
