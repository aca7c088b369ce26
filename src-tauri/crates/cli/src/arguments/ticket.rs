//! `ticket`, `layout`, `printer`, `print` and `events` on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use counterfoil_domain::{
    Instant,
    distribution::{MediaKind, PrinterLanguage},
};
use counterfoil_engine::distribution::layouts::Sample;

use super::Page;

#[derive(Debug, Subcommand)]
pub(crate) enum TicketCommand {
    /// List groups of tickets, newest first; at least one condition
    List(GroupSearch),
    /// How one ticket stands, by its id; the supplier is asked too
    Status {
        /// The ticket's id, as `list` gives it
        id: String,
    },
    /// Find the tickets a scanned code belongs to; nothing is used up
    Scan {
        /// What the scanner read, or an order code
        code: String,
    },
    /// Make the groups of a confirmed order that has none; they appear by themselves
    Generate {
        /// The order: our id, our code, or either reference
        order: String,
    },
    /// Mail the tickets of an order as PDF. It is tried at once; what does not go now goes later by itself, from the window or
    /// with `mail resume`
    Send {
        /// The order: our id, our code, or either reference
        order: String,
        /// To whom: one address
        #[arg(long, value_name = "ADDRESS")]
        to: String,
        /// Only the tickets of this line, from 1
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        line: Option<u32>,
        /// Language of the words, such as de [default: the order's]
        #[arg(long, value_name = "CODE")]
        language: Option<String>,
        /// Your own mark for this mail: the same mark twice is the same mail
        #[arg(long, value_name = "KEY")]
        key: Option<String>,
        /// Keep trying for so many seconds
        #[arg(long, value_name = "SECONDS", default_value_t = 0)]
        wait: u64,
    },
    /// Print the tickets of an order that are not printed yet
    Print(PrintArgs),
    /// Print copies of tickets; each says that it is a copy, and which
    Copy(PrintArgs),
    /// Print tickets in the place of others, which are void from then on
    Replace {
        #[command(flatten)]
        print: PrintArgs,
        /// Why; it is kept
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Write the tickets of an order as PDF; made once, the same bytes ever after
    Pdf {
        /// The order: our id, our code, or either reference
        #[arg(required_unless_present = "batch")]
        order: Option<String>,
        /// Instead of an order, a JSON array of tickets, or - for standard input; needs no database. A ticket is {"title",
        /// "venue", "address", "starts_at", "visitor_type", "holder", "order_code", "price", "conditions", "barcode",
        /// "barcode_format"}, all texts
        #[arg(long, value_name = "F", conflicts_with = "order")]
        batch: Option<PathBuf>,
        /// Where to
        #[arg(long, value_name = "F")]
        out: PathBuf,
        /// The layout, as `layout list` gives it [default: A4]
        #[arg(long, value_name = "NAME")]
        layout: Option<String>,
        /// Wait at most so many seconds for the tickets
        #[arg(long, value_name = "SECONDS", default_value_t = 0)]
        wait: u64,
    },
    /// Read the codes in a picture or a PDF: PNG, JPEG, PGM, PDF
    Decode {
        /// The file
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum LayoutCommand {
    /// List layouts, the built-in ones first
    List,
    /// Take a layout from a JSON file
    Import {
        /// The file, or - for standard input
        file: PathBuf,
        /// Keep it under this name instead of the one in the file
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// Take the place of one with the same name
        #[arg(long)]
        replace: bool,
    },
    /// Write a layout as JSON to a file
    Export {
        /// Its name; x stands for × too, and capitals do not count
        name: String,
        /// Where to
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
    /// Write what the window shows of a layout to a PNG: it is drawn with sample tickets, as it prints
    Preview(PreviewArgs),
    /// Check a layout without keeping it; what is wrong comes with its place, what is odd as a warning
    Check {
        /// The file, or - for standard input
        file: PathBuf,
    },
    /// Throw a layout of this desk away
    Delete {
        /// Its name
        name: String,
    },
    /// Set the agency's logo, PNG or JPEG; `off` takes it away
    Logo {
        /// The file, or off
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PreviewArgs {
    /// The layout's name
    pub(crate) name: String,
    /// Where to; a second page is written beside it as NAME-2.png
    #[arg(long, value_name = "FILE.png")]
    pub(crate) out: PathBuf,
    /// With which tickets: normal, long, rtl, twelve or no-code
    #[arg(long, value_name = "WORD", default_value = "normal", value_parser = sample)]
    pub(crate) sample: Sample,
    /// Dots per inch of the picture
    #[arg(long, value_name = "N", default_value_t = 150, value_parser = clap::value_parser!(u16).range(20..=600))]
    pub(crate) dpi: u16,
}

fn sample(word: &str) -> Result<Sample, &'static str> {
    match word {
        "normal" => Ok(Sample::Normal),
        "long" => Ok(Sample::LongNames),
        "rtl" => Ok(Sample::RightToLeft),
        "twelve" => Ok(Sample::Twelve),
        "no-code" => Ok(Sample::NoCode),
        _ => Err("say normal, long, rtl, twelve or no-code"),
    }
}

#[derive(Debug, Args)]
pub(crate) struct PrintArgs {
    /// The order: our id, our code, or either reference
    pub(crate) order: String,
    /// Only these tickets, by the ids that `ticket list` gives; may be repeated
    #[arg(long, value_name = "ID")]
    pub(crate) ticket: Vec<String>,
    /// Kind of paper: a4, thermal80 or stock
    #[arg(long, value_name = "KIND", value_parser = media)]
    pub(crate) media: Option<MediaKind>,
    /// Leave out our sheet in front of the supplier's own document
    #[arg(long)]
    pub(crate) no_cover: bool,
    /// Another printer than the chosen one
    #[arg(long, value_name = "P")]
    pub(crate) printer: Option<String>,
    /// Your own mark for this press: the same mark twice prints once
    #[arg(long, value_name = "KEY")]
    pub(crate) key: Option<String>,
    /// Wait at most so many seconds until the printer is done
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(crate) wait: u64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PrinterCommand {
    /// List the printers of the print service, with what is wrong with them
    List,
    /// Choose printer and layout of a kind of paper, once
    Choose {
        /// a4, thermal80 or stock
        #[arg(value_parser = media)]
        media: MediaKind,
        /// The printer's name, as `list` gives it
        #[arg(long, value_name = "P")]
        printer: String,
        /// The layout, as `layout list` gives it
        #[arg(long, value_name = "NAME")]
        layout: String,
        /// What the printer understands: pdf, zpl, escpos or fgl
        #[arg(long, value_name = "WORD", default_value = "pdf", value_parser = language)]
        language: PrinterLanguage,
    },
    /// What was chosen
    Choices,
    /// Take the choice for a kind of paper back
    Forget {
        /// a4, thermal80 or stock
        #[arg(value_parser = media)]
        media: MediaKind,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PrintCommand {
    /// List print jobs, open ones first
    List {
        /// Only those whose outcome is open
        #[arg(long)]
        open: bool,
    },
    /// Tell whether a sheet in doubt is on paper
    Answer {
        /// The job, as `list` gives it
        job: String,
        /// yes or no
        #[arg(value_parser = yes_or_no, action = clap::ArgAction::Set)]
        on_paper: bool,
    },
    /// Print everything of a day that is not printed, by time and name
    Batch {
        /// Day of the visits, yyyy-MM-dd
        #[arg(long, value_name = "DAY")]
        day: String,
        /// Kind of paper: a4, thermal80 or stock
        #[arg(long, value_name = "KIND", value_parser = media)]
        media: Option<MediaKind>,
        /// Wait at most so many seconds until the printer is done
        #[arg(long, value_name = "SECONDS", default_value_t = 120)]
        wait: u64,
    },
    /// Let a stopped batch go on
    Resume {
        /// The batch, as `list` gives it
        batch: String,
    },
    /// Take back what of a batch the printer has not got yet
    Drop {
        /// The batch, as `list` gives it
        batch: String,
    },
}

fn media(text: &str) -> Result<MediaKind, &'static str> {
    MediaKind::from_word(text).ok_or("it is one of a4, thermal80, stock")
}

fn language(text: &str) -> Result<PrinterLanguage, &'static str> {
    PrinterLanguage::from_word(text).ok_or("it is one of pdf, zpl, escpos, fgl")
}

fn yes_or_no(text: &str) -> Result<bool, &'static str> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no"),
    }
}

#[derive(Debug, Args)]
pub(crate) struct GroupSearch {
    /// Of this order: our id, our code, or either reference
    pub(crate) order: Option<String>,
    /// Of this version of the order, from 1
    #[arg(long, value_name = "N")]
    pub(crate) version: Option<u32>,
    /// Of this line of the order, from 1
    #[arg(long, value_name = "N")]
    pub(crate) line: Option<u32>,
    /// With a ticket in this status, such as DISTRIBUTED
    #[arg(long, value_name = "WORD")]
    pub(crate) status: Option<String>,
    /// With the ticket of this number of the supplier's
    #[arg(long, value_name = "TEXT")]
    pub(crate) number: Option<String>,
    /// Made at this time or later, RFC 3339
    #[arg(long, value_name = "TIME")]
    pub(crate) from: Option<Instant>,
    /// Made at this time or earlier, RFC 3339
    #[arg(long, value_name = "TIME")]
    pub(crate) until: Option<Instant>,
    #[command(flatten)]
    pub(crate) page: Page,
}

#[derive(Debug, Args)]
pub(crate) struct KafkaArgs {
    /// The brokers, host:port, several with commas
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "off")]
    pub(crate) brokers: Option<String>,
    /// Which queues: dev, staging, productions
    #[arg(long, value_name = "WORD", default_value = "dev")]
    pub(crate) environment: String,
    /// Another name of the queue of groups
    #[arg(long, value_name = "QUEUE", requires = "brokers")]
    pub(crate) groups: Option<String>,
    /// Another name of the queue of order versions
    #[arg(long, value_name = "QUEUE", requires = "brokers")]
    pub(crate) order_versions: Option<String>,
    /// The name to sign in with, by SCRAM-SHA-512 over TLS
    #[arg(long, value_name = "NAME", requires = "brokers")]
    pub(crate) user: Option<String>,
    /// File that holds the password, or - for standard input. It goes to the keyring
    #[arg(long, value_name = "F", requires = "user")]
    pub(crate) password_file: Option<PathBuf>,
    /// Numbers of the two schemas in a registry, groups and order versions; messages then have the Confluent wire format
    #[arg(long, value_name = "N", num_args = 2, requires = "brokers")]
    pub(crate) schema_ids: Vec<u32>,
    /// Send no more events to Kafka and forget the password
    #[arg(long)]
    pub(crate) off: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum EventsCommand {
    /// Print events in their order, one envelope a line with its place (seq)
    Tail {
        /// Only after this place in the outbox; 0 is from the beginning
        #[arg(long, value_name = "N", default_value_t = 0)]
        since: u64,
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        limit: u32,
    },
    /// Where the events go, how far each place is and what is wrong with it
    Sinks,
    /// Send every event to Kafka from now on, as Avro, beginning with the oldest; --off stops it, without options it tells what
    /// is set. They go while the window is open, and with `events sinks`
    Kafka(KafkaArgs),
    /// Write every event as a line to a file from now on, beginning with the oldest; `off` stops it
    File {
        /// Path, or off
        path: PathBuf,
    },
}
