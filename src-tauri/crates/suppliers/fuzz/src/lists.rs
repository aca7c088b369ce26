//! Pages of the catalogue: countries, cities, tag types, tags, experiences, products.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use counterfoil_domain::{
    SupplierError,
    catalog::{Experience, ExperienceText, Product, ProductText},
    supplier::{Known, Page, PageRequest, Scope, Supplier},
};

use super::{
    details,
    said::{Said, behind_the_door, ok, told},
    sound,
};

const PAGE: PageRequest = PageRequest { page: 1, size: 100 };

pub fn judge(body: &[u8]) -> bool {
    let said = Said::read(body);
    behind_the_door(ok(body), |supplier| {
        let all = Scope::default();
        let countries = twice(
            &said,
            "countries",
            |known| told(supplier.countries(PAGE, known)),
            |country| {
                sound::id(&country.id);
                sound::line(&country.name);
                assert!(country.iso_code.as_ref().is_none_or(|code| code.len() == 2));
                country.id.own.clone()
            },
        );
        let cities = twice(
            &said,
            "cities",
            |known| told(supplier.cities(PAGE, known)),
            |city| {
                sound::id(&city.id);
                sound::id(&city.country);
                sound::line(&city.name);
                city.id.own.clone()
            },
        );
        let types = twice(
            &said,
            "tag_types",
            |known| told(supplier.tag_types(PAGE, known)),
            |kind| {
                sound::line(&kind.name);
                kind.id.own.clone()
            },
        );
        let tags = twice(
            &said,
            "tags",
            |known| told(supplier.tags(PAGE, known)),
            |tag| {
                sound::line(&tag.name);
                sound::lines([&tag.type_name, &tag.group]);
                sound::webs([&tag.icon_url]);
                tag.id.own.clone()
            },
        );
        let experiences = twice(
            &said,
            "experiences",
            |known| told(supplier.experiences(&all, PAGE, known)),
            |(experience, text): &(Experience, ExperienceText)| {
                details::experience(experience, text);
                experience.id.own.clone()
            },
        );
        let products = twice(
            &said,
            "products",
            |known| told(supplier.products(&all, PAGE, known)),
            |(product, text): &(Product, ProductText)| {
                details::product(product, text);
                product.id.own.clone()
            },
        );
        [countries, cities, types, tags, experiences, products].contains(&true)
    })
}

/// Reads a page, and once more knowing what it held: then nothing of it is new.
fn twice<T>(
    said: &Said,
    key: &str,
    read: impl Fn(&Known) -> Result<Page<T>, SupplierError>,
    sound: impl Fn(&T) -> Arc<str>,
) -> bool {
    let Ok(page) = read(&Known::default()) else { return false };
    assert!(said.may_be_read(), "{key}: a page out of an answer that is none");
    let listed = said.list(key).map(|items| items.len());
    assert_eq!(listed, Some(page.listed), "{key}: not what stands there");
    assert!(page.same.is_empty() && !page.unchanged && page.mark.is_none());
    assert_eq!(page.items.len() + page.skipped.len(), distinct(said, key), "{key}: something is lost");
    let digests: HashMap<Arc<str>, u64> =
        page.items.iter().map(|told| (sound(&told.item), told.digest.unwrap())).collect();
    assert_eq!(digests.len(), page.items.len(), "{key}: an id counts once");
    let known = Known { mark: None, digests: Arc::new(digests) };
    let again = read(&known).unwrap();
    assert_eq!((again.items.len(), again.same.len()), (0, page.items.len()), "{key}: {:?}", again.same);
    assert_eq!((again.listed, again.total, &again.skipped), (page.listed, page.total, &page.skipped));
    !page.items.is_empty()
}

/// How many items a list has when those with the same id are one.
fn distinct(said: &Said, key: &str) -> usize {
    let items = said.list(key).unwrap_or_default();
    let ids: Vec<_> = items.iter().map(|item| Said::read(item.get().as_bytes()).word("id")).collect();
    let named: HashSet<_> = ids.iter().flatten().map(|id| id.trim()).collect();
    named.len() + ids.iter().filter(|id| id.is_none()).count()
}
