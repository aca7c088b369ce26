//! Which glyphs, in which order, in which lines.

use super::{Line, Setter, Style};
use crate::fonts::{Face, FontShelf, FoundFont};
use crate::marks::{Color, Glyph, Mark, Says, TextRun};

fn setter() -> Setter {
    Setter::new(&FontShelf::shipped()).unwrap()
}

fn found(bytes: &[u8], language: Option<&'static str>) -> FoundFont {
    FoundFont { bytes: bytes.into(), index: 0, language }
}

/// The shelf of a computer that has these fonts, cut to a few glyphs.
pub(super) fn worldly() -> Setter {
    let fonts = vec![
        found(include_bytes!("../../tests/fonts/cjk-sc.otf"), Some("zh-Hans")),
        found(include_bytes!("../../tests/fonts/cjk-jp.otf"), Some("ja")),
        found(include_bytes!("../../tests/fonts/thai.ttf"), None),
        found(include_bytes!("../../tests/fonts/devanagari.ttf"), None),
    ];
    Setter::new(&FontShelf::with_found(fonts)).unwrap()
}

pub(super) fn run(line: &Line) -> TextRun {
    match line.at(0.0, 0.0, Style(Face::Regular, 10.0, Color(0, 0, 0))) {
        Mark::Text(run) => run,
        other => panic!("{other:?}"),
    }
}

/// Numbers of the drawn glyphs from left to right.
fn drawn(line: &Line) -> Vec<u16> {
    let glyphs = |run: TextRun| run.pieces.iter().flat_map(|piece| piece.glyphs.clone()).collect::<Vec<_>>();
    glyphs(run(line)).iter().map(|glyph| glyph.id).filter(|id| *id != Glyph::UNSEEN).collect()
}

/// What the glyphs say from left to right.
fn seen(line: &Line) -> String {
    let mut text = String::new();
    for piece in run(line).pieces.iter() {
        for glyph in &piece.glyphs {
            match glyph.says {
                Says::Nothing => {}
                Says::Char(letter) => text.push(letter),
                Says::Text(number) => text.push_str(&piece.texts[usize::from(number)]),
            }
        }
    }
    text
}

fn fonts(line: &Line) -> Vec<String> {
    run(line).pieces.iter().map(|piece| piece.font.name.clone()).collect()
}

fn single(text: &str) -> Line {
    setter().single(Face::Regular, 10.0, text)
}

fn lines(setter: &mut Setter, text: &str, measure: f32) -> Vec<String> {
    let lines = setter.paragraphs(Face::Regular, 10.0, text, measure).concat();
    for line in &lines {
        assert!(line.width <= measure + 0.01, "{} in {measure}: {}", line.width, seen(line));
    }
    lines.iter().map(seen).collect()
}

/// The numbers are those that HarfBuzz itself gives for the shipped files.
#[test]
fn arabic_letters_join() {
    assert_eq!(drawn(&single("ب")), [85]);
    assert_eq!(drawn(&single("ببب")), [86, 88, 87], "final, middle and first form, from left to right");
    assert_eq!(drawn(&single("متحف")), [245, 344, 1096, 661]);
    assert_eq!(drawn(&single("سلام")), [659, 598, 922], "lam and alef are one glyph");
    assert_eq!(seen(&single("سلام")), "مالس", "which says them one by one, from right to left");
    assert_eq!(fonts(&single("متحف")), ["NotoSansArabic-Regular"]);
    assert_eq!(fonts(&setter().single(Face::SemiBold, 10.0, "متحف")), ["NotoSansArabic-SemiBold"]);
    assert_eq!(fonts(&setter().single(Face::Mono, 10.0, "متحف")), ["NotoSansArabic-Regular"]);
}

#[test]
fn marks_stand_on_their_letters() {
    assert_eq!(drawn(&single("مُحَمَّد")), [179, 1000, 662, 237, 344, 195, 661]);
    let shifts = |line: &Line| -> Vec<(i16, i16)> {
        run(line).pieces.iter().flat_map(|piece| piece.glyphs.clone()).map(|glyph| glyph.shift).collect()
    };
    assert!(shifts(&single("مُحَمَّد")).contains(&(128, -96)));
    // No composed letter exists for this one; the mark is placed.
    let line = single("m\u{303}");
    assert_eq!((drawn(&line).len(), seen(&line).as_str()), (2, "m\u{303}"));
    assert!((line.width - single("m").width).abs() < 0.001);
}

