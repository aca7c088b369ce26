import type { ExperienceCard, TagGroupView, TagQuery, TagView } from '../bindings';
import { seeded } from './random';

type Tag = { id: string; name: string; group: string; icon: string | null };
const GROUPS: Record<string, string[]> = {
  'Activity categories': [
    'Boat trips',
    'Desert trips',
    'Family friendly',
    'Rainy day',
    'Architecture',
    'Art',
    'History',
    'Nature',
    'Night out',
    'Sports',
  ],
  'Venue categories': [
    'Museums',
    'Towers',
    'Churches',
    'Palaces',
    'Parks',
    'Ancient sites',
    'Stadiums',
    'Landmarks',
  ],
  'Service categories': ['Audio guide', 'Guided tour', 'Skip the line', 'Pick-up', 'Private'],
};
const TAGS: Tag[] = Object.entries(GROUPS).flatMap(([group, names]) =>
  names.map((name) => ({ id: name.toLowerCase().replaceAll(' ', '-'), name, group, icon: null })),
);
const byName = new Map(TAGS.map((tag) => [tag.name, tag]));

const OF_KIND: Record<string, string[]> = {
  museum: ['Museums', 'Rainy day', 'Art'],
  tower: ['Towers', 'Architecture', 'Landmarks'],
  boat: ['Boat trips', 'Family friendly'],
  church: ['Churches', 'Architecture', 'History'],
  palace: ['Palaces', 'History'],
  park: ['Parks', 'Nature', 'Family friendly'],
  ruin: ['Ancient sites', 'History'],
  stadium: ['Stadiums', 'Sports'],
  desert: ['Desert trips', 'Nature', 'Pick-up'],
};

/** What fits the kind, and some services by chance. */
export function tagsOf(kind: string, seed: string): Tag[] {
  const r = seeded(`${seed}-tags`);
  const names = [...(OF_KIND[kind] ?? ['Landmarks'])];
  for (const name of ['Audio guide', 'Guided tour', 'Skip the line', 'Night out', 'Private'])
    if (r() < 0.3) names.push(name);
  return names.flatMap((name) => byName.get(name) ?? []);
}

export const hasTags = (card: ExperienceCard, ids: string[]) =>
  ids.every((id) => card.tags.some((name) => byName.get(name)?.id === id));

/** The tags of a list with how many of it have each; the chosen ones in any case. */
export function listTags(cards: ExperienceCard[], query: TagQuery): TagGroupView[] {
  const counts = new Map<string, number>();
  for (const card of cards) for (const name of card.tags) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.keys(GROUPS)
    .map((group) => ({
      group,
      tags: TAGS.filter(
        (tag) => tag.group === group && (counts.has(tag.name) || query.chosen.includes(tag.id)),
      ).map(
        (tag): TagView => ({
          id: tag.id,
          name: tag.name,
          icon: tag.icon,
          count: counts.get(tag.name) ?? 0,
          chosen: query.chosen.includes(tag.id),
        }),
      ),
    }))
    .filter((one) => one.tags.length > 0);
}
