//! The keyboard: keys go to whatever has the focus.

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::Window;

/// How often somebody pressed something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pressed {
    /// Keys and chords that say what to do; a chord is one.
    pub keys: u32,
    /// Letters of what was typed.
    pub letters: u32,
}

impl Pressed {
    /// What was pressed since then.
    #[must_use]
    pub fn since(self, then: Self) -> Self {
        Self { keys: self.keys - then.keys, letters: self.letters - then.letters }
    }
}

impl Window {
    /// Presses a key or a chord: `Enter`, `a`, `Control+Enter`, `Alt+2`.
    pub fn press(&self, chord: &str) {
        let keys: Vec<char> = if chord == "+" { vec!['+'] } else { chord.split('+').map(key).collect() };
        let downs = keys.iter().map(|&value| KeyAction::Down { value });
        let ups = keys.iter().rev().map(|&value| KeyAction::Up { value });
        self.act(chord, downs.chain(ups));
        let pressed = self.pressed.get();
        self.pressed.set(Pressed { keys: pressed.keys + 1, ..pressed });
    }

    /// Types a text.
    pub fn write(&self, text: &str) {
        let keys = text.chars().map(|sign| if sign == '\n' { Key::Enter.into() } else { sign });
        self.act(text, keys.flat_map(|value| [KeyAction::Down { value }, KeyAction::Up { value }]));
        let pressed = self.pressed.get();
        let letters = u32::try_from(text.chars().count()).expect("a short text");
        self.pressed.set(Pressed { letters: pressed.letters + letters, ..pressed });
    }

    /// What was pressed so far.
    pub fn pressed(&self) -> Pressed {
        self.pressed.get()
    }

    fn act(&self, what: &str, actions: impl Iterator<Item = KeyAction>) {
        let keys = actions.fold(KeyActions::new("keyboard".to_owned()), KeyActions::then);
        self.told(what, self.client().perform_actions(keys));
    }
}

fn key(name: &str) -> char {
    let named = match name {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Escape" => Key::Escape,
        "Space" => Key::Space,
        "Down" => Key::Down,
        "Up" => Key::Up,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "PageDown" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Shift" => Key::Shift,
        _ => {
            let mut signs = name.chars();
            let (sign, rest) = (signs.next(), signs.next());
            assert!(rest.is_none(), "no key is called {name}");
            return sign.expect("a key");
        }
    };
    named.into()
}