#[test]
fn hebrew_runs_from_right_to_left() {
    assert_eq!(seen(&single("שלום")), "םולש");
    assert_eq!(fonts(&single("שלום")), ["NotoSansHebrew-Regular"]);
}

#[test]
fn directions_mix_as_uax_9_says() {
    for (read, seen_as) in [
        ("Louvre שלום 24", "Louvre 24 םולש"),
        ("Louvre שלום 24 Paris", "Louvre 24 םולש Paris"),
        ("שלום Louvre 24", "Louvre 24 םולש"),
        ("שלום (24) Louvre", "Louvre )24( םולש"),
        ("מוזיאון 12:30, קומה 3", "3 המוק ,12:30 ןואיזומ"),
        ("€ 18,50 בלבד", "דבלב 18,50 €"),
        // Marks of direction are obeyed and not drawn.
        ("\u{200f}24 Louvre!", "!Louvre 24"),
        ("a \u{2067}b 1 ג\u{2069} c", "a ג b 1 c"),
        // Nothing turns letters around against their nature.
        ("\u{202e}Ann Lee\u{202c}", "Ann Lee"),
        ("\u{202d}שלום\u{202c}", "םולש"),
    ] {
        assert_eq!(seen(&single(read)), seen_as, "{read}");
    }
}

#[test]
fn lines_break_where_uax_14_lets_them() {
    let mut setter = worldly();
    assert_eq!(lines(&mut setter, "one two-three four/five", 45.0), ["one two-", "three", "four/five"]);
    assert_eq!(lines(&mut setter, "aa\u{a0}bb cc\u{a0}dd", 34.0), ["aa\u{a0}bb", "cc\u{a0}dd"]);
    // Between ideographs, but never before a closing mark or after an opening one.
    assert_eq!(lines(&mut setter, "故宫博物院北京市", 41.0), ["故宫博物", "院北京市"]);
    assert_eq!(lines(&mut setter, "故宫博物。北京", 41.0), ["故宫博", "物。北京"]);
    assert_eq!(lines(&mut setter, "故宫博「物院」", 41.0)[1].chars().next(), Some('「'));
    // Breaking comes before turning around: the first words are in the first line.
    assert_eq!(lines(&mut setter, "שלום לכולם מהמוזיאון", 60.0), ["םלוכל םולש", "ןואיזומהמ"]);
}

#[test]
fn a_word_longer_than_the_line_is_torn_between_letters() {
    let mut setter = setter();
    let torn = lines(&mut setter, &"x".repeat(50), 50.0);
    assert!(torn.len() > 4 && torn.iter().map(String::len).sum::<usize>() == 50);
    // A letter keeps its marks, and a joined form stays what it was.
    let torn = lines(&mut setter, &"e\u{323}\u{301}".repeat(9), 20.0);
    assert!(torn.iter().all(|line| line.chars().count() % 2 == 0 && line.starts_with('ẹ')), "{torn:?}");
}

#[test]
fn the_ellipsis_stands_where_reading_ends() {
    let mut setter = setter();
    let mut cut = |text: &str| seen(&setter.single_within(Face::Regular, 10.0, text, 60.0));
    assert!(cut("Louvre and more of it").ends_with('…'));
    let hebrew = cut("מוזיאון ישראל בירושלים");
    assert!(hebrew.starts_with('…') && hebrew.ends_with('מ'), "{hebrew}");
    let arabic = cut("متحف اللوفر أبوظبي للفنون");
    assert!(arabic.starts_with('…') && arabic.ends_with('م'), "{arabic}");
}

#[test]
fn a_text_that_runs_to_the_left_ends_flush_on_the_right() {
    let mut setter = setter();
    let set = setter.paragraphs(Face::Regular, 10.0, "שלום לכולם מהמוזיאון של ישראל", 60.0).concat();
    assert!(set.len() > 1 && set.iter().all(|line| (line.width - 60.0).abs() < 0.01));
    let title = setter.shrink(Face::SemiBold, &[(10.0, 4)], "שלום לכולם מהמוזיאון של ישראל", 60.0);
    let widest = title.lines[0].width;
    assert!(widest < 60.0 && title.lines.iter().all(|line| (line.width - widest).abs() < 0.01));
}

