import { keepPreviousData } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button, ToggleButton, Toolbar } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { TagView } from '../../../ipc/bindings';
import { Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { useAsk } from '../../../shared/query';
import { useFocusKept } from '../../../shared/useFocusKept';
import { chipWidth, fitRows } from './fit';
import { TagsPopover } from './TagsPopover';
import type { Find } from './useFind';

export function TagChip({ tag, onPress }: { tag: TagView; onPress: () => void }) {
  const f = useFormat();
  return (
    <ToggleButton
      className="chip max-w-[190px]"
      isSelected={tag.chosen}
      onChange={onPress}
      data-testid="tag-chip"
      data-id={tag.id}
    >
      <span className="truncate" dir="auto">
        {tag.name}
      </span>
      <span className={`num ${tag.chosen ? '' : 'text-ink-3'}`}>{f.number(tag.count)}</span>
    </ToggleButton>
  );
}

/** The chosen ones first, in the order they were chosen, so that a second press finds them; then the commonest. */
export function inOrder(tags: TagView[], chosen: string[]): TagView[] {
  const place = (tag: TagView) => {
    const at = chosen.indexOf(tag.id);
    return at < 0 ? chosen.length : at;
  };
  return [...tags].sort((a, b) => place(a) - place(b) || b.count - a.count || a.name.localeCompare(b.name));
}

/** The room there is: two rows, one in a low window. */
function useRoom() {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 348, rows: 2 });
  // Once the window's own letters are here, chips are measured anew.
  const [, lettersCame] = useState(false);
  useEffect(() => void document.fonts?.ready?.then(() => lettersCame(true)), []);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      const rows = window.innerHeight <= 620 ? 1 : 2;
      if (width > 0) setRoom((old) => (old.width === width && old.rows === rows ? old : { width, rows }));
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { place, ...room };
}

type Props = Pick<Find, 'country' | 'city' | 'tags' | 'toggleTag' | 'clearTags'>;

/** Narrows the list by what it is about: several at once, a second press clears that one. */
export const TagChips = memo(function TagChips({ country, city, tags: chosen, toggleTag, clearTags }: Props) {
  const t = useTranslations('tags');
  const f = useFormat();
  const { place, width, rows } = useRoom();
  useFocusKept(place, chosen, () => place.current?.querySelector('button'));
  const { data, error, refetch } = useAsk(
    'list_tags',
    { city, country, chosen },
    // The chips of before stay while the counts of now are on the way: nothing jumps.
    { placeholderData: keepPreviousData },
  );
  if (error) return <ProblemNote className="mx-3 my-2" problem={error} onRetry={() => void refetch()} />;
  const all = inOrder(
    // What was pressed looks pressed at once.
    (data ?? []).flatMap((group) => group.tags).map((tag) => ({ ...tag, chosen: chosen.includes(tag.id) })),
    chosen,
  );
  if (data && all.length === 0) return null;
  const widths = all.map((tag) => chipWidth(tag.name, f.number(tag.count)));
  const clear = chosen.length > 0 ? chipWidth(t('clear'), '') + 12 : 0;
  const whole = fitRows(widths, width, rows, clear);
  const more = chipWidth(t('more', { n: f.number(all.length) }), '') + 14;
  const shown = whole === all.length ? whole : fitRows(widths, width, rows, clear + more + (clear ? 6 : 0));
  return (
    <div className="flex-none border-b border-line px-3 py-2">
      <div ref={place} className="overflow-hidden" style={{ height: rows * 24 + (rows - 1) * 6 }}>
        {data ? (
          <Toolbar aria-label={t('label')} className="flex flex-wrap gap-1.5">
            {all.slice(0, shown).map((tag) => (
              <TagChip key={tag.id} tag={tag} onPress={() => toggleTag(tag.id)} />
            ))}
            {shown < all.length && (
              <TagsPopover groups={data} chosen={chosen} onToggle={toggleTag}>
                <Button className="chip border-dashed!" data-testid="tags-more">
                  {t('more', { n: f.number(all.length - shown) })}
                  <ChevronDown className="size-3" aria-hidden="true" />
                </Button>
              </TagsPopover>
            )}
            {chosen.length > 0 && (
              <Button
                className="chip border-transparent! bg-transparent!"
                onPress={clearTags}
                data-testid="tags-clear"
              >
                <X className="size-3" aria-hidden="true" />
                {t('clear')}
              </Button>
            )}
          </Toolbar>
        ) : (
          <div className="flex flex-wrap gap-1.5" aria-hidden="true">
            {[74, 92, 66, 84, 70, 96].map((w) => (
              <Skeleton key={w} className="h-6 rounded-full!" />
            ))}
          </div>
        )}
      </div>
    </div>
  );
});
