//! What is no longer listed. A list that can be believed to be whole is believed; where there is doubt, and where only some
//! cities were asked for, each thing that was missed is asked for by its id first.

use std::{collections::HashSet, sync::Arc};

use counterfoil_domain::{CityId, catalog::snapshot::Retired, supplier::Told};
use counterfoil_store::Batch;

use super::{
    Tally, Work,
    plan::Noun,
    walk::{Walked, experience_id, product_id},
};
use crate::{Desk, Result};

/// Most things that are asked for one by one in a run; the next run asks for the next ones.
const MOST_QUESTIONS: usize = 100;
/// Fewer than this are never "half of the list".
const FEW: usize = 10;

impl Desk {
    /// Decides what is retired; what was missed and is there after all is staged.
    pub(super) async fn gone(&self, work: &Work, walked: &mut Walked, tally: &mut Tally) -> Result<Retired> {
        let mut retired = Retired::default();
        if walked.skipped() > 0 {
            tally.remarks.push(format!("{} items could not be read and were left as they were.", walked.skipped()));
        }
        self.places_gone(work, walked, &mut retired, tally);
        let missed = Missed::of(work, walked, tally);
        retired.experiences.extend(missed.sure_experiences.iter().map(|own| experience_id(work, own)));
        retired.products.extend(missed.sure_products.iter().map(|own| product_id(work, own)));
        self.ask_for(work, missed, &mut retired, tally).await?;
        Ok(retired)
    }

    /// Countries, cities, tag types and tags: short lists, retired only when all of them came.
    fn places_gone(&self, work: &Work, walked: &Walked, retired: &mut Retired, tally: &mut Tally) {
        let (snapshot, supplier) = (self.snapshot(), work.staged.supplier);
        let whole = |noun| walked.verdict(noun).is_some_and(|verdict| verdict.whole);
        let seen = |noun| walked.seen(noun).collect::<HashSet<_>>();
        macro_rules! gone {
            ($noun:expr, $rows:expr, $into:expr) => {
                if whole($noun) {
                    let seen = seen($noun);
                    let rows = $rows.iter().map(|row| &row.id).filter(|id| id.supplier == supplier);
                    let missing: Vec<_> = rows.clone().filter(|id| !seen.contains(&id.own)).cloned().collect();
                    let here = rows.count();
                    if halved(seen.len(), here) || seen.is_empty() && here > 0 {
                        tally.remarks.push(not_believed($noun, seen.len(), here));
                    } else {
                        $into.extend(missing);
                    }
                } else if walked.verdict($noun).is_some() && seen($noun).is_empty() {
                    let here = $rows.iter().filter(|row| row.id.supplier == supplier).count();
                    if here > 0 {
                        tally.remarks.push(not_believed($noun, 0, here));
                    }
                }
            };
        }
        gone!(Noun::Countries, snapshot.countries(), retired.countries);
        gone!(Noun::Cities, snapshot.all_cities(), retired.cities);
        // What is switched off stays off, also where goods still name a city that is no longer listed.
        retired.cities.retain(|city| snapshot.is_enabled(city));
        gone!(Noun::TagTypes, snapshot.tag_types(), retired.tag_types);
        gone!(Noun::Tags, snapshot.tags(), retired.tags);
    }

    /// Asks for what was missed and may be there: "not found" retires it, an answer keeps and renews it.
    async fn ask_for(&self, work: &Work, missed: Missed, retired: &mut Retired, tally: &mut Tally) -> Result<()> {
        let open = missed.open_experiences.len() + missed.open_products.len();
        if open == 0 {
            return Ok(());
        }
        if open > MOST_QUESTIONS {
            let why = missed.doubt.unwrap_or("only some cities were asked for");
            tally.remarks.push(format!(
                "{open} things that were here were not listed, and {why}. {MOST_QUESTIONS} of them were asked for one by \
                 one; the next run goes on with the others."
            ));
        }
        let supplier = work.staged.supplier;
        let mut batch = Batch { staged: Some(work.staged), fetched_at: self.now(), ..Batch::default() };
        let mut unclear = 0;
        for (noun, own) in missed.questions(work.staged.edition) {
            tally.check_stop()?;
            match noun {
                Noun::Products => {
                    let id = product_id(work, &own);
                    match work.line.product(&id).await {
                        Err(error) if error.is_not_found() => drop(retired.products.insert(id)),
                        Err(error) if !error.is_of_the_line() => unclear += 1,
                        answer => batch.products.push(Told::from(self.heard(supplier, answer)?)),
                    }
                }
                Noun::Experiences | Noun::Countries | Noun::Cities | Noun::TagTypes | Noun::Tags => {
                    let id = experience_id(work, &own);
                    match work.line.experience(&id).await {
                        Err(error) if error.is_not_found() => drop(retired.experiences.insert(id)),
                        Err(error) if !error.is_of_the_line() => unclear += 1,
                        answer => batch.experiences.push(Told::from(self.heard(supplier, answer)?)),
                    }
                }
            }
        }
        if unclear > 0 {
            // One thing that does not read must not keep everything else from being shown.
            tally.remarks.push(format!(
                "{unclear} of them were answered with something that does not read; they stay as they were."
            ));
        }
        let written = self.on_catalog(move |catalog| catalog.apply(batch)).await?;
        tally.run.counts.written += written.changed();
        Ok(())
    }
}

