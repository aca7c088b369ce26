//! Filters: which entries a list shows.

use crate::query::Asked;
use crate::refusal::Refusal;
use crate::world::World;

/// Positions of the cities a list shows.
pub(crate) fn cities(world: &World, asked: &Asked) -> Result<Vec<usize>, Refusal> {
    let countries = asked.numbers("country_id")?;
    let all = 0..world.size.cities;
    Ok(all.filter(|index| countries.is_empty() || countries.contains(&World::country_of_city(*index).id)).collect())
}

/// Positions of the cities named by `city_id` and `country_id`; none when neither is given.
fn places(world: &World, asked: &Asked) -> Result<Option<Vec<usize>>, Refusal> {
    let named = asked.numbers("city_id")?;
    if named.is_empty() {
        return if asked.numbers("country_id")?.is_empty() { Ok(None) } else { cities(world, asked).map(Some) };
    }
    let within = cities(world, asked)?;
    let mut places: Vec<usize> = named.iter().filter_map(|id| world.city_index(*id)).collect();
    places.sort_unstable();
    places.dedup();
    places.retain(|place| within.binary_search(place).is_ok());
    Ok(Some(places))
}

/// Positions of the experiences of some cities, in the order of the whole list.
fn in_places(world: &World, places: Option<Vec<usize>>) -> Vec<usize> {
    let count = world.experience_count();
    let Some(places) = places else { return (0..count).collect() };
    let mut found: Vec<usize> =
        places.into_iter().flat_map(|place| (place..count).step_by(world.size.cities)).collect();
    found.sort_unstable();
    found
}

/// Positions of the experiences a list shows.
pub(crate) fn experiences(world: &World, asked: &Asked) -> Result<Vec<usize>, Refusal> {
    let mut found = in_places(world, places(world, asked)?);
    if !world.is_whole() {
        found.retain(|index| world.has_experience(*index));
    }
    if let Some(kind) = asked.text("type") {
        if !["venue", "activity", "service", "poi"].contains(&kind) {
            return Err(Refusal::field("type", format!("{kind} is not a valid choice.")));
        }
        found.retain(|index| world.theme_of_experience(*index).kind == kind);
    }
    let tags = tag_filter(world, asked)?;
    if !tags.is_empty() {
        found.retain(|index| {
            let theme = world.theme_of_experience(*index);
            World::products_of_experience(*index)
                .filter(|product| world.has_product(*product))
                .any(|product| world.tags_of_product(product, theme).iter().any(|tag| tags.contains(tag)))
        });
    }
    if let Some(query) = asked.text("query").map(str::to_lowercase) {
        found.retain(|index| world.experience(*index).title.to_lowercase().contains(&query));
    }
    Ok(found)
}

/// Positions of the products a list shows.
pub(crate) fn products(world: &World, asked: &Asked) -> Result<Vec<usize>, Refusal> {
    let experiences = asked.numbers("experience_id")?;
    let mut venues = in_places(world, places(world, asked)?);
    if !experiences.is_empty() {
        let wanted: Vec<usize> = experiences.iter().filter_map(|id| world.experience_index(*id)).collect();
        venues.retain(|index| wanted.contains(index));
    }
    let mut found: Vec<usize> = venues.into_iter().flat_map(World::products_of_experience).collect();
    if !world.is_whole() {
        found.retain(|index| world.has_product(*index));
    }
    let tags = tag_filter(world, asked)?;
    if !tags.is_empty() {
        found.retain(|index| {
            let theme = world.theme_of_experience(World::experience_of_product(*index));
            world.tags_of_product(*index, theme).iter().any(|tag| tags.contains(tag))
        });
    }
    if let Some(query) = asked.text("query").map(str::to_lowercase) {
        found.retain(|index| {
            let product = world.product(*index);
            let title = world.experience(product.experience).title;
            World::product_title(&product, &title).to_lowercase().contains(&query)
                || title.to_lowercase().contains(&query)
        });
    }
    match asked.text("sort") {
        None | Some("popularity") => {}
        Some("price") => found.sort_by_cached_key(|index| world.product(*index).cents),
        Some("-price") => found.sort_by_cached_key(|index| std::cmp::Reverse(world.product(*index).cents)),
        Some(sort) => return Err(Refusal::field("sort", format!("{sort} is not a valid choice."))),
    }
    Ok(found)
}

/// Positions of the tags a list shows.
pub(crate) fn tags(world: &World, asked: &Asked) -> Vec<usize> {
    let kind = asked.text("type_name");
    (0..world.tag_count()).filter(|index| kind.is_none_or(|kind| World::tag_type_name(*index) == kind)).collect()
}

fn tag_filter(world: &World, asked: &Asked) -> Result<Vec<usize>, Refusal> {
    let ids = asked.numbers("tag_id")?;
    let tags: Vec<usize> = ids.iter().filter_map(|id| world.tag_index(*id)).collect();
    // A tag nobody knows filters everything away rather than nothing.
    Ok(if tags.is_empty() && !ids.is_empty() { vec![usize::MAX] } else { tags })
}
