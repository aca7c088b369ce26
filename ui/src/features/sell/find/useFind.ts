import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ExperienceCard, ExperiencePage, HitView, Problem, ProductCard } from '../../../ipc/bindings';
import { useHost } from '../../../ipc/host';
import { useAsk } from '../../../shared/query';

export type Item =
  | { kind: 'hit'; hit: HitView }
  | { kind: 'experience'; card: ExperienceCard }
  | { kind: 'product'; card: ProductCard };

const PAGE = 50;

/** What the left column shows, and one cursor over it, whatever it is: hits, experiences, or an experience's products. */
export function useFind(onProduct: (id: string) => void, onExperience: (id: string) => void) {
  const host = useHost();
  const [text, setTextOnly] = useState('');
  const [country, setCountryOnly] = useState<string | null>(null);
  const [city, setCityOnly] = useState<string | null>(null);
  const [experience, setExperience] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  /** Enter came before the answer for what was typed. */
  const waiting = useRef<number | null>(null);
  const typed = text.trim();

  const search = useAsk(
    'search_catalog',
    { text: typed, city, limit: 60 },
    { enabled: typed !== '', placeholderData: keepPreviousData },
  );
  const opened = useAsk('get_experience', { id: experience ?? '' }, { enabled: experience !== null });
  const browse = useInfiniteQuery<ExperiencePage, Problem>({
    queryKey: ['list_experiences', { city, country }],
    initialPageParam: 1,
    queryFn: ({ pageParam }) =>
      host.call('list_experiences', {
        city,
        country,
        tags: [],
        experience: null,
        page: pageParam as number,
        page_size: PAGE,
      }),
    getNextPageParam: (last) => (last.page * last.page_size < last.total ? last.page + 1 : undefined),
  });

  const mode = experience !== null ? 'products' : typed !== '' ? 'hits' : 'experiences';
  const items: Item[] =
    mode === 'products'
      ? (opened.data?.products ?? []).map((card) => ({ kind: 'product', card }))
      : mode === 'hits'
        ? (search.data?.hits ?? []).map((hit) => ({ kind: 'hit', hit }))
        : (browse.data?.pages ?? []).flatMap((page) =>
            page.items.map((card) => ({ kind: 'experience' as const, card })),
          );

  const setText = useCallback((to: string) => {
    setTextOnly(to);
    setExperience(null);
    setActive(-1);
    waiting.current = null;
  }, []);
  const openExperience = useCallback(
    (id: string) => {
      setExperience(id);
      setActive(0);
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

  const settled = mode === 'hits' ? !search.isPlaceholderData && !search.isPending : items.length > 0;
  const enter = () => {
    if (!settled) {
      waiting.current = Math.max(0, active);
      return;
    }
    const item = items[Math.max(0, active)];
    if (item) open(item);
  };
  useEffect(() => {
    if (waiting.current === null || !settled) return;
    const item = items[waiting.current];
    waiting.current = null;
    if (item) open(item);
  });

  const move = (by: 1 | -1) =>
    setActive((at) => Math.max(-1, Math.min(items.length === 0 ? 0 : items.length - 1, at + by)));
  return {
    text,
    setText,
    country,
    city,
    experience,
    mode,
    items,
    active,
    move,
    enter,
    open,
    search,
    opened,
    browse,
    setCountry: (to: string | null) => {
      setCountryOnly(to);
      setCityOnly(null);
      setActive(-1);
    },
    setCity: (to: string | null) => {
      setCityOnly(to);
      setActive(-1);
    },
    back: () => {
      setExperience(null);
      setActive(-1);
    },
    reset: () => setText(''),
  };
}

export type Find = ReturnType<typeof useFind>;
