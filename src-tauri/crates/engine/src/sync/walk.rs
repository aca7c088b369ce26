//! The pages of all lists, several at once within what the supplier allows.
//!
//! A supplier's total is a hint only: a list ends with a page that is empty or not full, and no earlier than its total
//! says, but three empty pages in a row end it whatever the total says. Pages whose mark still holds are not sent again;
//! items whose digest is known are not read again; pages that an interrupted run fetched already are not asked for.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use counterfoil_domain::{
    ExperienceId, ProductId, Supplier, SupplierError,
    supplier::{Known, Page, PageRequest, Told},
};
use counterfoil_store::{Batch, Listed, PageMark};
use tokio::task::JoinSet;

use super::{
    Tally, Work,
    plan::{Job, Noun},
    stage::Stage,
};
use crate::{Desk, EngineError, Result, crash};

/// A list never has more pages than this, whatever a supplier says.
const MOST_PAGES: u32 = 100_000;
/// So many pages in a row without anything new end a list.
const BARREN_PAGES: u32 = 5;
/// So many empty pages in a row end a list.
const EMPTY_PAGES: u32 = 3;

/// A list while it is walked.
struct List {
    job: Arc<Job>,
    key: Arc<str>,
    digests: Arc<HashMap<Arc<str>, u64>>,
    /// The next page to ask for, and the last that is known to be needed.
    next: u32,
    last: u32,
    /// The supplier's last word on how many items there are.
    total: Option<u64>,
    /// What is expected of it until its total is known.
    expected: u64,
    empty: BTreeSet<u32>,
    /// On which page each id was seen last; of an id that comes twice the later page counts.
    seen: HashMap<Arc<str>, u32>,
    /// Why it cannot be trusted to be whole, in the order in which it was noticed.
    doubts: Vec<&'static str>,
    skipped: u64,
    /// So many pages in a row brought nothing that was not seen before.
    barren: u32,
}

/// What came of all lists.
pub(super) struct Walked {
    lists: Vec<List>,
    limited: bool,
}

/// What one list says when it was walked to its end.
pub(super) struct Verdict {
    /// Every item was listed, so that what was not seen is gone.
    pub(super) whole: bool,
    /// Why not.
    pub(super) doubt: Option<&'static str>,
}

/// One page, ready to be written.
struct Fetched {
    list: usize,
    page: u32,
    batch: Batch,
    /// Ids that stood on it and could be read, new and known.
    ids: Vec<Arc<str>>,
    listed: usize,
    total: Option<u64>,
    skipped: Vec<String>,
    mark: Option<String>,
    unchanged: bool,
}

impl Fetched {
    fn of<T>(
        (list, page): (usize, u32),
        read: Page<T>,
        id: impl Fn(&T) -> Arc<str>,
        fill: impl FnOnce(Vec<Told<T>>) -> Batch,
    ) -> Self {
        let Page { items, same, total, listed, skipped, mark, unchanged } = read;
        let ids = items.iter().map(|told| id(&told.item)).chain(same).collect();
        Self { list, page, batch: fill(items), ids, listed, total, skipped, mark, unchanged }
    }
}

fn plain<T>(items: Vec<Told<T>>) -> Vec<T> {
    items.into_iter().map(|told| told.item).collect()
}

async fn fetch(
    line: Arc<dyn Supplier>,
    job: Arc<Job>,
    place: (usize, PageRequest),
    known: Known,
) -> std::result::Result<Fetched, SupplierError> {
    let (list, at) = place;
    let place = (list, at.page);
    let empty = Batch::default;
    Ok(match job.noun {
        Noun::Countries => {
            let page = line.countries(at, &known).await?;
            Fetched::of(place, page, |c| Arc::clone(&c.id.own), |items| Batch { countries: plain(items), ..empty() })
        }
        Noun::Cities => {
            let page = line.cities(at, &known).await?;
            Fetched::of(place, page, |c| Arc::clone(&c.id.own), |items| Batch { cities: plain(items), ..empty() })
        }
        Noun::TagTypes => {
            let page = line.tag_types(at, &known).await?;
            Fetched::of(place, page, |t| Arc::clone(&t.id.own), |items| Batch { tag_types: plain(items), ..empty() })
        }
        Noun::Tags => {
            let page = line.tags(at, &known).await?;
            Fetched::of(place, page, |t| Arc::clone(&t.id.own), |items| Batch { tags: plain(items), ..empty() })
        }
        Noun::Experiences => {
            let page = line.experiences(&job.scope, at, &known).await?;
            Fetched::of(place, page, |e| Arc::clone(&e.0.id.own), |experiences| Batch { experiences, ..empty() })
        }
        Noun::Products => {
            let page = line.products(&job.scope, at, &known).await?;
            Fetched::of(place, page, |p| Arc::clone(&p.0.id.own), |products| Batch { products, ..empty() })
        }
    })
}

