//! Printers of paper: each reads one language and gives back the dots it would have burnt, and every command it was given
//! without the graphics. Written from the manuals, sharing nothing with the writers; what it does not know ends the test.

/// What lies in the tray after a job.
#[derive(Debug, Default)]
pub(crate) struct Tray {
    pub(crate) tickets: Vec<Ticket>,
    /// The commands in their order, graphics left out.
    pub(crate) commands: Vec<String>,
}

/// One piece of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) ink: Vec<bool>,
    pub(crate) cut: bool,
}

#[derive(Default)]
struct Sheet {
    rows: Vec<Vec<bool>>,
    width: usize,
}

impl Sheet {
    fn burn(&mut self, x: usize, y: usize) {
        if self.rows.len() <= y {
            self.rows.resize(y + 1, Vec::new());
        }
        if self.rows[y].len() <= x {
            self.rows[y].resize(x + 1, false);
        }
        self.rows[y][x] = true;
    }

    fn ticket(self, width: usize, height: usize, cut: bool) -> Ticket {
        let mut ink = vec![false; width * height];
        for (y, row) in self.rows.iter().enumerate() {
            for x in row.iter().enumerate().filter_map(|(x, dot)| dot.then_some(x)) {
                // Dots beside the paper burn the roller.
                assert!(x < width && y < height, "a dot at {x}, {y} outside {width} × {height}");
                ink[y * width + x] = true;
            }
        }
        Ticket { width, height, ink, cut }
    }
}

struct Stream<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Stream<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let part = &self.bytes[self.at..self.at + count];
        self.at += count;
        part
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// What stands before `end`, which is taken too.
    fn until(&mut self, end: u8) -> &'a str {
        let length = self.bytes[self.at..].iter().position(|byte| *byte == end).expect("an end");
        let part = self.take(length);
        self.at += 1;
        std::str::from_utf8(part).expect("text")
    }

    fn ended(&self) -> bool {
        self.at == self.bytes.len()
    }
}

fn number(text: &str) -> usize {
    assert!(!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()), "{text:?} is no number");
    text.parse().expect("a number")
}

/// ZPL II: caret and tilde begin a command of two letters, parameters go to the next one.
pub(crate) fn zpl(bytes: &[u8]) -> Tray {
    let text = std::str::from_utf8(bytes).expect("ZPL is text");
    assert!(text.is_ascii());
    let mut tray = Tray::default();
    let mut label: Option<(Sheet, usize, usize, bool)> = None;
    let mut origin = (0, 0);
    let starts: Vec<usize> = text.match_indices(['^', '~']).map(|(at, _)| at).collect();
    assert!(starts.first().is_none_or(|first| *first == 0));
    for (index, start) in starts.iter().enumerate() {
        let command = text[*start..starts.get(index + 1).copied().unwrap_or(text.len())].trim_end_matches('\n');
        let (name, parameters) = command.split_at(3);
        if name == "^GF" {
            let parts: Vec<&str> = parameters.splitn(5, ',').collect();
            tray.commands.push(format!("^GF{}", parts[..4].join(",")));
            assert_eq!(parts[0], "A");
            let (sent, total, stride) = (number(parts[1]), number(parts[2]), number(parts[3]));
            assert!(sent == total && (1..=99_999).contains(&total) && total % stride == 0);
            let (sheet, ..) = label.as_mut().expect("graphics in a label");
            graphic(sheet, origin, parts[4], stride, total / stride);
            continue;
        }
        tray.commands.push(command.to_owned());
        match name {
            "~SD" => assert!(label.is_none() && parameters.len() == 2 && number(parameters) <= 30),
            "^XA" => assert!(label.replace((Sheet::default(), 0, 0, false)).is_none(), "a label in a label"),
            "^MM" => label.as_mut().expect("a label").3 = parameters == "C",
            "^PW" => label.as_mut().expect("a label").1 = number(parameters),
            "^LL" => label.as_mut().expect("a label").2 = number(parameters),
            "^FO" => {
                let (x, y) = parameters.split_once(',').expect("two numbers");
                origin = (number(x), number(y));
            }
            "^PO" | "^PM" | "^LR" => assert_eq!(parameters, "N"),
            "^LH" => assert_eq!(parameters, "0,0"),
            "^LS" | "^LT" => assert_eq!(parameters, "0"),
            "^FS" => assert!(parameters.is_empty()),
            "^PQ" => assert_eq!(parameters, "1,0,1,N", "one copy"),
            "^XZ" => {
                let (sheet, width, height, cut) = label.take().expect("a label");
                tray.tickets.push(sheet.ticket(width, height, cut));
            }
            _ => panic!("{command:?} is not known"),
        }
    }
    assert!(label.is_none(), "a label without an end");
    tray
}

