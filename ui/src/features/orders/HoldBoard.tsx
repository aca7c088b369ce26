import { useQueries } from '@tanstack/react-query';
import { Timer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderCard, OrderView } from '../../ipc/bindings';
import { useHost } from '../../ipc/host';
import { useNow } from '../../shared/clock';
import { Button } from '../../shared/components/Button';
import { Dialog } from '../../shared/components/Dialog';
import { Empty, Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useFormat } from '../../shared/format/useFormat';
import { useNav } from '../../shared/nav';
import { HoldLeft } from '../../shared/order/HoldLeft';
import { useKeepOrder } from '../../shared/order/useOrder';
import { useTellPrice } from '../../shared/order/useTellPrice';
import { useAct, useAsk } from '../../shared/query';
import { useFocusKept } from '../../shared/useFocusKept';

/** A hold on the board; once it has ended, the order as it is now. */
type Shown = { card: OrderCard; ended: OrderView | null };

/** The holds that stand, and those that ended while one looked: they do not vanish under the agent's eyes. */
function useBoard() {
  const host = useHost();
  const now = useNow();
  const holds = useAsk('list_holds', {}, { staleTime: 0 });
  const seen = useRef(new Map<string, OrderCard>());
  for (const card of holds.data ?? []) seen.current.set(card.id, card);
  const listed = new Set(holds.data?.map((card) => card.id));
  const isOver = (card: OrderCard) => card.hold_expires_at !== null && card.hold_expires_at <= now;
  const over = [...seen.current.values()].filter(isOver);
  const answers = useQueries({
    queries: over.map(({ id }) => ({
      queryKey: ['get_order', { id }],
      queryFn: () => host.call('get_order', { id }),
      staleTime: 0,
    })),
  });
  const ended = new Map(answers.flatMap(({ data }) => (data ? [[data.card.id, data] as const] : [])));
  const gone = over.flatMap((card): Shown[] => {
    const order = ended.get(card.id);
    return !listed.has(card.id) && order?.card.state === 'expired' ? [{ card, ended: order }] : [];
  });
  const standing = (holds.data ?? []).map(
    (card): Shown => ({ card, ended: isOver(card) ? (ended.get(card.id) ?? null) : null }),
  );
  return { ...holds, rows: [...gone, ...standing], forget: (id: string) => seen.current.delete(id) };
}

type RowProps = {
  row: Shown;
  isFirst: boolean;
  busy: boolean;
  onFocus: () => void;
  onHoldAgain: (order: OrderView) => void;
  onRelease: () => void;
};

function HoldRow({ row: { card, ended }, isFirst, busy, onFocus, onHoldAgain, onRelease }: RowProps) {
  const t = useTranslations('holds');
  const to = useTranslations('order');
  const f = useFormat();
  const nav = useNav();
  const on = card.id === nav.order;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the board takes the keys for all of them
    <div
      role="row"
      aria-selected={on}
      tabIndex={isFirst ? 0 : -1}
      data-hold={card.id}
      data-testid="hold-row"
      data-state={ended ? 'ended' : card.state}
      onFocus={onFocus}
      onClick={() => nav.openOrder(card.id)}
      className={`hold-row border-b border-line px-4 py-1.5 -outline-offset-2! ${on ? 'bg-accent-soft shadow-[inset_3px_0_var(--accent)] rtl:shadow-[inset_-3px_0_var(--accent)]' : 'hover:bg-panel'}`}
    >
      <span role="gridcell" className="min-w-0">
        {card.hold_expires_at !== null ? (
          <HoldLeft until={card.hold_expires_at} className="block text-md! font-semibold" />
        ) : (
          <span className="block text-ink-3">{t('asking')}</span>
        )}
        <span className="block text-xs text-ink-3">{card.code}</span>
      </span>
      <span role="gridcell" className="min-w-0">
        <span className="block truncate font-medium" dir="auto" title={card.title}>
          {card.title}
        </span>
        <span className="block truncate text-ink-2" dir="auto">
          {card.customer_name}{' '}
          <span className="text-ink-3">
            · {[f.day(card.day), card.time, card.party].filter(Boolean).join(' · ')}
          </span>
        </span>
      </span>
      <span role="gridcell" className="num text-end font-medium whitespace-nowrap">
        {card.total ? f.money(card.total) : '–'}
      </span>
      <span role="gridcell" className="hold-acts flex justify-end gap-1.5">
        <Button className="max-narrow:hidden" onPress={() => nav.openOrder(card.id)}>
          {t('open')}
        </Button>
        {ended ? (
          <Button
            isDisabled={!ended.can_hold_again || busy}
            onPress={() => onHoldAgain(ended)}
            data-testid="hold-again"
          >
            {to('holdAgain')}
          </Button>
        ) : (
          <Button
            kind="loss"
            isDisabled={card.state !== 'held' || busy}
            onPress={onRelease}
            data-testid="hold-release"
          >
            {t('release')}
          </Button>
        )}
      </span>
    </div>
  );
}