/// The digests of a listing, as adapters want them.
fn digests(listed: &HashMap<Arc<str>, Listed>) -> Arc<HashMap<Arc<str>, u64>> {
    let known = listed.iter().filter_map(|(id, listed)| Some((Arc::clone(id), listed.digest?)));
    Arc::new(known.collect())
}

impl List {
    /// Pages that are known to be needed and were not asked for yet.
    const fn has_more(&self) -> bool {
        self.next <= self.last
    }

    /// Takes in what a page says about its list.
    fn heard(&mut self, fetched: &Fetched, size: u32, most: u32) {
        if let Some(total) = fetched.total {
            if self.total.is_some_and(|before| before != total) {
                self.doubt("the list changed while it was read");
            }
            self.total = Some(total);
            self.expected = total.min(u64::from(most) * u64::from(size));
            let pages = u32::try_from(total.div_ceil(u64::from(size))).unwrap_or(MOST_PAGES).clamp(1, most);
            self.last = self.last.max(pages);
        }
        self.skipped += fetched.skipped.len() as u64;
        if fetched.listed >= size as usize && fetched.page >= self.last {
            self.last = (fetched.page + 1).min(most);
        }
        if fetched.listed == 0 {
            self.empty.insert(fetched.page);
            if let Some(end) = self.empty_for_good(fetched.page) {
                self.last = self.last.min(end);
            }
        }
    }

    /// The last of [`EMPTY_PAGES`] empty pages in a row around this one.
    fn empty_for_good(&self, page: u32) -> Option<u32> {
        let first = (1..=page).rev().take_while(|page| self.empty.contains(page)).last()?;
        let last = (page..=MOST_PAGES).take_while(|page| self.empty.contains(page)).last()?;
        (last + 1 - first >= EMPTY_PAGES).then_some(first + EMPTY_PAGES - 1)
    }

    fn doubt(&mut self, why: &'static str) {
        if !self.doubts.contains(&why) {
            self.doubts.push(why);
        }
    }

    /// Whether everything was listed.
    fn verdict(&self) -> Verdict {
        let seen = self.seen.len() as u64;
        let doubt = if self.skipped > 0 {
            Some("some items could not be read")
        } else if let Some(doubt) = self.doubts.first() {
            Some(*doubt)
        } else if self.total.is_some_and(|total| total > seen) {
            Some("fewer items came than the supplier counts")
        } else {
            None
        };
        Verdict { whole: doubt.is_none(), doubt }
    }
}

impl Walked {
    /// Whether lists of a noun were walked to their end and can be believed.
    pub(super) fn verdict(&self, noun: Noun) -> Option<Verdict> {
        if self.limited {
            return None;
        }
        let mut verdicts = self.lists.iter().filter(|list| list.job.noun == noun).map(List::verdict).peekable();
        verdicts.peek()?;
        let doubt = verdicts.find(|verdict| !verdict.whole).and_then(|verdict| verdict.doubt);
        Some(Verdict { whole: doubt.is_none(), doubt })
    }

    /// Whether lists of a noun were walked to their end.
    pub(super) fn whole_of(&self, noun: Noun) -> bool {
        self.verdict(noun).is_some()
    }

    /// Ids of a noun that were listed.
    pub(super) fn seen(&self, noun: Noun) -> impl Iterator<Item = &Arc<str>> {
        self.lists.iter().filter(move |list| list.job.noun == noun).flat_map(|list| list.seen.keys())
    }

    /// How many items could not be read.
    pub(super) fn skipped(&self) -> u64 {
        self.lists.iter().map(|list| list.skipped).sum()
    }
}

