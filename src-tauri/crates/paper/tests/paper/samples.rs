//! Tickets to print in tests.

use chrono::{NaiveDate, NaiveTime};
use counterfoil_paper::{
    Code, CodeFormat, CoverSheet, FontShelf, FoundFont, Pictures, Place, Stamp, Style, Ticket, Validity, When,
};

pub(crate) const CONDITIONS: &str = "This ticket admits one person on the day and at the time printed on it. Arrive 15 minutes \
early; entry after the slot is at the discretion of the venue.\nChildren under 4 enter free and need no ticket. Children under 12 \
must be accompanied by an adult.\nTickets may be cancelled until 24 hours before the visit; after that no refund is possible. \
Changes of name are free of charge.\nBags larger than 35 × 45 cm, tripods and glass bottles are not permitted. Lockers are \
available at the entrance.\nThe outdoor deck may close in strong wind or heavy rain; the ticket then remains valid for the indoor \
floors and for one further visit within 30 days.\nPhotography for private use is welcome.";

pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The card on A4.
pub(crate) fn a4() -> Style {
    Style::default()
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
        ..Ticket::default()
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
        ..CoverSheet::default()
    }
}

/// As little as a ticket can say.
pub(crate) fn short() -> Ticket {
    Ticket {
        title: "Zoo".into(),
        starts: Some(When::At { day: day(2027, 5, 2), time: None, clock: String::new() }),
        order_code: "4T1-9C".into(),
        code: Some(Code::new(CodeFormat::Ean13, "4006381333931")),
        ..Ticket::default()
    }
}

pub(crate) fn void() -> Ticket {
    let reason = "Cancelled by the supplier".to_owned();
    let stamp = Some(Stamp::Void { reason, as_of: "21 Nov 2026, 09:12 (Dubai time)".into() });
    Ticket { stamp, ..plain() }
}

pub(crate) fn copy() -> Ticket {
    Ticket { stamp: Some(Stamp::Copy(2)), ..plain() }
}

/// A group of twelve with seats.
pub(crate) fn party() -> Vec<Ticket> {
    (1..=12)
        .map(|number| Ticket {
            holder: format!("Visitor {number} of the Dupont party"),
            place: Some(Place { number, of: 12 }),
            seat: format!("Row {}, seat {}", 3 + number / 7, 10 + number),
            label: "Bus 4".into(),
            code: Some(Code::new(CodeFormat::DataMatrix, format!("DM0481-2027-XQ17-{number:06}"))),
            ..plain()
        })
        .collect()
}

pub(crate) fn spoken(language: &str) -> Ticket {
    Ticket { language: language.into(), ..plain() }
}

/// Every value in a script of its own, read from the right.
pub(crate) fn arabic() -> Ticket {
    Ticket {
        title: "برج خليفة: قمة البرج، الطابقان 124 و125".into(),
        venue: "برج خليفة".into(),
        address: "1 شارع الشيخ محمد بن راشد، وسط مدينة دبي".into(),
        holder: "ليلى الهاشمي".into(),
        visitor_type: "بالغ".into(),
        must_know: "أحضر بطاقة هوية بصورة. دخول الأطفال دون الرابعة مجاني.".into(),
        language: "ar-AE".into(),
        starts: Some(When::At {
            day: day(2026, 12, 24),
            time: NaiveTime::from_hms_opt(16, 30, 0),
            clock: "توقيت دبي".into(),
        }),
        ..plain()
    }
}

pub(crate) fn japanese() -> Ticket {
    Ticket {
        title: "東京スカイツリー 天望デッキ＋天望回廊 日時指定券".into(),
        venue: "東京スカイツリー".into(),
        address: "〒131-0045 東京都墨田区押上1丁目1-2".into(),
        holder: "山田 太郎".into(),
        visitor_type: "大人".into(),
        language: "ja".into(),
        ..plain()
    }
}

/// A logo as an agency would give it: its name beside a mark, on a ground that shows through.
pub(crate) fn logo() -> Vec<u8> {
    let image = image::RgbaImage::from_fn(600, 160, |x, y| {
        let (dx, dy) = (f64::from(x) - 80.0, f64::from(y) - 80.0);
        let ring = dx.hypot(dy);
        let bars = x > 190 && (40..120).contains(&y) && (x / 26) % 2 == 0;
        if (38.0..74.0).contains(&ring) || ring < 16.0 {
            image::Rgba([0x0b, 0x7a, 0x75, 255])
        } else if bars {
            image::Rgba([0x1c, 0x1d, 0x1f, 255])
        } else {
            image::Rgba([255, 255, 255, 0])
        }
    });
    encoded(&image::DynamicImage::ImageRgba8(image), image::ImageFormat::Png)
}

/// A photograph: soft light with something dark in it.
pub(crate) fn photograph() -> Vec<u8> {
    let image = image::RgbImage::from_fn(900, 600, |x, y| {
        let tower = (420..480).contains(&x) && y > 120 + (x.abs_diff(450)) * 3;
        let light = |channel: u32| u8::try_from((channel * (600 - y / 2) / 600).min(255)).unwrap();
        if tower { image::Rgb([40, 44, 60]) } else { image::Rgb([light(240), light(200), light(150 + x / 10)]) }
    });
    encoded(&image::DynamicImage::ImageRgb8(image), image::ImageFormat::Jpeg)
}

