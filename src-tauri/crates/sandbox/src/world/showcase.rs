//! Entries with a fixed place and number, the same in every world: the supplier's published test products,
//! products made for training, and the titles of the eight known cities.

use super::product::{Delivery, Fulfilment, Terms};

/// Products that stand for one behaviour each; the numbers are public so that scripts can name them.
pub mod ids {
    /// Dubai, timeslots, at once, QR codes: the product of the demonstration.
    pub const TOWER_DECK: u64 = 1_100_001;
    /// Dubai, whole days, at once, QR codes.
    pub const WHOLE_DAY: u64 = 1_100_002;
    /// Dubai, timeslots, done a few seconds after confirmation.
    pub const SLOW: u64 = 1_100_003;
    /// Dubai, whole days, `pending` and then `failed`.
    pub const FAILING: u64 = 1_100_004;
    /// Dubai, whole days, `pending` for ever.
    pub const STUCK: u64 = 1_100_005;
    /// Dubai, whole days, a PDF and no barcodes.
    pub const PDF_ONLY: u64 = 1_100_006;
    /// Dubai, timeslots, asks for the visitors' names and nationalities.
    pub const VISITORS: u64 = 1_100_007;
    /// Dubai, whole days, can never be cancelled.
    pub const NEVER_CANCELLABLE: u64 = 1_100_008;
    /// Dubai, not on sale.
    pub const UNAVAILABLE: u64 = 1_100_009;
    /// Dubai, whole days, each variant with another barcode format.
    pub const FORMATS: u64 = 1_100_010;
}

/// What makes a fixed product differ from an ordinary one.
#[derive(Debug)]
pub(crate) struct Exhibit {
    pub(crate) id: u64,
    /// Position of the city, how many experiences of that city come before, and which of its five products.
    pub(crate) place: (usize, usize, usize),
    pub(crate) title: &'static str,
    pub(crate) timed: bool,
    pub(crate) delivery: Delivery,
    pub(crate) fulfilment: Fulfilment,
    pub(crate) terms: Terms,
    pub(crate) visitors: &'static [&'static str],
    /// Why it is not on sale.
    pub(crate) closed: Option<&'static str>,
    /// `(variant id, label)`; empty for the ordinary four.
    pub(crate) variants: &'static [(u64, &'static str)],
}

const PLAIN: Exhibit = Exhibit {
    id: 0,
    place: (0, 0, 0),
    title: "",
    timed: false,
    delivery: Delivery::Barcodes("QRCODE"),
    fulfilment: Fulfilment::Instant,
    terms: Terms::BeforeDate(24),
    visitors: &[],
    closed: None,
    variants: &[],
};

