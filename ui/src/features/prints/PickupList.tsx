import { Check } from 'lucide-react';
import { Checkbox, GridList, GridListItem } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { PickupView } from '../../ipc/bindings';
import { Skeleton } from '../../shared/components/Empty';

/** How far an order is on its way to paper, in a few words. */
function Progress({ pickup }: { pickup: PickupView }) {
  const t = useTranslations('room');
  const { tickets, to_print, printed, in_doubt, on_the_way, mailed, order } = pickup;
  const words: [string, string][] = [];
  if (tickets === 0)
    words.push(
      order.state === 'cancelled' || order.state === 'failed'
        ? [t('void'), 'text-loss']
        : [t('notHere'), 'text-ink-3'],
    );
  if (in_doubt > 0) words.push([t('inDoubt', { n: String(in_doubt) }), 'font-medium text-warn']);
  if (on_the_way > 0) words.push([t('onTheWay', { n: String(on_the_way) }), 'text-accent']);
  if (to_print > 0) words.push([t('toPrint', { n: String(to_print) }), 'font-medium text-ink']);
  else if (tickets > 0 && printed === tickets) words.push([t('printed'), 'text-good']);
  if (printed > 0 && printed < tickets)
    words.push([t('somePrinted', { n: String(printed), of: String(tickets) }), 'text-ink-3']);
  if (mailed > 0) words.push([t('mailed'), 'text-ink-3']);
  return (
    <span className="flex flex-wrap justify-end gap-x-2 text-end text-sm">
      {words.map(([text, tone]) => (
        <span key={text} className={`whitespace-nowrap ${tone}`}>
          {text}
        </span>
      ))}
    </span>
  );
}

type Props = {
  items: PickupView[];
  loading: boolean;
  label: string;
  chosen: string[];
  opened: string | null;
  onChoose: (ids: Set<string>) => void;
  onOpen: (id: string) => void;
};

/** Who comes on a day, by time and name. Arrows move, Space chooses, Enter opens. */
export function PickupList({ items, loading, label, chosen, opened, onChoose, onOpen }: Props) {
  const t = useTranslations('room');
  if (loading)
    return (
      <div aria-hidden="true">
        {Array.from({ length: 8 }, (_, n) => (
          <div key={n} className="pickup-row h-11 border-b border-line px-4">
            <Skeleton className="h-4" />
            <Skeleton className="h-4" />
            <Skeleton className="h-4" />
            <Skeleton className="h-4 w-3/5" />
            <Skeleton className="h-4" />
          </div>
        ))}
      </div>
    );
  return (
    <GridList
      aria-label={label}
      selectionMode="multiple"
      selectionBehavior="toggle"
      selectedKeys={chosen}
      onSelectionChange={(keys) =>
        onChoose(
          keys === 'all' ? new Set(items.map(({ order }) => order.id)) : new Set([...keys].map(String)),
        )
      }
      onAction={(key) => onOpen(String(key))}
      disallowTypeAhead
      className="room-rows scroll outline-none"
    >
      {items.map((pickup) => {
        const { order } = pickup;
        const on = order.id === opened;
        return (
          <GridListItem
            key={order.id}
            id={order.id}
            textValue={`${order.time ?? ''} ${order.customer_name} ${order.code}`}
            data-testid="pickup-row"
            data-code={order.code}
            className={`pickup-row min-h-11 border-b border-line px-4 py-1 -outline-offset-2! data-selected:bg-accent-soft ${on ? 'bg-accent-soft shadow-[inset_3px_0_var(--accent)] rtl:shadow-[inset_-3px_0_var(--accent)]' : 'data-hovered:bg-panel'}`}
          >
            <Checkbox slot="selection" className="group grid size-5 place-items-center">
              <span className="grid size-4 place-items-center rounded-[4px] border border-line-strong bg-raised group-data-selected:border-accent group-data-selected:bg-accent">
                <Check
                  className="size-3 text-on-accent opacity-0 group-data-selected:opacity-100"
                  strokeWidth={3}
                  aria-hidden="true"
                />
              </span>
            </Checkbox>
            <span className="num font-semibold whitespace-nowrap">{order.time ?? t('anyTime')}</span>
            <span className="pickup-code font-medium">
              <bdi dir="ltr">{order.code}</bdi>
            </span>
            <span className="min-w-0">
              <span className="block truncate font-medium">
                <bdi>{order.customer_name}</bdi>
              </span>
              <span className="block truncate text-sm text-ink-2" title={order.title}>
                <bdi>{order.title}</bdi>{' '}
                <span className="text-ink-3">
                  · <bdi>{order.party}</bdi>
                </span>
              </span>
            </span>
            <Progress pickup={pickup} />
          </GridListItem>
        );
      })}
    </GridList>
  );
}