impl Desk {
    /// Fetches all lists of a plan and stages what is new or different.
    pub(super) async fn walk(&self, work: &Work, tally: &mut Tally) -> Result<Walked> {
        let limits = work.line.limits();
        let size = limits.page_size;
        let most = work.plan.max_pages.unwrap_or(MOST_PAGES).min(MOST_PAGES);
        let mut lists = self.lists(work, size, most);
        let (mut marks, staged) = self.marks(work).await?;
        let stage = Stage::open(self.inner.catalog.clone(), work.staged);
        let mut going: JoinSet<std::result::Result<Fetched, SupplierError>> = JoinSet::new();
        tally.expect(&lists);
        loop {
            while going.len() < limits.at_once.max(1)
                && let Some(list) = lists.iter().position(List::has_more)
            {
                let page = lists[list].next;
                lists[list].next += 1;
                let place = (Arc::clone(&lists[list].key), page);
                if let Some(kept) = staged.get(&place).filter(|kept| !kept.ids.is_empty()) {
                    let kept = kept_page(list, kept);
                    tally.take(&mut lists[list], &kept, size, most);
                    continue;
                }
                // "Unchanged" is an answer only where everything that stood on the page is still here.
                let kept = marks.get(&place).filter(|kept| work.has_all(&kept.ids, lists[list].job.noun));
                let mark = kept.and_then(|kept| kept.mark.clone());
                let known = Known { mark, digests: Arc::clone(&lists[list].digests) };
                let job = Arc::clone(&lists[list].job);
                going.spawn(fetch(Arc::clone(&work.line), job, (list, PageRequest { page, size }), known));
            }
            let mut joined = going.try_join_next();
            if joined.is_none() {
                // Told before every wait, so that what is shown is true while one waits.
                self.show_step(tally, &lists);
                joined = going.join_next().await;
            }
            let Some(joined) = joined else { break };
            tally.check_stop()?;
            let mut fetched = self.heard(work.staged.supplier, joined.map_err(|_| EngineError::Closing)?)?;
            crash::point("run.page.fetched");
            let list = &mut lists[fetched.list];
            let place = (Arc::clone(&list.key), fetched.page);
            if fetched.unchanged
                && let Some(kept) = marks.remove(&place)
            {
                fetched.ids.clone_from(&kept.ids);
                (fetched.listed, fetched.total) = (kept.ids.len(), kept.total);
            }
            for reason in &fetched.skipped {
                tracing::warn!(list = list.job.noun.words(), page = fetched.page, reason, "an item could not be read");
            }
            tally.take(list, &fetched, size, most);
            if self.put(&stage, list, fetched).await.is_err() {
                // The writing has ended; it says why.
                stage.close().await?;
                return Err(EngineError::Closing);
            }
            tally.expect(&lists);
            tally.run.counts.written = stage.written();
            tally.count_traffic(work.line.traffic());
            self.renew(tally).await?;
        }
        tally.run.counts.written = stage.close().await?;
        crash::point("run.page.staged");
        Ok(Walked { lists, limited: work.plan.max_pages.is_some() })
    }

    fn lists(&self, work: &Work, size: u32, most: u32) -> Vec<List> {
        let (experiences, products) = (digests(&work.listings.experiences), digests(&work.listings.products));
        let nothing = Arc::default();
        let voice = work.line.voice();
        let lists = work.plan.jobs.iter().map(|job| List {
            job: Arc::new(job.clone()),
            key: job.key(voice, size).into(),
            digests: Arc::clone(match job.noun {
                Noun::Experiences => &experiences,
                Noun::Products => &products,
                Noun::Countries | Noun::Cities | Noun::TagTypes | Noun::Tags => &nothing,
            }),
            next: 1,
            last: 1.min(most),
            total: None,
            expected: if work.plan.cities.is_none() { self.here(work, job.noun) } else { 0 },
            empty: BTreeSet::new(),
            seen: HashMap::new(),
            doubts: Vec::new(),
            skipped: 0,
            barren: 0,
        });
        lists.collect()
    }

    /// How many of a noun are here: what is expected until the supplier says how many it has.
    fn here(&self, work: &Work, noun: Noun) -> u64 {
        let snapshot = self.snapshot();
        let count = match noun {
            Noun::Countries => snapshot.countries().len(),
            Noun::Cities => snapshot.all_cities().len(),
            Noun::TagTypes => snapshot.tag_types().len(),
            Noun::Tags => snapshot.tags().len(),
            Noun::Experiences => work.listings.experiences.len(),
            Noun::Products => work.listings.products.len(),
        };
        count as u64
    }

    /// Pages as they were when they were last committed, and those an interrupted run left.
    async fn marks(&self, work: &Work) -> Result<(Marks, Marks)> {
        let staged = work.staged;
        self.on_catalog(move |catalog| {
            let by_place = |pages: Vec<PageMark>| {
                let places = pages.into_iter().map(|page| ((Arc::from(page.list.as_str()), page.number), page));
                places.collect::<Marks>()
            };
            Ok((by_place(catalog.pages(staged.supplier)?), by_place(catalog.staged_pages(staged)?)))
        })
        .await
    }

