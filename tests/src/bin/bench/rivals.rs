//! The search beside two that everybody knows: SQLite's FTS5 and tantivy, on the same documents and with the same words.
//!
//! Each keeps its index in memory, is built by one thread, and is asked for its best twenty in the quickest way it offers.
//! Neither knows other scripts, so texts and questions are folded for them by the desk's own folding, and that is not counted.
//! Of the two only tantivy forgives a typo, when it is told to. What finds nothing is quickly done: so beside the times stands
//! how many of the questions each could answer.

use std::time::{Duration, Instant};

use counterfoil_domain::catalog::{search::words, snapshot::Snapshot};
use rusqlite::{Connection, params};
use serde_json::{Map, Value};
use tantivy::{
    Index, IndexWriter, Searcher, Term,
    collector::TopDocs,
    doc,
    query::{BooleanQuery, BoostQuery, FuzzyTermQuery, PhrasePrefixQuery, Query, TermQuery},
    schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{AsciiFoldingFilter, LowerCaser, SimpleTokenizer, TextAnalyzer},
};

use crate::seat::{percentile, spoken, timed};

/// As often as the desk's own search is asked.
const ROUNDS: usize = 20;
/// As many as the desk's own search gives.
const BEST: usize = 20;
/// What tantivy may fill before it closes a segment: so much that all documents fit into one, which is searched fastest.
const SEGMENT: usize = 512 << 20;
/// How much more a word counts in a title, a venue, a city and a tagline; the same in both.
const WEIGHTS: [f32; 4] = [10.0, 6.0, 4.0, 2.0];

/// What is found: the texts that the desk searches too, as they are written.
pub(crate) struct Document {
    pub(crate) title: String,
    pub(crate) venue: String,
    pub(crate) city: String,
    pub(crate) tagline: String,
    /// How often it was rated; kept beside the texts, as the desk keeps it.
    pub(crate) fame: u32,
}

/// What the desk's own search looks through: cities with their countries, experiences, and products with the place where they
/// happen.
pub(crate) fn documents(snapshot: &Snapshot) -> Vec<Document> {
    let text = |text: Option<&String>| text.cloned().unwrap_or_default();
    let city = |id| snapshot.city(id).map(|city| city.name.clone()).unwrap_or_default();
    let cities = snapshot.all_cities().iter().map(|of| Document {
        title: of.name.clone(),
        venue: snapshot.country(&of.country).map(|of| of.name.clone()).unwrap_or_default(),
        city: String::new(),
        tagline: String::new(),
        fame: u32::MAX,
    });
    let experiences = snapshot.all_experiences().iter().map(|of| Document {
        title: of.title.clone(),
        venue: String::new(),
        city: city(&of.city),
        tagline: text(of.tagline.as_ref()),
        fame: of.rating.total,
    });
    let products = snapshot.all_products().iter().map(|of| Document {
        title: of.title.clone(),
        venue: text(of.venue.name.as_ref().or_else(|| Some(&snapshot.experience(of.experience.as_ref()?)?.title))),
        city: city(&of.city),
        tagline: text(of.tagline.as_ref()),
        fame: of.rating.total,
    });
    cities.chain(experiences).chain(products).collect()
}

/// Builds each index and asks it everything so often.
pub(crate) fn measure(documents: &[Document], queries: &[&str]) -> Value {
    let asked: Vec<Vec<String>> =
        queries.iter().map(|query| words(query).collect()).filter(|words: &Vec<_>| !words.is_empty()).collect();
    let fold = |text: &str| words(text).collect::<Vec<_>>().join(" ");
    let folded = |of: &Document| Document {
        title: fold(&of.title),
        venue: fold(&of.venue),
        city: fold(&of.city),
        tagline: fold(&of.tagline),
        fame: of.fame,
    };
    let documents: Vec<_> = documents.iter().map(folded).collect();
    let mut told = Map::new();

    let begun = Instant::now();
    let table = filled_table(&documents);
    let mut name = "SQLite FTS5";
    told.insert(format!("{name}, {} documents, built in", documents.len()), spoken(begun.elapsed()).into());
    // Quicker than to let the table rank by itself, with the same weights, and to order by that.
    let mut search = table
        .prepare("SELECT rowid FROM t WHERE t MATCH ?1 ORDER BY bm25(t, 10, 6, 4, 2) LIMIT 20")
        .expect("a question");
    ask(name, &asked, &mut told, |words| {
        let every: Vec<_> = words.iter().map(|word| format!("\"{word}\"*")).collect();
        let found = search.query_map([every.join(" AND ")], |row| row.get(0)).expect("an answer");
        found.collect::<Result<Vec<i64>, _>>().expect("rows").len()
    });

    let begun = Instant::now();
    let index = Tantivy::filled(&documents);
    name = "tantivy";
    told.insert(format!("{name}, {} documents, built in", documents.len()), spoken(begun.elapsed()).into());
    ask(name, &asked, &mut told, |words| index.search(words, exact));
    ask("tantivy, one typo a word", &asked, &mut told, |words| index.search(words, forgiving));
    Value::Object(told)
}

