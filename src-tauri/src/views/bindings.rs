//! The TypeScript twin of the views: `UPDATE_BINDINGS=1 cargo test -p counterfoil` writes it, the plain test compares.

use std::{collections::BTreeMap, env, fs, path::Path};

use ts_rs::{Config, TS, TypeVisitor};

use super::{
    admin::*, availability::*, catalog::*, desk::*, layouts::*, mails::*, order::*, prints::*, shelf::*, tags::*,
    ticket::*, tickets::*,
};
use crate::with_commands;

const PLACE: &str = "ui/src/ipc/bindings.ts";
const HEADER: &str = "// Generated from src-tauri/src/views. Do not edit.\n";

/// Declarations by name, of a type and of all it is made of.
struct Declarations<'a> {
    config: &'a Config,
    found: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        let is_ours = T::output_path().is_some();
        if is_ours {
            let docs = one_line(&T::docs().unwrap_or_default());
            let text = format!("{docs}export {}\n", indented(&T::decl(self.config)));
            if self.found.insert(T::ident(self.config), text).is_some() {
                return;
            }
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

/// A comment that fits on a line stands on one.
fn one_line(text: &str) -> String {
    text.replace("/**\n * ", "/** ").replace("\n */\n", " */\n")
}

fn indented(declaration: &str) -> String {
    let text = declaration.replace("{ \n", "{\n").replace(", };", ",\n};").replace(", \n", ",\n");
    one_line(&text).replace("\n/** ", "\n  /** ").replace(" */\n", " */\n  ")
}

macro_rules! typescript_of {
    ($($area:ident :: $name:ident ( $input:ty ) -> $output:ty,)*) => {
        fn typescript(config: &Config) -> String {
            let mut all = Declarations { config, found: BTreeMap::new() };
            // What goes wrong has one shape, whatever was asked.
            all.visit::<Problem>();
            let mut commands = String::new();
            $(
                all.visit::<$input>();
                all.visit::<$output>();
                let (input, output) = (<$input as TS>::name(config), <$output as TS>::name(config));
                commands += &format!("  {}: {{ input: {input}; output: {output} }};\n", stringify!($name));
            )*
            let types: Vec<String> = all.found.into_values().collect();
            format!(
                "{HEADER}\n{}\n/** Every call of the window: what goes in, what comes out. */\nexport interface Commands {{\n{commands}}}\n",
                types.join("\n"),
            )
        }
    };
}

with_commands!(typescript_of);

#[test]
fn bindings_are_fresh() {
    let fresh = typescript(&Config::from_env());
    let place = Path::new(PLACE);
    if env::var_os("UPDATE_BINDINGS").is_some() {
        fs::write(place, &fresh).expect("the bindings are written");
    }
    let written = fs::read_to_string(place).expect("the bindings are there");
    assert!(written == fresh, "{PLACE} is stale: UPDATE_BINDINGS=1 cargo test -p counterfoil bindings");
}
