import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAsk, useAskAhead } from '../../../shared/query';
import { experienceItem, hitItem, type Item, keyOf, productItem, refOf } from './item';
import { type Layout, useLayout } from './layout';
import { useBrowse } from './useBrowse';

export type Shelf = 'all' | 'favourites' | 'recent';
const NONE: ReadonlySet<string> = new Set();
const searchFor = (text: string, city: string | null) => ({ text, city, limit: 60 });

/**
 * What the left column shows, and one cursor over it, whatever it is: hits, experiences, the shelf, or an experience's
 * products. `hidden` are the keys of what is left out.
 */
export function useFind(
  onProduct: (id: string) => void,
  onExperience: (id: string) => void,
  hidden: ReadonlySet<string> = NONE,
) {
  const [text, setTextOnly] = useState('');
  const [country, setCountryOnly] = useState<string | null>(null);
  const [city, setCityOnly] = useState<string | null>(null);
  const [tags, setTagsOnly] = useState<string[]>([]);
  const [shelf, setShelfOnly] = useState<Shelf>('all');
  const [experience, setExperience] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const [fitting, setFitting] = useState(1);
  const { layout: wanted, setLayout } = useLayout();
  /** Enter came before the answer for what was typed. */
  const waiting = useRef<number | null>(null);
  /** Where one was in the list when an experience was opened: back leads there, not to the top. */
  const cameFrom = useRef(-1);
  const typed = text.trim();
  const mode =
    experience !== null ? 'products' : typed !== '' ? 'hits' : shelf !== 'all' ? 'shelf' : 'experiences';

  const search = useAsk('search_catalog', searchFor(typed, city), {
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  });
  const opened = useAsk('get_experience', { id: experience ?? '' }, { enabled: experience !== null });
  const kept = useAsk('get_shelf', {}, { enabled: shelf !== 'all' });
  const browse = useBrowse({ city, country, tags }, mode === 'experiences' ? active : -1);

  const whole: Item[] =
    mode === 'products'
      ? (opened.data?.products ?? []).map(productItem)
      : mode === 'hits'
        ? (search.data?.hits ?? []).map(hitItem)
        : mode === 'shelf'
          ? ((shelf === 'recent' ? kept.data?.recent : kept.data?.favourites) ?? [])
          : [];
  const list = whole.filter((item) => {
    const ref = refOf(item);
    return !ref || !hidden.has(keyOf(ref));
  });
  const indexes =
    mode === 'experiences' && hidden.size > 0
      ? browse.indexesWithout(
          new Set([...hidden].filter((key) => key.startsWith('experience:')).map((key) => key.slice(11))),
        )
      : null;
  const count = mode === 'experiences' ? (indexes?.length ?? browse.total) : list.length;
  const itemAt = (n: number): Item | undefined => {
    if (mode !== 'experiences') return list[n];
    const at = indexes ? indexes[n] : n;
    const card = at === undefined ? undefined : browse.cardAt(at);
    return card && experienceItem(card);
  };

  const askAhead = useAskAhead();
  const setText = useCallback(
    (to: string) => {
      // The core searches while the window draws the letter.
      if (to.trim() !== '') askAhead('search_catalog', searchFor(to.trim(), city));
      setTextOnly(to);
      setExperience(null);
      setActive(-1);
      waiting.current = null;
    },
    [askAhead, city],
  );
  const openExperience = useCallback(
    (id: string) => {
      setExperience(id);
      setActive((at) => {
        cameFrom.current = at;
        return 0;
      });
      onExperience(id);
    },
    [onExperience],
  );
  const open = useCallback(
    (item: Item) => {
      if (item.kind === 'product') onProduct(item.card.id);
      else if (item.kind === 'experience') openExperience(item.card.id);
      else if (item.hit.kind === 'product') onProduct(item.hit.id);
      else if (item.hit.kind === 'experience') openExperience(item.hit.id);
      else {
        setText('');
        setShelfOnly('all');
        setCountryOnly(null);
        setCityOnly(item.hit.id);
      }
    },
    [onProduct, openExperience, setText],
  );

  // An experience with a single product needs no second choice.
  const single =
    opened.data?.products.length === 1 && experience === opened.data.card.id
      ? opened.data.products[0]?.id
      : undefined;
  useEffect(() => {
    if (single) onProduct(single);
  }, [single, onProduct]);

  const settled =
    mode === 'hits'
      ? !search.isPlaceholderData && !search.isPending
      : itemAt(Math.max(0, waiting.current ?? active)) !== undefined;
  const enter = () => {
    // Nothing is here, and nothing is on its way: there is nothing to wait for.
    if (mode !== 'hits' && count === 0 && !(mode === 'experiences' && browse.first.isPending)) return;
    if (!settled) {
      waiting.current = Math.max(0, active);
      return;
    }
    const item = itemAt(Math.max(0, active));
    if (item) open(item);
  };
  useEffect(() => {
    if (waiting.current === null || !settled) return;
    const item = itemAt(waiting.current);
    waiting.current = null;
    if (item) open(item);
  });

  const last = Math.max(0, count - 1);
  const layout: Layout = mode === 'experiences' || mode === 'shelf' ? wanted : 'list';
  // What steers the list stays the same, so that its parts are drawn again only when they change.
  const choose = useMemo(() => {
    const anew = <T>(set: (to: T) => void) => {
      return (to: T) => {
        set(to);
        setActive(-1);
        waiting.current = null;
      };
    };
    return {
      setShelf: anew(setShelfOnly),
      setCountry: anew((to: string | null) => {
        setCountryOnly(to);
        setCityOnly(null);
      }),
      setCity: anew(setCityOnly),
      toggleTag: anew((id: string) =>
        setTagsOnly((tags) => (tags.includes(id) ? tags.filter((tag) => tag !== id) : [...tags, id])),
      ),
      clearTags: anew(() => setTagsOnly([])),
    };
  }, []);
  return {
    text,
    setText,
    country,
    city,
    tags,
    shelf,
    experience,
    mode,
    layout,
    columns: layout === 'grid' ? fitting : 1,
    count,
    itemAt,
    active,
    move: (by: number) =>
      setActive((at) => (at < 0 ? (by > 0 ? 0 : -1) : Math.max(-1, Math.min(last, at + by)))),
    moveTo: (n: number) => setActive(Math.max(0, Math.min(last, n))),
    enter,
    open,
    search,
    opened,
    kept,
    browse,
    setFitting,
    setLayout,
    ...choose,
    back: () => {
      setExperience(null);
      setActive(cameFrom.current);
    },
    reset: () => setText(''),
  };
}

export type Find = ReturnType<typeof useFind>;