fn encoded(image: &image::DynamicImage, format: image::ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub(crate) fn pictures() -> Pictures {
    Pictures { logo: Some(logo()), product: Some(photograph()) }
}

/// Contents of every kind for a layout: a name, the tickets, the pictures.
pub(crate) fn combinations() -> Vec<(&'static str, Vec<Ticket>, Pictures)> {
    let none = Pictures::default;
    vec![
        ("plain", vec![plain(), greek(), cyrillic()], none()),
        ("logo", vec![plain(), copy()], pictures()),
        ("long", vec![long_title(), french(), greek()], none()),
        ("no-code", vec![no_code()], none()),
        ("bars", vec![cyrillic(), short()], none()),
        ("short", vec![short()], none()),
        ("void", vec![void(), Ticket { stamp: void().stamp, ..cyrillic() }], none()),
        ("copy", vec![copy(), Ticket { training: true, ..plain() }], none()),
        ("party", party(), pictures()),
        ("german", vec![spoken("de"), Ticket { stamp: void().stamp, ..spoken("fr") }], none()),
        ("arabic", vec![arabic()], pictures()),
        ("japanese", vec![japanese()], none()),
        ("empty", vec![Ticket::default()], none()),
    ]
}

pub(crate) fn shipped() -> FontShelf {
    FontShelf::shipped()
}

/// The shelf of a computer that has these fonts, cut to a few glyphs.
pub(crate) fn worldly() -> FontShelf {
    let font = |bytes: &[u8], language| FoundFont { bytes: bytes.into(), index: 0, language };
    FontShelf::with_found(vec![
        font(include_bytes!("../fonts/cjk-sc.otf"), Some("zh-Hans")),
        font(include_bytes!("../fonts/cjk-jp.otf"), Some("ja")),
        font(include_bytes!("../fonts/thai.ttf"), None),
        font(include_bytes!("../fonts/devanagari.ttf"), None),
    ])
}

pub(crate) fn hebrew() -> Ticket {
    Ticket {
        title: "מוזיאון ישראל: כרטיס כניסה ליום שלם".into(),
        venue: "מוזיאון ישראל, ירושלים".into(),
        address: "שדרות רופין 11, ירושלים 9171002".into(),
        holder: "נועה בן-דוד".into(),
        visitor_type: "מבוגר".into(),
        price: "₪ 54.00".into(),
        ..plain()
    }
}

pub(crate) fn chinese() -> Ticket {
    Ticket {
        title: "故宫博物院门票".into(),
        venue: "故宫博物院".into(),
        address: "北京市景山前街 8 号，北京，中国".into(),
        holder: "王小明".into(),
        ..plain()
    }
}

pub(crate) fn arabic_museum() -> Ticket {
    Ticket {
        title: "متحف اللوفر أبوظبي: دخول عام مع جولة صوتية (24 ساعة)".into(),
        venue: "متحف اللوفر أبوظبي".into(),
        address: "جزيرة السعديات، أبوظبي، الإمارات العربية المتحدة".into(),
        holder: "مُحَمَّد السلامي".into(),
        visitor_type: "بالغ".into(),
        price: "219.00 درهم".into(),
        must_know: "يرجى إحضار بطاقة الهوية. الدخول مجاني للأطفال دون 4 سنوات.".into(),
        conditions: "تسمح هذه التذكرة بدخول شخص واحد في اليوم والوقت المطبوعين عليها. يرجى الحضور قبل 15 دقيقة.
            لا يمكن استرداد المبلغ بعد 24 ساعة من الحجز، ويمكن تغيير الاسم مجانًا.
            لا يسمح بإدخال الحقائب الأكبر من 35 × 45 سم."
            .into(),
        ..plain()
    }
}

pub(crate) fn japanese_museum() -> Ticket {
    Ticket {
        title: "東京国立博物館「桜」特別展示".into(),
        venue: "東京国立博物館ひらがな".into(),
        holder: "山田 太郎".into(),
        ..plain()
    }
}

/// `count` tickets of one experience, each with its own holder, order and code.
pub(crate) fn thousand(count: u32) -> Vec<Ticket> {
    const NAMES: [&str; 6] =
        ["Camille Dupont", "Σοφία Παπαδοπούλου", "Александра Щукина", "Zoë Lefèvre", "Lars Ångström", "Łukasz Żak"];
    (0..count)
        .map(|number| Ticket {
            holder: format!("{} {number}", NAMES[number as usize % NAMES.len()]),
            order_code: format!("{:03}-{:02}", number / 7, number % 97),
            order_reference: format!("TQ-{:08}", 84_120_000 + number),
            place: Some(Place { number: 1, of: 1 }),
            code: Some(Code::new(CodeFormat::Qr, format!("TQX{:08}-0001-9F3C7A11", 84_120_000 + number))),
            ..plain()
        })
        .collect()
}