/// What was here and was not listed.
#[derive(Default)]
struct Missed {
    sure_experiences: Vec<Arc<str>>,
    sure_products: Vec<Arc<str>>,
    open_experiences: Vec<Arc<str>>,
    open_products: Vec<Arc<str>>,
    doubt: Option<&'static str>,
}

impl Missed {
    /// What is asked for in this run: each edition begins where the one before it ended, so that everything has its turn.
    fn questions(self, edition: i64) -> Vec<(Noun, Arc<str>)> {
        let experiences = self.open_experiences.into_iter().map(|own| (Noun::Experiences, own));
        let mut all: Vec<_> =
            experiences.chain(self.open_products.into_iter().map(|own| (Noun::Products, own))).collect();
        if all.len() > MOST_QUESTIONS {
            let turn = usize::try_from(edition).unwrap_or_default().wrapping_mul(MOST_QUESTIONS) % all.len();
            all.rotate_left(turn);
            all.truncate(MOST_QUESTIONS);
        }
        all
    }

    fn of(work: &Work, walked: &Walked, tally: &mut Tally) -> Self {
        let cities: Option<HashSet<&str>> =
            work.plan.cities.as_ref().map(|cities| cities.iter().map(|city: &CityId| &*city.own).collect());
        let mut missed = Self::default();
        let nouns = [(Noun::Experiences, &work.listings.experiences), (Noun::Products, &work.listings.products)];
        for (noun, listings) in nouns {
            let Some(verdict) = walked.verdict(noun) else { continue };
            let within = |city: &str| cities.as_ref().is_none_or(|cities| cities.contains(city));
            let here: Vec<&Arc<str>> =
                listings.iter().filter(|(_, listed)| within(&listed.city)).map(|(id, _)| id).collect();
            let seen: HashSet<&Arc<str>> = walked.seen(noun).collect();
            let mut gone: Vec<Arc<str>> =
                here.iter().filter(|id| !seen.contains(**id)).map(|id| Arc::clone(id)).collect();
            gone.sort_unstable();
            if gone.is_empty() {
                continue;
            }
            // A list that is suddenly less than half of what is here is believed to be broken, not true.
            if halved(seen.len(), here.len()) || cities.is_none() && seen.is_empty() {
                tally.remarks.push(not_believed(noun, seen.len(), here.len()));
                continue;
            }
            missed.doubt = missed.doubt.or(verdict.doubt);
            let sure = verdict.whole && cities.is_none();
            match noun {
                Noun::Products if sure => missed.sure_products = gone,
                Noun::Products => missed.open_products = gone,
                Noun::Experiences | Noun::Countries | Noun::Cities | Noun::TagTypes | Noun::Tags if sure => {
                    missed.sure_experiences = gone;
                }
                Noun::Experiences | Noun::Countries | Noun::Cities | Noun::TagTypes | Noun::Tags => {
                    missed.open_experiences = gone;
                }
            }
        }
        missed
    }
}

fn not_believed(noun: Noun, seen: usize, here: usize) -> String {
    let noun = noun.words().to_lowercase();
    format!(
        "The supplier listed {seen} {noun} where {here} were known. Nothing was retired; run it again, or ask the supplier."
    )
}

fn halved(seen: usize, here: usize) -> bool {
    here >= FEW && seen * 2 < here
}
