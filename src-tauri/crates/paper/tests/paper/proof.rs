//! Five thousand tickets on every medium, their codes read by two decoders: as they are printed, with a twentieth of the
//! ink lost, after the paper has slipped, after it was stretched. All must read and say what was put in.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use counterfoil_paper::{Code, CodeFormat, Layout, Style, Symbol, Ticket, code_rasters};

use crate::judges::tell;
use crate::payloads::{Dice, Payload, payload};
use crate::samples::{a4, plain};
use crate::scanner::{AROUND, LOOKS, Look, Picture, Read, Scanner, own};

/// Tickets on every medium.
const TICKETS: u32 = 5_000;
/// Tickets drawn together.
const BATCH: u32 = 50;

/// What tickets are printed on: a line each.
const MEDIA: [Medium; 4] = [
    Medium { name: "A4, 300 dpi", print: |payloads| sheets(payloads, &a4(), 300) },
    Medium { name: "80 mm, 203 dpi", print: |payloads| on("Thermal 80 mm", payloads) },
    Medium { name: "stock, 203 dpi", print: |payloads| on("Stock 8 × 3 in, 203 dpi", payloads) },
    Medium { name: "stock, 300 dpi", print: |payloads| on("Stock 8 × 3 in, 300 dpi", payloads) },
];

/// The resolutions the card of the house is printed at.
const PRINTED: [u16; 1] = [300];

#[derive(Clone, Copy)]
struct Medium {
    name: &'static str,
    print: fn(&[Payload]) -> Vec<Picture>,
}

/// The code of every ticket on a layout of the house, at the resolution of its printer.
fn on(layout: &str, payloads: &[Payload]) -> Vec<Picture> {
    let layout = Layout::named(layout).unwrap_or_else(|| panic!("no layout {layout}"));
    sheets(payloads, &Style::new(layout.clone()), layout.media().dpi)
}

/// The code of every ticket as the layout prints it.
fn sheets(payloads: &[Payload], style: &Style, dpi: u16) -> Vec<Picture> {
    let ticket = |payload: &Payload| {
        let code = Code::new(payload.format, payload.text.clone());
        Ticket { code: Some(code), conditions: String::new(), ..plain() }
    };
    let tickets: Vec<Ticket> = payloads.iter().map(ticket).collect();
    let codes = code_rasters(&tickets, style, dpi, AROUND).unwrap();
    assert_eq!(codes.len(), payloads.len());
    codes.iter().map(Picture::of).collect()
}

fn drawn(symbol: &Symbol, module: usize, bar: usize) -> Picture {
    let quiet = symbol.format.quiet_zone() as usize * module + AROUND as usize;
    let tall = if symbol.format.is_linear() { bar } else { module };
    let (width, height) = (symbol.columns as usize * module + 2 * quiet, symbol.rows as usize * tall + 2 * quiet);
    let mut picture = Picture { width, height, dots: vec![255; width * height] };
    for run in symbol.runs.iter() {
        for y in run.y as usize * tall..(run.y + run.h) as usize * tall {
            let start = (y + quiet) * width + quiet + run.x as usize * module;
            picture.dots[start..start + run.w as usize * module].fill(0);
        }
    }
    picture
}

/// What happened between the head and the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Harm {
    None,
    /// Of a hundred dots of ink so many stay white.
    Lost(u64),
    /// From a row on everything stands one dot further right.
    Slipped,
    /// Along the feed all is three hundredths longer.
    Stretched,
    /// All of it at once.
    All {
        lost: u64,
    },
}

fn harmed(picture: &Picture, harm: Harm, seed: u64) -> Picture {
    let mut dice = Dice(seed);
    let mut paper = picture.clone();
    let (width, height) = (paper.width, paper.height);
    match harm {
        Harm::None => {}
        Harm::Lost(lost) => {
            for dot in paper.dots.iter_mut().filter(|dot| **dot == 0) {
                if dice.roll() % 100 < lost {
                    *dot = 255;
                }
            }
        }
        Harm::Slipped => {
            let from = dice.between(height / 4, height * 3 / 4);
            for row in paper.dots.chunks_mut(width).skip(from) {
                row.rotate_right(1);
            }
        }
        Harm::Stretched => {
            paper.height = height * 103 / 100;
            let rows = (0..paper.height).map(|y| (y * 100 / 103).min(height - 1));
            paper.dots = rows.flat_map(|y| &picture.dots[y * width..][..width]).copied().collect();
        }
        Harm::All { lost } => {
            for part in [Harm::Lost(lost), Harm::Slipped, Harm::Stretched] {
                paper = harmed(&paper, part, seed);
            }
        }
    }
    paper
}