#[test]
fn found_fonts_have_what_the_shipped_ones_lack() {
    let mut setter = worldly();
    assert_eq!(
        fonts(&setter.single(Face::Regular, 10.0, "Louvre 故宫")),
        ["NotoSans-Regular", "NotoSansCJKsc-Regular"]
    );
    // Japanese by its kana, whatever was handed in first.
    assert_eq!(fonts(&setter.single(Face::Regular, 10.0, "山田ひ")), ["NotoSansCJKjp-Regular"]);
    assert_eq!(drawn(&setter.single(Face::Regular, 10.0, "ひ山田"))[1..], [28, 36]);
    let thai = setter.single(Face::Regular, 10.0, "น้ำปู่");
    assert_eq!((drawn(&thai), seen(&thai).as_str()), (vec![25, 18, 13, 31, 28, 38, 7], "น้ำปู่"));
    let hindi = setter.single(Face::Regular, 10.0, "हिन्दी");
    assert_eq!((drawn(&hindi), seen(&hindi).as_str()), (vec![64, 12, 24, 7, 86], "हिन्दी"));
    assert_eq!(setter.found.len(), 4);
    assert!(setter.missing.is_empty());
}

#[test]
fn what_no_font_has_is_a_box_and_is_remembered() {
    let mut setter = setter();
    let line = setter.single(Face::Regular, 10.0, "A 山🎟\u{fe0f} שלום");
    assert_eq!(seen(&line), "A \u{fffd}\u{fffd} םולש");
    assert_eq!(setter.missing.iter().collect::<String>(), "山🎟");
    // A mark that the letter's font lacks.
    seen(&setter.single(Face::Regular, 10.0, "a\u{93f}"));
    assert!(setter.missing.contains(&'\u{93f}'));
}

#[test]
fn forms_of_older_systems_are_read_as_their_letters() {
    assert_eq!(drawn(&single("\u{fee3}\u{fe98}\u{fea4}\u{fed2}")), drawn(&single("متحف")));
    assert_eq!(seen(&single("ＴＡＲＯ Ｙ．")), "TARO Y.");
    let mut setter = worldly();
    assert_eq!(seen(&setter.single(Face::Regular, 10.0, "北京，")), "北京，", "where a font has it, it stays");
}

#[test]
fn a_tower_of_marks_stays_on_its_line() {
    let line = single(&format!("a{}b", "\u{301}".repeat(500)));
    for piece in run(&line).pieces.iter() {
        assert!(piece.glyphs.len() < 9);
        assert!(piece.glyphs.iter().all(|glyph| glyph.shift.1.abs() <= 700));
    }
}

#[test]
fn no_font_of_no_use_is_taken() {
    let noise: Vec<u8> = (0..2000_u32).map(|at| (at * 31 % 251) as u8).collect();
    let mut cut = include_bytes!("../../tests/fonts/thai.ttf").to_vec();
    cut.truncate(900);
    let mut locked = include_bytes!("../../tests/fonts/thai.ttf").to_vec();
    let os2 = locked.windows(4).position(|part| part == b"OS/2").unwrap();
    let at = u32::from_be_bytes(locked[os2 + 8..os2 + 12].try_into().unwrap()) as usize;
    locked[at + 8..at + 10].copy_from_slice(&2_u16.to_be_bytes());
    for bytes in [&noise[..], &[], &cut, &locked] {
        assert!(FontShelf::with_found(vec![found(bytes, None)]).found_names().is_empty());
    }
    let shelf = FontShelf::with_found(vec![found(include_bytes!("../../tests/fonts/thai.ttf"), None)]);
    assert_eq!(shelf.found_names(), ["Noto Sans Thai Regular"]);
    let thai = found(include_bytes!("../../tests/fonts/thai.ttf"), None);
    assert!(thai.has('ก') && !thai.has('山') && !found(&noise, None).has('ก'));
}