/** Every hold of the desk on one board, the one that ends first on top. */
export function HoldBoard() {
  const t = useTranslations('holds');
  const common = useTranslations('common');
  const nav = useNav();
  const keep = useKeepOrder();
  const tellPrice = useTellPrice();
  const board = useBoard();
  const [releasing, setReleasing] = useState<OrderCard | null>(null);
  const [at, setAt] = useState(0);
  const first = useRef<HTMLButtonElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const release = useAct('cancel_order', { onSuccess: keep });
  const again = useAct('hold_again');
  const { rows } = board;
  const holdAgain = async (order: OrderView) => {
    // A failure is shown above the board.
    const made = await again.mutateAsync({ id: order.card.id }).catch(() => null);
    if (!made) return;
    keep(made);
    tellPrice(order, made);
    board.forget(order.card.id);
    nav.openOrder(made.card.id);
  };
  const rowsOf = () => [...(place.current?.querySelectorAll<HTMLElement>('[data-hold]') ?? [])];
  const onKeys = (event: React.KeyboardEvent<HTMLElement>) => {
    const row = rows[at];
    // A button in a row keeps its own keys; Ctrl+Enter is for the order that is open.
    if (event.ctrlKey || event.metaKey || event.altKey || !row) return;
    if (!(event.target as HTMLElement).dataset.hold) return;
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length }[event.key];
    if (by !== undefined) rowsOf()[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') nav.openOrder(row.card.id);
    else if (event.key === 'Delete' && row.card.state === 'held' && !row.ended) setReleasing(row.card);
    else return;
    event.preventDefault();
  };
  // A hold that was released leaves the focus to the next.
  useFocusKept(frame, rows.length, () => rowsOf()[Math.min(at, rows.length - 1)]);
  const any = rows.length > 0;
  useEffect(() => {
    if (any) place.current?.querySelector<HTMLElement>('[data-hold]')?.focus();
  }, [any]);
  if (board.error)
    return <ProblemNote className="m-4" problem={board.error} onRetry={() => void board.refetch()} />;
  if (board.isPending)
    return (
      <div aria-hidden="true" className="flex flex-col gap-3 p-4">
        {[0, 1, 2].map((n) => (
          <Skeleton key={n} className="h-9" />
        ))}
      </div>
    );
  const problem = release.error ?? again.error;
  return (
    <div ref={frame} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none!">
      {problem && <ProblemNote className="m-3" problem={problem} />}
      {any ? (
        <div
          ref={place}
          role="grid"
          aria-label={t('title')}
          tabIndex={-1}
          className="scroll min-h-0 flex-1"
          onKeyDown={onKeys}
        >
          {rows.map((row, n) => (
            <HoldRow
              key={row.card.id}
              row={row}
              isFirst={n === Math.min(at, rows.length - 1)}
              busy={release.isPending || again.isPending}
              onFocus={() => setAt(n)}
              onHoldAgain={(order) => void holdAgain(order)}
              onRelease={() => setReleasing(row.card)}
            />
          ))}
        </div>
      ) : (
        <Empty icon={<Timer className="size-6" aria-hidden="true" />} title={t('none')} className="flex-1">
          <p>{t('noneHint')}</p>
          <Button className="mt-3" onPress={() => nav.go('sell')}>
            {t('goSell')}
          </Button>
        </Empty>
      )}
      <p className="flex-none border-t border-line px-4 py-2 text-xs text-ink-3">{t('noExtending')}</p>
      <Dialog
        open={releasing !== null}
        onClose={() => setReleasing(null)}
        role="alertdialog"
        first={first}
        title={t('releaseTitle', { code: releasing?.code ?? '' })}
        footer={
          <>
            <Button onPress={() => setReleasing(null)}>{common('cancel')}</Button>
            <Button
              kind="loss"
              ref={first}
              data-testid="release-do"
              onPress={() => {
                if (releasing) release.mutate({ id: releasing.id, reason: 'OTHER' });
                setReleasing(null);
              }}
            >
              {t('releaseDo')}
            </Button>
          </>
        }
      >
        {t('releaseText', { title: releasing?.title ?? '', name: releasing?.customer_name ?? '' })}
      </Dialog>
    </div>
  );
}