    /// Hands a page over to be written.
    async fn put(&self, stage: &Stage, list: &List, fetched: Fetched) -> Result<()> {
        let now = self.now();
        // A page of which something could not be read is asked for again next time, and its older mark no longer holds:
        // what could be read of it is written.
        let whole = fetched.skipped.is_empty();
        let mark = PageMark {
            list: list.key.to_string(),
            number: fetched.page,
            mark: fetched.mark.filter(|_| whole),
            total: fetched.total,
            ids: if whole { fetched.ids } else { Vec::new() },
            fetched_at: now,
        };
        let mut batch = fetched.batch;
        // Of an id that stood on a later page too, the later one counts, whichever came first.
        batch.experiences.retain(|told| list.is_last(&told.item.0.id.own, fetched.page));
        batch.products.retain(|told| list.is_last(&told.item.0.id.own, fetched.page));
        batch.fetched_at = now;
        batch.pages.push(mark);
        stage.put(batch).await
    }

    fn show_step(&self, tally: &Tally, lists: &[List]) {
        let step = lists.iter().find(|list| list.has_more()).or(lists.last());
        self.show(tally, step.map_or("", |list| list.job.noun.words()), true);
    }
}

impl Work {
    fn has_all(&self, ids: &[Arc<str>], noun: Noun) -> bool {
        let listed = match noun {
            Noun::Experiences => &self.listings.experiences,
            Noun::Products => &self.listings.products,
            // Short lists are compared whole.
            Noun::Countries | Noun::Cities | Noun::TagTypes | Noun::Tags => return true,
        };
        ids.iter().all(|id| listed.contains_key(id))
    }
}

type Marks = HashMap<(Arc<str>, u32), PageMark>;

/// A page that an interrupted run fetched and staged.
fn kept_page(list: usize, kept: &PageMark) -> Fetched {
    Fetched {
        list,
        page: kept.number,
        batch: Batch::default(),
        ids: kept.ids.clone(),
        listed: kept.ids.len(),
        total: kept.total,
        skipped: Vec::new(),
        mark: None,
        unchanged: true,
    }
}

impl List {
    fn is_last(&self, id: &Arc<str>, page: u32) -> bool {
        self.seen.get(id).is_none_or(|last| *last <= page)
    }
}

impl Tally {
    /// Takes in a page: what it says of its list, and what it counts.
    fn take(&mut self, list: &mut List, fetched: &Fetched, size: u32, most: u32) {
        list.heard(fetched, size, most);
        let mut fresh = 0_u64;
        for id in &fetched.ids {
            let last = list.seen.entry(Arc::clone(id)).or_insert_with(|| {
                fresh += 1;
                fetched.page
            });
            if *last != fetched.page {
                *last = fetched.page.max(*last);
                list.doubts.push("some items stood on two pages");
            }
        }
        list.doubts.dedup();
        list.barren = if fresh == 0 && fetched.listed > 0 { list.barren + 1 } else { 0 };
        if list.barren >= BARREN_PAGES {
            // A server that does not page would go on for ever.
            list.last = list.last.min(fetched.page);
            list.doubt("the same items came page after page");
        }
        self.done += fetched.listed as u64;
        let counts = &mut self.run.counts;
        match list.job.noun {
            Noun::Countries => counts.countries += fresh,
            Noun::Cities => counts.cities += fresh,
            Noun::TagTypes | Noun::Tags => counts.tags += fresh,
            Noun::Experiences => counts.experiences += fresh,
            Noun::Products => counts.products += fresh,
        }
    }

    /// What is expected of all lists, as far as they told.
    fn expect(&mut self, lists: &[List]) {
        let told = lists.iter().all(|list| list.total.is_some());
        let sum: u64 = lists.iter().map(|list| list.expected.max(list.seen.len() as u64)).sum();
        self.expected = (told || sum > self.done).then_some(sum.max(self.done));
    }
}

/// Ids of a supplier, for whoever asks about single things.
pub(super) fn experience_id(work: &Work, own: &Arc<str>) -> ExperienceId {
    ExperienceId::new(work.staged.supplier, Arc::clone(own))
}

/// The same for products.
pub(super) fn product_id(work: &Work, own: &Arc<str>) -> ProductId {
    ProductId::new(work.staged.supplier, Arc::clone(own))
}
