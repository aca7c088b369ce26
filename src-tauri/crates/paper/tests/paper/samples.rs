//! Tickets to print in tests.

use chrono::{NaiveDate, NaiveTime};
use counterfoil_paper::{Code, CodeFormat, CoverSheet, Place, Ticket, Validity, When};

pub(crate) const CONDITIONS: &str = "This ticket admits one person on the day and at the time printed on it. Arrive 15 minutes \
early; entry after the slot is at the discretion of the venue.\nChildren under 4 enter free and need no ticket. Children under 12 \
must be accompanied by an adult.\nTickets may be cancelled until 24 hours before the visit; after that no refund is possible. \
Changes of name are free of charge.\nBags larger than 35 × 45 cm, tripods and glass bottles are not permitted. Lockers are \
available at the entrance.\nThe outdoor deck may close in strong wind or heavy rain; the ticket then remains valid for the indoor \
floors and for one further visit within 30 days.\nPhotography for private use is welcome.";

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn plain() -> Ticket {
    Ticket {
        title: "Burj Khalifa: At the Top, 124 & 125".into(),
        venue: "Burj Khalifa".into(),
        address: "1 Sheikh Mohammed bin Rashid Blvd, Downtown Dubai, United Arab Emirates".into(),
        starts: Some(When::At {
            day: day(2026, 12, 24),
            time: NaiveTime::from_hms_opt(16, 30, 0),
            clock: "Dubai time".into(),
        }),
        valid: None,
        visitor_type: "Adult".into(),
        holder: "Camille Dupont".into(),
        order_code: "7K3-QF".into(),
        order_reference: "TQ-84120937".into(),
        price: "AED 219.00".into(),
        must_know:
            "Bring a photo ID. Children under 4 enter free and need no ticket. Sunset entry is at the time printed, \
                    not later."
                .into(),
        conditions: CONDITIONS.into(),
        seller: "Marhaba Travel, Desk 3".into(),
        status_as_of: "20 Nov 2026, 14:05 (Dubai time)".into(),
        place: Some(Place { number: 2, of: 3 }),
        code: Some(Code {
            payload: "TQX84120937-0002-9F3C7A11".into(),
            format: CodeFormat::Qr,
            reference: "8412 0937 0002".into(),
        }),
        training: false,
    }
}

pub(crate) fn greek() -> Ticket {
    Ticket {
        title: "Μουσείο Ακρόπολης και αρχαιολογικός χώρος: είσοδος χωρίς αναμονή με ηχητική ξενάγηση για όλη την ημέρα"
            .into(),
        venue: "Μουσείο Ακρόπολης".into(),
        address: "Διονυσίου Αρεοπαγίτου 15, Αθήνα 117 42".into(),
        starts: Some(When::At {
            day: day(2026, 12, 26),
            time: NaiveTime::from_hms_opt(9, 0, 0),
            clock: "Athens time".into(),
        }),
        holder: "Σοφία Παπαδοπούλου-Καραγιάννη".into(),
        visitor_type: "Φοιτητής (18–25)".into(),
        price: "€ 18,50".into(),
        ..plain()
    }
}

pub(crate) fn cyrillic() -> Ticket {
    Ticket {
        title: "Tretyakov Gallery: Permanent Collection".into(),
        holder: "Александра Щукина-Ёлкина".into(),
        starts: Some(When::At { day: day(2027, 1, 6), time: None, clock: String::new() }),
        valid: Some(Validity { from: day(2027, 1, 6), until: day(2027, 2, 6) }),
        must_know: String::new(),
        code: Some(Code::new(CodeFormat::Code128, "TRG-2027-000481")),
        ..plain()
    }
}

pub(crate) fn french() -> Ticket {
    Ticket {
        title: "Musée d’Orsay : « L’été des impressionnistes », entrée réservée à l’œuvre complète".into(),
        venue: "Musée d’Orsay".into(),
        address: "Esplanade Valéry Giscard d’Estaing, 75007 Paris".into(),
        starts: Some(When::Text("Du mardi 5 au dimanche 10 janvier 2027, de 9 h 30 à 18 h".into())),
        holder: "Zoë Lefèvre-Nuñez".into(),
        visitor_type: "Étudiant·e".into(),
        code: Some(Code::new(CodeFormat::Aztec, "ORSAY-5571-2290-ZL")),
        training: true,
        ..plain()
    }
}

pub(crate) fn long_title() -> Ticket {
    let title = "Skip-the-line combination ticket with guided tour, river cruise and three-course dinner ".repeat(5);
    Ticket {
        title: title.chars().take(400).collect(),
        code: Some(Code::new(CodeFormat::Pdf417, "M1DUPONT/CAMILLE      E7K3QF DXBCDGAF 0655 358Y014A0063 100")),
        ..plain()
    }
}

pub(crate) fn no_code() -> Ticket {
    Ticket { code: None, ..plain() }
}

pub(crate) fn cover() -> CoverSheet {
    CoverSheet {
        title: "Louvre Museum: Reserved Entrance".into(),
        venue: "Musée du Louvre".into(),
        address: "Rue de Rivoli, 75001 Paris".into(),
        starts: Some(When::At {
            day: day(2026, 12, 24),
            time: NaiveTime::from_hms_opt(10, 0, 0),
            clock: "Paris time".into(),
        }),
        party: vec![(2, "Adult".into()), (1, "Child".into())],
        customer: "Camille Dupont".into(),
        order_code: "9M2-XA".into(),
        order_reference: "TQ-84120999".into(),
        supplier: "Tiqets".into(),
        supplier_pages: 3,
        price: "EUR 66.00".into(),
        must_know: "Show the pages that follow at the entrance, on paper or on a phone.".into(),
        seller: "Marhaba Travel, Desk 3".into(),
        status_as_of: "20 Nov 2026, 14:05 (Dubai time)".into(),
        training: false,
    }
}
