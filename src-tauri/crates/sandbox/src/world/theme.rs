//! What there is to do in a city: the kinds of place and outing the catalogue is made of.

/// How a picture of such a place is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scene {
    Skyline,
    Columns,
    Waves,
    Hills,
}

/// A kind of experience.
#[derive(Debug)]
pub(crate) struct Theme {
    /// The four kinds of the Tiqets Distributor API: venue, activity, service, poi.
    pub(crate) kind: &'static str,
    /// `{}` takes a proper name.
    pub(crate) titles: &'static [&'static str],
    /// One product each.
    pub(crate) offers: [&'static str; 5],
    /// Positions in the list of tags.
    pub(crate) tags: [usize; 3],
    /// Adult price in whole euros.
    pub(crate) euros: u32,
    /// First slot in minutes after midnight, minutes between slots, number of slots; none for whole days.
    pub(crate) slots: Option<(u32, u32, u32)>,
    pub(crate) duration: &'static str,
    pub(crate) scene: Scene,
}

macro_rules! themes {
    ($($kind:literal $titles:expr, $offers:expr, $tags:expr, $euros:literal, $slots:expr, $duration:literal $scene:ident;)*) => {
        pub(crate) const THEMES: &[Theme] = &[$(Theme {
            kind: $kind, titles: &$titles, offers: $offers, tags: $tags, euros: $euros, slots: $slots,
            duration: $duration, scene: Scene::$scene,
        }),*];
    };
}

themes! {
    "venue" ["{} Tower", "{} Observation Deck", "{} Sky View"],
        ["Observation deck", "Sky terrace: day ticket", "Sunrise admission", "Prime hours + drink", "Skip-the-line & lounge"],
        [0, 21, 30], 32, Some((600, 30, 24)), "01:30" Skyline;
    "venue" ["{} Museum of Modern Craft", "Museum of {} Heritage", "{} Maritime Museum", "{} Museum of Letters"],
        ["Entrance ticket", "Skip-the-line ticket", "Guided tour in a small group", "Ticket + audio guide", "Late opening with wine"],
        [1, 20, 31], 18, Some((540, 30, 16)), "02:00" Columns;
    "venue" ["{} Gallery", "{} House of Photography", "Atelier {}"],
        ["Reserved entrance", "Entrance + temporary exhibition", "Curator's tour", "Drawing workshop", "Annual friends' card"],
        [2, 20, 32], 15, None, "01:30" Columns;
    "venue" ["{} Aquarium", "{} Zoo", "{} Bird Park"],
        ["Day ticket", "Day ticket + feeding hour", "Behind the scenes", "Family afternoon", "Night among the fish"],
        [3, 22, 33], 28, None, "03:00" Waves;
    "venue" ["{} World", "{} Adventure Park", "{} Water Park"],
        ["One-day ticket", "Two-day ticket", "Fast pass", "After 3 pm", "Ticket + locker + towel"],
        [4, 22, 34], 65, None, "08:00" Hills;
    "venue" ["{} Palace", "{} Castle", "Villa {}"],
        ["Priority entrance", "Palace + gardens", "Private apartments tour", "Evening concert", "Ticket + audio guide"],
        [5, 20, 35], 19, Some((570, 20, 22)), "02:00" Columns;
    "poi" ["{} Cathedral", "{} Monument", "Old Gate of {}"],
        ["Reserved entrance", "Dome climb", "Crypt and treasury", "Guided visit", "Bell tower at dusk"],
        [6, 23, 36], 10, Some((540, 15, 30)), "01:00" Columns;
    "activity" ["{} Canal Cruise", "{} Bay Cruise", "{} River Line"],
        ["One-hour cruise", "Evening cruise with dinner", "Hop-on hop-off day ticket", "Sunset sail", "Private boat"],
        [7, 24, 37], 24, Some((600, 45, 14)), "01:00" Waves;
    "activity" ["{} Walks", "{} by Bicycle", "Hidden {}"],
        ["Walking tour", "Bike tour", "Photography walk", "Ghosts and legends by night", "Street art tour"],
        [8, 25, 38], 22, Some((540, 90, 7)), "02:00" Hills;
    "activity" ["Flavours of {}", "{} Cooking School", "{} Market Tour"],
        ["Tasting tour", "Cooking class", "Wine and cheese evening", "Coffee roasting workshop", "Market breakfast"],
        [9, 25, 39], 49, Some((600, 120, 5)), "03:00" Hills;
    "activity" ["{} Dunes Safari", "{} Day Trip", "{} Valley Hike"],
        ["Half-day trip", "Full-day trip with lunch", "Sunrise excursion", "Overnight camp", "Private driver"],
        [10, 26, 40], 75, None, "10:00" Hills;
    "service" ["{} City Card", "{} Airport Shuttle", "{} Mobile Data"],
        ["24 hours", "48 hours", "72 hours", "One way", "Return"],
        [11, 27, 41], 35, None, "24:00" Skyline;
    "activity" ["{} Theatre", "{} Night Show", "{} Jazz Cellar"],
        ["Standard seat", "Best seat + drink", "Balcony", "Matinee", "Dinner and show"],
        [12, 28, 42], 58, Some((1020, 90, 3)), "01:45" Skyline;
    "poi" ["{} Gardens", "{} Botanical Park", "{} Rose Garden"],
        ["Garden ticket", "Garden + glasshouse", "Seasonal pass", "Picnic basket for two", "Bonsai workshop"],
        [13, 23, 43], 9, None, "02:00" Hills;
}