fn graphic(sheet: &mut Sheet, origin: (usize, usize), data: &str, stride: usize, height: usize) {
    let mut rows: Vec<Vec<u32>> = Vec::new();
    let mut row: Vec<u32> = Vec::new();
    let mut count = 0;
    for letter in data.chars() {
        match letter {
            'G'..='Y' => count += letter as usize - 'G' as usize + 1,
            'g'..='z' => count += (letter as usize - 'g' as usize + 1) * 20,
            '0'..='9' | 'A'..='F' => {
                let digit = letter.to_digit(16).unwrap();
                row.extend(std::iter::repeat_n(digit, count.max(1)));
                count = 0;
            }
            ',' | '!' => {
                assert_eq!(count, 0);
                row.resize(2 * stride, if letter == ',' { 0 } else { 15 });
            }
            ':' => {
                assert!(row.is_empty() && count == 0);
                row.clone_from(rows.last().expect("a row above"));
            }
            _ => panic!("{letter:?} in graphics"),
        }
        assert!(row.len() <= 2 * stride, "a row is too long");
        if row.len() == 2 * stride {
            rows.push(std::mem::take(&mut row));
        }
    }
    assert!(row.is_empty() && rows.len() == height, "{} rows of {height}", rows.len());
    for (y, row) in rows.iter().enumerate() {
        for (x, digit) in row.iter().enumerate() {
            for bit in (0..4).filter(|bit| digit & (8 >> bit) != 0) {
                sheet.burn(origin.0 + x * 4 + bit, origin.1 + y);
            }
        }
    }
}

/// ESC/POS in standard mode. Real-time commands are looked for everywhere first, as a real printer does.
pub(crate) fn escpos(bytes: &[u8]) -> Tray {
    for (at, pair) in bytes.windows(2).enumerate() {
        assert!(!matches!(pair, [0x10, 0x04 | 0x05 | 0x14]), "a real-time command {pair:x?} at byte {at}");
    }
    let mut tray = Tray::default();
    let mut stream = Stream { bytes, at: 0 };
    let (mut sheet, mut height) = (Sheet::default(), 0);
    while !stream.ended() {
        let command = stream.take(2);
        let mut end = None;
        match command {
            b"\x1b@" => {
                assert_eq!(height, 0, "cleared in the middle of a ticket");
                tray.commands.push("ESC @".into());
            }
            b"\x1d(" => {
                let parameters = stream.take(5);
                assert_eq!(parameters[..4], [b'K', 2, 0, 49]);
                assert!(matches!(parameters[4], 0..=8 | 250..=255));
                tray.commands.push(format!("GS ( K 49 {}", parameters[4]));
            }
            b"\x1dv" => {
                assert_eq!(stream.take(2), b"0\0", "normal size");
                let size: Vec<usize> = stream.take(4).iter().map(|byte| usize::from(*byte)).collect();
                let (stride, rows) = (size[0] + 256 * size[1], size[2] + 256 * size[3]);
                assert!(stride > 0 && (1..=2303).contains(&rows));
                tray.commands.push(format!("GS v 0 {stride} {rows}"));
                sheet.width = stride * 8;
                for y in 0..rows {
                    for (x, byte) in stream.take(stride).iter().enumerate() {
                        for bit in (0..8).filter(|bit| byte & (0x80 >> bit) != 0) {
                            sheet.burn(x * 8 + bit, height + y);
                        }
                    }
                }
                height += rows;
            }
            b"\x1bJ" => {
                tray.commands.push(format!("ESC J {}", stream.byte()));
                end = Some(false);
            }
            b"\x1dV" => {
                let parameters = stream.take(2);
                assert!(matches!(parameters[0], 65 | 66));
                tray.commands.push(format!("GS V {} {}", parameters[0], parameters[1]));
                end = Some(true);
            }
            _ => panic!("{command:x?} at byte {} is not known", stream.at - 2),
        }
        if let Some(cut) = end {
            let done = std::mem::take(&mut sheet);
            let width = done.width;
            tray.tickets.push(done.ticket(width, std::mem::take(&mut height), cut));
        }
    }
    assert_eq!(height, 0, "a ticket without an end");
    tray
}

/// Friendly Ghost Language; outside `<` and `>` there would be text, and there must be none.
pub(crate) fn fgl(bytes: &[u8]) -> Tray {
    let mut tray = Tray::default();
    let mut stream = Stream { bytes, at: 0 };
    let mut sheet = Sheet::default();
    let (mut row, mut column, mut width, mut height) = (0, 0, 0, 0);
    while !stream.ended() {
        assert_eq!(stream.byte(), b'<', "text at byte {}", stream.at - 1);
        let command = stream.until(b'>');
        tray.commands.push(command.to_owned());
        let columns: Vec<u8> = match command {
            "CB" => {
                (sheet, width, height) = (Sheet::default(), 0, 0);
                continue;
            }
            "NR" => continue,
            "p" | "q" => {
                tray.tickets.push(std::mem::take(&mut sheet).ticket(width, height, command == "p"));
                continue;
            }
            _ if command.starts_with("RC") => {
                let (down, right) = command[2..].split_once(',').expect("two numbers");
                (row, column) = (number(down), number(right));
                continue;
            }
            _ if command.starts_with('G') => stream.take(number(&command[1..])).to_vec(),
            _ if command.starts_with('g') => {
                let digits = std::str::from_utf8(stream.take(number(&command[1..]))).expect("digits");
                assert!(digits.len().is_multiple_of(2));
                (0..digits.len() / 2)
                    .map(|at| u8::from_str_radix(&digits[2 * at..][..2], 16).expect("digits"))
                    .collect()
            }
            _ => panic!("<{command}> is not known"),
        };
        for (x, byte) in columns.iter().enumerate() {
            for bit in (0..8).filter(|bit| byte & (0x80 >> bit) != 0) {
                sheet.burn(column + x, row + bit);
            }
        }
        width = width.max(column + columns.len());
        height = height.max(row + 8);
    }
    tray
}