/// Asks everything once to warm up, then so often; the time of each question counts by itself.
fn ask(name: &str, asked: &[Vec<String>], told: &mut Map<String, Value>, mut search: impl FnMut(&[String]) -> usize) {
    let answered = asked.iter().filter(|words| search(words) > 0).count();
    let rounds = (0..ROUNDS).flat_map(|_| asked);
    let mut times: Vec<Duration> = rounds.map(|words| timed(|| search(words))).collect();
    told.insert(format!("{name}, p50 of {}", times.len()), spoken(percentile(&mut times, 50)).into());
    told.insert(format!("{name}, p99"), spoken(percentile(&mut times, 99)).into());
    told.insert(format!("{name}, questions answered"), format!("{answered} of {}", asked.len()).into());
}

/// A table of all documents. Every word is asked for by its beginning, so beginnings have an index of their own, as
/// SQLite's manual advises.
fn filled_table(documents: &[Document]) -> Connection {
    let mut table = Connection::open_in_memory().expect("memory");
    let create = "CREATE VIRTUAL TABLE t USING fts5(title, venue, city, tagline, fame UNINDEXED, \
                  prefix = '2 3', tokenize = \"unicode61 remove_diacritics 2\")";
    table.execute_batch(create).expect("a table");
    let filling = table.transaction().expect("a transaction");
    let mut insert = filling.prepare("INSERT INTO t VALUES (?1, ?2, ?3, ?4, ?5)").expect("an insertion");
    for Document { title, venue, city, tagline, fame } in documents {
        insert.execute(params![title, venue, city, tagline, fame]).expect("a row");
    }
    drop(insert);
    filling.commit().expect("rows");
    // One segment, as there is one in tantivy.
    table.execute("INSERT INTO t (t) VALUES ('optimize')", []).expect("one segment");
    table
}

/// An index of all documents in memory.
struct Tantivy {
    searcher: Searcher,
    fields: [Field; 4],
}

impl Tantivy {
    fn filled(documents: &[Document]) -> Self {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("folded").set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let fields = ["title", "venue", "city", "tagline"].map(|name| schema.add_text_field(name, text.clone()));
        let fame = schema.add_u64_field("fame", FAST);
        let index = Index::create_in_ram(schema.build());
        let folded = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter);
        index.tokenizers().register("folded", folded.build());
        let mut writer: IndexWriter = index.writer_with_num_threads(1, SEGMENT).expect("a writer");
        let [title, venue, city, tagline] = fields;
        for of in documents {
            let document = doc!(
                title => of.title.as_str(), venue => of.venue.as_str(), city => of.city.as_str(),
                tagline => of.tagline.as_str(), fame => u64::from(of.fame),
            );
            writer.add_document(document).expect("a document");
        }
        writer.commit().expect("documents");
        writer.wait_merging_threads().expect("segments");
        let searcher = index.reader().expect("a reader").searcher();
        Self { searcher, fields }
    }

    /// How many of the best there are that have each of the words in some field.
    fn search(&self, words: &[String], of: fn(Term, bool) -> Box<dyn Query>) -> usize {
        let last = words.len() - 1;
        let each = words.iter().enumerate().map(|(at, word)| {
            let anywhere = self.fields.iter().zip(WEIGHTS).map(|(&field, weight)| -> Box<dyn Query> {
                Box::new(BoostQuery::new(of(Term::from_field_text(field, word), at == last), weight))
            });
            Box::new(BooleanQuery::union(anywhere.collect())) as Box<dyn Query>
        });
        let every = BooleanQuery::intersection(each.collect());
        self.searcher.search(&every, &TopDocs::with_limit(BEST).order_by_score()).expect("an answer").len()
    }
}

/// A word as it is written; the last one, which is still being typed, by its beginning. That is quicker as a range of words
/// than as a fuzzy word without a typo.
fn exact(term: Term, last: bool) -> Box<dyn Query> {
    if last {
        let mut beginning = PhrasePrefixQuery::new(vec![term]);
        // It would otherwise stop at the fiftieth word.
        beginning.set_max_expansions(u32::MAX);
        Box::new(beginning)
    } else {
        Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
    }
}

/// The same with one typo, two swapped letters being one.
fn forgiving(term: Term, last: bool) -> Box<dyn Query> {
    Box::new(if last { FuzzyTermQuery::new_prefix(term, 1, true) } else { FuzzyTermQuery::new(term, 1, true) })
}
