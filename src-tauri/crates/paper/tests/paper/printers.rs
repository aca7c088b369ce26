//! What a printer would burn is the page, dot for dot, and nothing that is printed can command it.

use counterfoil_paper::{
    Cut, Darkness, Density, Dots, FglGraphics, Head, Language, PaperError, Printer, PrinterFault, Ticket, Tone,
    printer_bytes, rasters,
};

use crate::interpreter::{self, Tray};
use crate::samples::{a4, french, greek, plain};

const DPI: [u16; 2] = [203, 300];

fn languages() -> [Language; 4] {
    [
        Language::Zpl { darkness: Some(Darkness::new(7).unwrap()) },
        Language::EscPos { density: Some(Density::new(-2).unwrap()), feed: 16 },
        Language::Fgl { graphics: FglGraphics::Hexadecimal },
        Language::Fgl { graphics: FglGraphics::Binary },
    ]
}

fn printer(language: Language, dpi: u16) -> Printer {
    Printer { head: Head::new(3600, dpi).unwrap(), cut: Cut::Partial, turned: false, language }
}

fn interpret(language: Language, bytes: &[u8]) -> Tray {
    match language {
        Language::Zpl { .. } => interpreter::zpl(bytes),
        Language::EscPos { .. } => interpreter::escpos(bytes),
        Language::Fgl { .. } => interpreter::fgl(bytes),
    }
}

fn pages(tickets: &[Ticket], dpi: u16, tone: Tone) -> Vec<Dots> {
    rasters(tickets, &a4(), dpi).unwrap().iter().map(|page| Dots::of(page, tone)).collect()
}

/// The dots that differ; whoever prints may only add white around the page.
fn differences(page: &Dots, ticket: &interpreter::Ticket) -> Vec<(u32, u32)> {
    let (width, height) = (ticket.width as u32, ticket.height as u32);
    assert!((page.width()..page.width() + 8).contains(&width), "{width}");
    assert!((page.height()..page.height() + 8).contains(&height), "{height}");
    let mut found = Vec::new();
    for (at, ink) in ticket.ink.iter().enumerate() {
        let (x, y) = (at as u32 % width, at as u32 / width);
        if *ink != page.is_ink(x, y) {
            found.push((x, y));
        }
    }
    found
}

