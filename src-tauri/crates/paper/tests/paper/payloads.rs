//! What suppliers put into codes: by the thousand, always the same, in the lengths and letters that are met.

use counterfoil_paper::CodeFormat;

/// splitmix64: the same numbers on every machine.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `least` to `most`.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + (self.roll() % (most - least + 1) as u64) as usize
    }

    fn letters(&mut self, alphabet: &str, count: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..count).map(|_| alphabet[self.between(0, alphabet.len() - 1)]).collect()
    }
}

const DIGITS: &str = "0123456789";
const CAPITALS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const PLAIN: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
const LATIN: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ éèüßñçÅø/:.";
const GREEK: &str = "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔ жщюя";

/// A payload and what a scanner must say: its text, or for bytes the bytes.
pub(crate) struct Payload {
    pub(crate) format: CodeFormat,
    pub(crate) text: String,
    pub(crate) bytes: Option<Vec<u8>>,
}

/// Payload `number`; formats take turns.
pub(crate) fn payload(number: u32) -> Payload {
    let format = CodeFormat::ALL[number as usize % CodeFormat::ALL.len()];
    let mut dice = Dice(u64::from(number) ^ 0xc0de_0000_0000);
    let kind = dice.between(0, 5);
    let mut bytes = None;
    let text = match format {
        CodeFormat::Qr => match kind {
            0 => format!("TQX{}-{}-{}", dice.letters(DIGITS, 8), dice.letters(DIGITS, 4), dice.letters(CAPITALS, 8)),
            1 => {
                let parts = [8, 4, 4, 4, 12].map(|count| dice.letters("0123456789abcdef", count));
                parts.join("-")
            }
            2 => count_of(&mut dice, DIGITS, 10, 24),
            3 => format!("https://ticket.example.com/v/{}", count_of(&mut dice, PLAIN, 12, 32)),
            4 => count_of(&mut dice, PLAIN, 60, 130),
            _ => format!("{} {}", count_of(&mut dice, GREEK, 4, 14), dice.letters(DIGITS, 8)),
        },
        CodeFormat::Aztec => match kind {
            0 | 1 => count_of(&mut dice, DIGITS, 10, 30),
            2 => count_of(&mut dice, LATIN, 8, 40),
            _ => count_of(&mut dice, CAPITALS, 10, 70),
        },
        CodeFormat::AztecBytes => {
            let drawn: Vec<u8> = (0..dice.between(16, 120)).map(|_| dice.roll().to_le_bytes()[0]).collect();
            let coded = base64(&drawn);
            bytes = Some(drawn);
            coded
        }
        CodeFormat::DataMatrix => match kind {
            0 | 1 => count_of(&mut dice, DIGITS, 10, 32),
            2 => count_of(&mut dice, LATIN, 8, 30),
            _ => count_of(&mut dice, PLAIN, 10, 48),
        },
        CodeFormat::Pdf417 => match kind {
            0 => count_of(&mut dice, DIGITS, 13, 40),
            1 => format!("{}{}", dice.letters("ABCDEFGH", 4), count_of(&mut dice, DIGITS, 13, 24)),
            2 => count_of(&mut dice, PLAIN, 8, 60),
            _ => format!(
                "M1{}/{}      E{} {}{} {}Y{}A{} 100",
                count_of(&mut dice, "ABCDEFGHIKLMNOPRSTUVW", 4, 10),
                count_of(&mut dice, "ABCDEFGHIKLMNOPRSTUVW", 3, 8),
                dice.letters(CAPITALS, 6),
                dice.letters("ABCDEFGHIKLMNOPRSTUVW", 6),
                dice.letters(DIGITS, 4),
                dice.letters(DIGITS, 3),
                dice.letters(DIGITS, 3),
                dice.letters(DIGITS, 4),
            ),
        },
        CodeFormat::Code128 => match kind {
            0 | 1 => count_of(&mut dice, DIGITS, 8, 20),
            2 => count_of(&mut dice, PLAIN, 6, 11),
            _ => count_of(&mut dice, CAPITALS, 6, 11),
        },
        CodeFormat::Code39 => count_of(&mut dice, CAPITALS, 4, 9),
        CodeFormat::Ean13 => {
            let digits = dice.letters(DIGITS, 12);
            let sum: u32 =
                digits.bytes().zip([1, 3].into_iter().cycle()).map(|(digit, by)| u32::from(digit - b'0') * by).sum();
            format!("{digits}{}", (10 - sum % 10) % 10)
        }
        CodeFormat::Itf => {
            let pairs = dice.between(4, 9);
            dice.letters(DIGITS, 2 * pairs)
        }
    };
    Payload { format, text, bytes }
}

fn count_of(dice: &mut Dice, alphabet: &str, least: usize, most: usize) -> String {
    let count = dice.between(least, most);
    // Blanks at the ends are kept by codes but not by every supplier's system.
    dice.letters(alphabet, count).replace(' ', "x")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let word = group.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[(word >> (18 - 6 * place)) as usize & 63]);
            text.push(if place <= group.len() { letter } else { '=' });
        }
    }
    text
}