/// All fixed products.
pub(crate) const EXHIBITS: &[Exhibit] = &[
    Exhibit {
        id: ids::TOWER_DECK,
        place: (0, 0, 0),
        title: "Al Qamar Tower: observation deck, levels 88 and 89",
        timed: true,
        terms: Terms::BeforeTimeslot(24),
        ..PLAIN
    },
    Exhibit { id: ids::WHOLE_DAY, place: (0, 0, 1), title: "Al Qamar Tower: sky garden day ticket", ..PLAIN },
    Exhibit {
        id: ids::SLOW,
        place: (0, 0, 2),
        title: "Al Qamar Tower: sunrise with breakfast",
        timed: true,
        fulfilment: Fulfilment::Slow(None),
        terms: Terms::BeforeTimeslot(48),
        ..PLAIN
    },
    Exhibit {
        id: ids::FAILING,
        place: (0, 0, 3),
        title: "Al Qamar Tower: engineers' walk",
        fulfilment: Fulfilment::Failing,
        ..PLAIN
    },
    Exhibit {
        id: ids::STUCK,
        place: (0, 0, 4),
        title: "Al Qamar Tower: private summit",
        fulfilment: Fulfilment::Stuck,
        ..PLAIN
    },
    Exhibit {
        id: ids::PDF_ONLY,
        place: (0, 1, 0),
        title: "Pearl Divers' Museum: entrance ticket",
        delivery: Delivery::PdfOnly,
        ..PLAIN
    },
    Exhibit {
        id: ids::VISITORS,
        place: (0, 1, 1),
        title: "Pearl Divers' Museum: boat trip with divers",
        timed: true,
        visitors: &["full_name", "nationality"],
        ..PLAIN
    },
    Exhibit {
        id: ids::NEVER_CANCELLABLE,
        place: (0, 1, 2),
        title: "Pearl Divers' Museum: pearl of the day workshop",
        terms: Terms::Never,
        ..PLAIN
    },
    Exhibit {
        id: ids::UNAVAILABLE,
        place: (0, 1, 3),
        title: "Pearl Divers' Museum: roof terrace",
        closed: Some("Temporary closure"),
        ..PLAIN
    },
    Exhibit {
        id: ids::FORMATS,
        place: (0, 1, 4),
        title: "Pearl Divers' Museum: treasure trail for all ages",
        delivery: Delivery::EachVariantAnother,
        ..PLAIN
    },
    Exhibit {
        id: 1_006_356,
        place: (5, 0, 0),
        title: "Museum of Cognitive Dissonance: entrance ticket",
        fulfilment: Fulfilment::ByVariant,
        variants: &[
            (38100, "Adult"),
            (38102, "Adult (stays pending)"),
            (38104, "Audio guide"),
            (38285, "Adult (delivered later)"),
        ],
        ..PLAIN
    },
    Exhibit {
        id: 974_282,
        place: (5, 0, 1),
        title: "Museum of Cognitive Dissonance: tour in several languages",
        visitors: &["full_name", "date_of_birth", "pickup_location"],
        ..PLAIN
    },
    Exhibit {
        id: 1_006_521,
        place: (5, 0, 2),
        title: "Museum of Cognitive Dissonance: named entry",
        visitors: &["full_name"],
        ..PLAIN
    },
    Exhibit {
        id: 1_006_522,
        place: (5, 0, 3),
        title: "Museum of Cognitive Dissonance: winter garden",
        closed: Some("Product out of season"),
        ..PLAIN
    },
    Exhibit { id: 1_006_523, place: (5, 0, 4), title: "Museum of Cognitive Dissonance: moving prices", ..PLAIN },
    Exhibit {
        id: 1_006_518,
        place: (5, 1, 0),
        title: "Office vs. Officer: the show",
        timed: true,
        fulfilment: Fulfilment::ByVariant,
        variants: &[(38270, "Adult"), (38271, "Adult (stays pending)"), (38272, "Child"), (38273, "Senior")],
        ..PLAIN
    },
    Exhibit {
        id: 1_010_393,
        place: (5, 1, 1),
        title: "Office vs. Officer: weekdays and weekends",
        variants: &[
            (39300, "Adult, weekday"),
            (39301, "Child, weekday"),
            (39302, "Adult, weekend"),
            (39303, "Child, weekend"),
        ],
        ..PLAIN
    },
    Exhibit {
        id: 1_006_524,
        place: (5, 1, 2),
        title: "Office vs. Officer: moving prices by hour",
        timed: true,
        ..PLAIN
    },
    Exhibit {
        id: 1_006_525,
        place: (5, 1, 3),
        title: "Office vs. Officer: the one that fails",
        fulfilment: Fulfilment::Failing,
        ..PLAIN
    },
];

/// `(title, position of the theme)` of the first five experiences of each known city.
pub(crate) const TITLES: [[(&str, usize); 5]; 8] = [
    [
        ("Al Qamar Tower", 0),
        ("Pearl Divers' Museum · متحف غواصي اللؤلؤ", 1),
        ("Creek of Lanterns Cruise", 7),
        ("Red Dune Safari", 10),
        ("Oasis of Glass Water Park", 4),
    ],
    [
        ("Palace of the Falcon · قصر الصقر", 5),
        ("Corniche Aquarium", 3),
        ("Mangrove Kayak Trail", 8),
        ("Qasr Al Waha Gardens", 13),
        ("Abu Dhabi City Card", 11),
    ],
    [
        ("Musée des Lumières Éphémères", 1),
        ("Tour Saint-Rémy", 0),
        ("Seine by Candlelight", 7),
        ("Château de l'Orangeraie Cachée", 5),
        ("École du Café Crème", 9),
    ],
    [
        ("Casa de les Ones", 5),
        ("Mirador de Gràcia", 0),
        ("Güell Nou Gardens", 13),
        ("Sagrat Cor Bell Tower", 6),
        ("Tapas i Vermut: Barceloneta Walk", 9),
    ],
    [
        ("Palazzo Ardito", 5),
        ("Domus of the Mosaics", 1),
        ("Trastevere after Dark", 8),
        ("Arena Minore", 6),
        ("Città del Gelato Workshop", 9),
    ],
    [
        ("Museum of Cognitive Dissonance", 1),
        ("Office vs. Officer", 12),
        ("Grachtengordel Boat Line", 7),
        ("Музей русской сказки: Fairy-tale Museum", 2),
        ("Tulip Glasshouse", 13),
    ],
    [
        ("Meridian Sky View", 0),
        ("Μουσείο Ελληνικού Φωτός: Museum of Greek Light", 1),
        ("Harlem Jazz Cellar", 12),
        ("Hudson Lights Cruise", 7),
        ("Brooklyn Brick & Steel Walk", 8),
    ],
    [
        ("光の庭 Garden of Light", 13),
        ("Straits Aquarium", 3),
        ("九龍燈會 Nine Dragons Lantern Show", 12),
        ("Hawker Masters: Night Market Tour", 9),
        ("星空タワー Hoshizora Tower", 0),
    ],
];