#[test]
fn every_language_prints_the_page_dot_for_dot_each_with_its_own_cut() {
    for dpi in DPI {
        let tickets = [plain(), greek(), french(), Ticket { training: true, ..plain() }];
        let rasters = rasters(&tickets, &a4(), dpi).unwrap();
        for tone in [Tone::Sharp, Tone::Grey] {
            let pages: Vec<_> = rasters.iter().map(|page| Dots::of(page, tone)).collect();
            for language in languages() {
                let bytes = printer_bytes(&pages, &printer(language, dpi)).unwrap();
                let tray = interpret(language, &bytes);
                assert_eq!(tray.tickets.len(), tickets.len(), "{language:?}");
                for ((page, ticket), raster) in pages.iter().zip(&tray.tickets).zip(&rasters) {
                    assert!(ticket.cut, "{language:?}");
                    let different = differences(page, ticket);
                    if matches!(language, Language::EscPos { .. }) {
                        // Dots that would have begun a real-time command: each alone in its row, none in a code.
                        assert!(different.len() < ticket.ink.len() / 5000, "{tone:?}: {} dots", different.len());
                        let [left, top, right, bottom] = raster.code_areas()[0];
                        for (x, y) in different {
                            assert!(page.is_ink(x, y) && !page.is_ink(x - 1, y) && !page.is_ink(x + 1, y));
                            assert!(!(left..right).contains(&x) || !(top..bottom).contains(&y));
                        }
                    } else {
                        assert_eq!(different, [], "{language:?} at {dpi} dpi, {tone:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn no_text_commands_a_printer() {
    const HOSTILE: [&str; 9] = [
        "\u{1b}@\u{1d}V\0\u{1d}v0",
        "\u{10}\u{14}\u{1}\0\u{1}\u{10}\u{5}\u{2}\u{10}\u{4}\u{1}",
        "^XA^FO0,0^GFA,8,8,1,FF^FS^XZ ~JA~SD30^PQ99",
        "<p><q><CB><RC0,0><G8>12345678<RE9>",
        "\0\r\n\r\n\u{c}\u{18}",
        ":Z64:eJwDAAAAAAE=:0000",
        "\u{1b}p\0\u{19}\u{fa}",
        "${^XZ}`reboot`",
        "\u{202e}<p>^XZ\u{202c}",
    ];
    let page = |text: &str| {
        let ticket = Ticket {
            title: text.into(),
            venue: text.into(),
            holder: text.into(),
            must_know: text.into(),
            conditions: text.into(),
            seller: text.into(),
            ..plain()
        };
        pages(&[ticket], 203, Tone::Sharp).remove(0)
    };
    let (harmless, blank) = (page("A quiet visit to the tower"), page(""));
    for text in HOSTILE {
        let hostile = page(text);
        for language in languages() {
            let printer = printer(language, 203);
            let commands = |page: &Dots| {
                interpret(language, &printer_bytes(std::slice::from_ref(page), &printer).unwrap()).commands
            };
            assert_eq!(commands(&hostile), commands(&harmless), "{language:?}: {text:?}");
        }
        // What can be seen of it is printed.
        assert_ne!(hostile == blank, text.chars().any(|letter| !letter.is_control()), "{text:?}");
    }
}

#[test]
fn nothing_that_looks_like_a_command_leaves_the_graphics() {
    let pages = pages(&[plain()], 203, Tone::Grey);
    let zpl = printer_bytes(&pages, &printer(Language::Zpl { darkness: None }, 203)).unwrap();
    for field in std::str::from_utf8(&zpl).unwrap().split("^GFA,").skip(1) {
        let data = field.splitn(4, ',').nth(3).unwrap().split('^').next().unwrap();
        assert!(data.bytes().all(|byte| byte.is_ascii_alphanumeric() || b",!:".contains(&byte)));
    }
    let hexadecimal = Language::Fgl { graphics: FglGraphics::Hexadecimal };
    let fgl = printer_bytes(&pages, &printer(hexadecimal, 203)).unwrap();
    assert!(fgl.iter().all(|byte| byte.is_ascii_alphanumeric() || b"<>,".contains(byte)));
}

#[test]
fn a_cut_is_never_partial_or_full() {
    let pages = pages(&[plain()], 203, Tone::Sharp);
    for (cut, zpl, escpos, fgl) in [
        (Cut::Never, "^MMT", "ESC J 16", "q"),
        (Cut::Partial, "^MMC", "GS V 66 16", "p"),
        (Cut::Full, "^MMC", "GS V 65 16", "p"),
    ] {
        for language in languages() {
            let printer = Printer { cut, ..printer(language, 203) };
            let tray = interpret(language, &printer_bytes(&pages, &printer).unwrap());
            assert_eq!(tray.tickets[0].cut, cut != Cut::Never);
            let wanted = match language {
                Language::Zpl { .. } => zpl,
                Language::EscPos { .. } => escpos,
                Language::Fgl { .. } => fgl,
            };
            assert!(tray.commands.iter().any(|command| command == wanted), "{wanted}: {:?}", tray.commands);
        }
    }
}

#[test]
fn settings_reach_the_printer_and_only_in_their_range() {
    let pages = pages(&[plain()], 203, Tone::Sharp);
    let commands = |language| interpret(language, &printer_bytes(&pages, &printer(language, 203)).unwrap()).commands;
    assert_eq!(commands(languages()[0])[0], "~SD07");
    assert_eq!(commands(languages()[1])[1], "GS ( K 49 254");
    let untouched = commands(Language::EscPos { density: None, feed: 0 });
    assert!(!untouched.iter().any(|command| command.contains("( K")));
    assert!(Darkness::new(30).is_ok() && Darkness::new(31).is_err());
    assert!(
        Density::new(8).is_ok() && Density::new(9).is_err() && Density::new(-6).is_ok() && Density::new(-7).is_err()
    );
    assert!(Head::new(31, 203).is_err() && Head::new(576, 50).is_err());
    assert_eq!(
        Darkness::new(31),
        Err(PaperError::Printer {
            fault: PrinterFault::Setting { setting: "darkness", value: 31, least: 0, most: 30 }
        })
    );
}

#[test]
fn a_page_that_does_not_fit_the_head_is_refused() {
    let pages = pages(&[plain()], 203, Tone::Sharp);
    for language in languages() {
        let fault = |printer: Printer| match printer_bytes(&pages, &printer) {
            Err(PaperError::Printer { fault }) => fault,
            other => panic!("{other:?}"),
        };
        let narrow = Printer { head: Head::new(576, 203).unwrap(), ..printer(language, 203) };
        assert!(matches!(fault(narrow), PrinterFault::TooWide { head: 576, .. }));
        let other = printer(language, 300);
        assert_eq!(fault(other), PrinterFault::Resolution { page: 203, head: 300 });
        assert_eq!(printer_bytes(&[], &printer(language, 203)), Err(PaperError::NothingToDraw));
    }
}

/// Heads for 80 mm rolls are 72 mm wide; what they cannot reach has to be white.
#[test]
fn a_narrower_head_prints_the_middle() {
    let page = pages(&[plain()], 203, Tone::Sharp).remove(0);
    for language in languages() {
        let lying = matches!(language, Language::Fgl { .. });
        let across = if lying { page.height() } else { page.width() };
        let head = Head::new(u16::try_from(across - 40).unwrap(), 203).unwrap();
        let bytes = printer_bytes(std::slice::from_ref(&page), &Printer { head, ..printer(language, 203) }).unwrap();
        let ticket = interpret(language, &bytes).tickets.remove(0);
        let (left, top) = if lying { (0, 20) } else { (20, 0) };
        let all = ticket.ink.iter().enumerate();
        let moved = all.filter(|(at, ink)| {
            let (x, y) = ((at % ticket.width) as u32, (at / ticket.width) as u32);
            **ink != page.is_ink(x + left, y + top)
        });
        // ESC/POS leaves out single dots.
        let few = if matches!(language, Language::EscPos { .. }) { 200 } else { 0 };
        assert!(moved.count() <= few, "{language:?}");
    }
}

#[test]
fn a_turned_page_is_the_same_page() {
    let page = pages(&[plain()], 203, Tone::Sharp).remove(0);
    let turned = page.turned();
    assert_eq!((turned.width(), turned.height()), (page.height(), page.width()));
    for y in 0..page.height() {
        for x in 0..page.width() {
            assert_eq!(page.is_ink(x, y), turned.is_ink(page.height() - 1 - y, x));
        }
    }
    let language = Language::Fgl { graphics: FglGraphics::Hexadecimal };
    // As wide as the page: only turned does it fit the head.
    let printer = Printer { head: Head::new(1700, 203).unwrap(), turned: true, ..printer(language, 203) };
    let tray = interpret(language, &printer_bytes(&[page], &printer).unwrap());
    assert_eq!(differences(&turned, &tray.tickets[0]), []);
}

#[test]
fn training_is_seen_in_black_and_white() {
    let ink = |training| {
        let page = pages(&[Ticket { training, ..plain() }], 203, Tone::Sharp).remove(0);
        (0..page.height())
            .flat_map(|y| (0..page.width()).map(move |x| (x, y)))
            .filter(|(x, y)| page.is_ink(*x, *y))
            .count()
    };
    let (valid, training) = (ink(false), ink(true));
    assert!(training > valid + 5_000, "{valid} and {training} dots");
}