/// Names of the tags every world has: `(name, type)`; the type is a position in [`TAG_TYPES`].
pub(crate) const TAGS: &[(&str, usize)] = &[
    ("Towers & observation decks", 0),
    ("Museums", 0),
    ("Art galleries", 0),
    ("Zoos & aquariums", 0),
    ("Theme & water parks", 0),
    ("Palaces & castles", 0),
    ("Churches & monuments", 0),
    ("Cruises & boat tours", 1),
    ("Walking & bike tours", 1),
    ("Food & drink", 1),
    ("Day trips", 1),
    ("City cards & passes", 2),
    ("Shows & theatre", 1),
    ("Parks & gardens", 0),
    ("Workshops & classes", 1),
    ("Airport transfers", 2),
    ("Sports & stadiums", 0),
    ("Archaeological sites", 0),
    ("Wellness & spas", 1),
    ("Nightlife", 1),
    ("Art & history", 3),
    ("City views", 3),
    ("Family fun", 3),
    ("Landmarks", 3),
    ("On the water", 3),
    ("Local life", 3),
    ("Nature", 3),
    ("Practical", 3),
    ("Evening out", 3),
    ("Hidden gems", 3),
    ("Great for photos", 4),
    ("Rainy day", 4),
    ("Date night", 4),
    ("With children", 4),
    ("School holidays", 4),
    ("Weekend break", 4),
    ("First visit", 4),
    ("Sunset", 4),
    ("Active", 4),
    ("Gourmet", 4),
    ("Adventure", 4),
    ("Free cancellation", 5),
    ("Instant ticket", 5),
    ("Wheelchair access", 5),
    ("Audio guide included", 5),
    ("Guided tour", 5),
    ("Skip the line", 5),
    ("Smartphone ticket", 5),
    ("Small group", 5),
    ("Private tour", 5),
    ("Winter", 4),
    ("Spring blossom", 4),
    ("Summer", 4),
    ("Autumn colours", 4),
    ("Festive season", 4),
    ("Science", 3),
    ("Architecture", 3),
    ("Music", 3),
    ("Literature", 3),
    ("Railways", 3),
];

/// `(name, group)` of each kind of tag; some kinds belong to no group.
pub(crate) const TAG_TYPES: &[(&str, Option<&str>)] = &[
    ("Venue category", Some("Venue categories")),
    ("Activity category", Some("Activity categories")),
    ("Service category", Some("Service categories")),
    ("Theme", Some("Activity categories")),
    ("Occasion", None),
    ("Feature", Some("Service categories")),
];

/// Words that make the tags beyond the first sixty.
pub(crate) const TAG_ADJECTIVES: &[&str] = &[
    "Modern",
    "Royal",
    "Coastal",
    "Secret",
    "Award-winning",
    "Historic",
    "Musical",
    "Industrial",
    "Medieval",
    "Baroque",
    "Seasonal",
    "Interactive",
    "Open-air",
    "Underground",
    "Panoramic",
];
/// The nouns to go with them.
pub(crate) const TAG_NOUNS: &[&str] = &[
    "museums",
    "gardens",
    "markets",
    "cellars",
    "bridges",
    "libraries",
    "islands",
    "workshops",
    "festivals",
    "viewpoints",
    "cafés",
    "harbours",
    "trails",
    "theatres",
    "collections",
    "houses",
];