/// How many were read rightly, how many of them at the first look, and how many there were.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    right: u32,
    at_once: u32,
    all: u32,
}

/// Dots of a module of a code that does not lie on its side; of others fewer.
fn module(picture: &Picture, payload: &Payload) -> usize {
    let symbol = Symbol::encode(payload.format, &payload.text).unwrap();
    let zones = 2 * symbol.format.quiet_zone();
    let inside = |dots: usize| dots.saturating_sub(2 * AROUND as usize);
    let across = inside(picture.width) / (symbol.columns + zones) as usize;
    if symbol.format.is_linear() { across } else { across.min(inside(picture.height) / (symbol.rows + zones) as usize) }
}

type Tally = BTreeMap<(usize, Harm, &'static str), Count>;

#[derive(Default)]
struct Outcome {
    tally: Tally,
    wrong: Vec<String>,
}

impl Outcome {
    fn count(
        &mut self,
        key: (usize, Harm, &'static str),
        medium: &Medium,
        payloads: &[Payload],
        answers: &[Option<(Read, usize)>],
    ) {
        for (payload, answer) in payloads.iter().zip(answers) {
            let right = answer.as_ref().is_some_and(|(read, _)| read.says(payload));
            let count = self.tally.entry(key).or_default();
            count.all += 1;
            count.right += u32::from(right);
            count.at_once += u32::from(right && answer.as_ref().is_some_and(|(_, look)| *look == 0));
            if !right {
                let Payload { format, text, .. } = payload;
                let read = answer.as_ref().map(|(read, _)| read);
                self.wrong.push(format!("{}, {}, {:?}: {format} {text:?} read {read:?}", key.2, medium.name, key.1));
            }
        }
    }
}

/// Every look until something is read; whatever that is counts. What nothing happened to is looked at sharply first, and
/// the rest from so far that a module, `modules` of a picture in dots, is a few dots of the eye.
fn looked(
    pictures: &[Picture],
    modules: &[usize],
    harm: Harm,
    mut read: impl FnMut(&[(usize, Picture)]) -> Vec<Option<Read>>,
) -> Vec<Option<(Read, usize)>> {
    let mut found: Vec<Option<(Read, usize)>> = vec![None; pictures.len()];
    let first = |at: usize| if harm == Harm::None { Look::Sharp } else { Look::from_afar(modules[at]) };
    for number in 0..=LOOKS.len() {
        let open: Vec<usize> = (0..pictures.len()).filter(|at| found[*at].is_none()).collect();
        let look = |at: usize| number.checked_sub(1).map_or_else(|| first(at), |later| LOOKS[later]);
        let seen: Vec<_> = open.iter().map(|at| (*at, look(*at).at(&pictures[*at]))).collect();
        for (at, answer) in open.into_iter().zip(read(&seen)) {
            found[at] = answer.map(|read| (read, number));
        }
    }
    found
}

/// Prints and reads `tickets` tickets on each medium, on two cores.
fn prove(media: &[Medium], tickets: u32, harms: &[Harm]) -> Outcome {
    let outcome = Mutex::new(Outcome::default());
    let next = AtomicU32::new(0);
    let batches = tickets / BATCH;
    let work = || {
        let mut scanner = Scanner::new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            let (index, batch) = ((task / batches) as usize, task % batches);
            let Some(medium) = media.get(index) else { break };
            let payloads: Vec<_> = (batch * BATCH..(batch + 1) * BATCH).map(payload).collect();
            let printed = (medium.print)(&payloads);
            let modules: Vec<_> = printed.iter().zip(&payloads).map(|(code, payload)| module(code, payload)).collect();
            for harm in harms {
                let harm_one = |(at, picture)| harmed(picture, *harm, (u64::from(task) << 32) + at as u64);
                let paper: Vec<Picture> = printed.iter().enumerate().map(harm_one).collect();
                let cpp = looked(&paper, &modules, *harm, |seen| {
                    let pictures: Vec<_> = seen.iter().map(|(_, picture)| picture.clone()).collect();
                    scanner.read(&pictures)
                });
                outcome.lock().unwrap().count((index, *harm, "zxing-cpp"), medium, &payloads, &cpp);
                // The second decoder is slower and weaker: of what was harmed it sees a tenth.
                let asked = if *harm == Harm::None { payloads.len() } else { payloads.len() / 10 };
                let rust = looked(&paper[..asked], &modules, *harm, |seen| {
                    seen.iter().map(|(at, picture)| own(picture.clone(), payloads[*at].format)).collect()
                });
                outcome.lock().unwrap().count((index, *harm, "rxing"), medium, &payloads, &rust);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    outcome.into_inner().unwrap()
}

fn report(media: &[Medium], tally: &Tally) {
    for ((index, harm, who), Count { right, at_once, all }) in tally {
        let harm = match harm {
            Harm::None => "as printed".to_owned(),
            Harm::Lost(lost) => format!("{lost} % of the ink lost"),
            Harm::Slipped => "slipped by a dot".to_owned(),
            Harm::Stretched => "stretched by 3 %".to_owned(),
            Harm::All { lost } => format!("all of it, {lost} % lost"),
        };
        let name = media[*index].name;
        tell(&format!("{name:<28} {harm:<24} {who:<10} {right:>5} of {all} right, {at_once:>5} at the first look"));
    }
}

#[test]
fn five_thousand_tickets_on_every_medium_read_back() {
    let begun = std::time::Instant::now();
    let harms = [Harm::None, Harm::Lost(5), Harm::Slipped, Harm::Stretched];
    let Outcome { tally, wrong } = prove(&MEDIA, TICKETS, &harms);
    report(&MEDIA, &tally);
    tell(&format!("{TICKETS} tickets on {} media, {} s", MEDIA.len(), begun.elapsed().as_secs()));
    for ((index, harm, who), count) in &tally {
        // The second decoder is a weak reader of damaged codes; what is whole it must read.
        let least = if *who == "rxing" && *harm != Harm::None { count.all * 19 / 20 } else { count.all };
        let some = wrong[..wrong.len().min(40)].join("\n");
        assert!(count.right >= least, "{who}, {}, {harm:?}: {count:?}\n{some}", MEDIA[*index].name);
    }
}

/// The proof would notice: with modules of one dot, or most of the ink gone, the same codes do not read.
#[test]
fn what_is_too_fine_or_too_faint_does_not_read() {
    let fine = |payloads: &[Payload]| {
        let draw = |payload: &Payload| drawn(&Symbol::encode(payload.format, &payload.text).unwrap(), 1, 60);
        payloads.iter().map(draw).collect()
    };
    let small = [Medium { name: "modules of 0.13 mm, 203 dpi", print: fine }];
    let Outcome { tally, .. } = prove(&small, 300, &[Harm::All { lost: 5 }]);
    report(&small, &tally);
    assert!(tally.values().all(|count| count.right * 2 < count.all), "{tally:?}");
    let faint = [MEDIA[2]];
    let Outcome { tally, .. } = prove(&faint, 300, &[Harm::All { lost: 60 }]);
    report(&faint, &tally);
    assert!(tally.values().all(|count| count.right * 2 < count.all), "{tally:?}");
}

#[test]
fn a_module_is_whole_dots_and_never_too_fine() {
    let mut finest: BTreeMap<(CodeFormat, u16), f64> = BTreeMap::new();
    for dpi in PRINTED {
        for number in 0..180 {
            let payload = payload(number);
            let code = Some(Code { format: payload.format, payload: payload.text, reference: "8412 0937 0002".into() });
            let code = &code_rasters(&[Ticket { code, ..plain() }], &a4(), dpi, 0).unwrap()[0];
            let module = crate::ruler::module(&Picture::of(code), payload.format);
            let mm = module as f64 * 25.4 / f64::from(dpi);
            assert!(mm >= 0.33, "{} at {dpi} dpi: {mm} mm", payload.format);
            let least = finest.entry((payload.format, dpi)).or_insert(mm);
            *least = least.min(mm);
        }
    }
    for ((format, dpi), mm) in finest {
        tell(&format!("{format:<12} {dpi} dpi: finest module {mm:.3} mm"));
    }
}

/// Digits are packed 44 at a time in PDF417, an old source of wrong codes; every length must come back.
#[test]
fn digits_of_every_length_read_back_from_pdf417() {
    let mut dice = Dice(417);
    let mut payloads = Vec::new();
    for length in 1..=140 {
        let text: String = (0..length).map(|_| char::from(b'0' + dice.between(0, 9) as u8)).collect();
        payloads.push(text.clone());
        payloads.push(format!("AB{text}"));
        payloads.push(format!("{text}/x-{text}"));
    }
    let draw = |text: &String| drawn(&Symbol::encode(CodeFormat::Pdf417, text).unwrap(), 3, 0);
    let pictures: Vec<_> = payloads.iter().map(draw).collect();
    for (wanted, read) in payloads.iter().zip(Scanner::new().read(&pictures)) {
        assert_eq!(read.map(|read| read.text).as_ref(), Some(wanted));
    }
}
