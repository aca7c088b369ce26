import { Bell } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog, DialogTrigger, Heading, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { NoticeView } from '../ipc/bindings';
import { useNow } from '../shared/clock';
import { useTakeBack, useTell } from '../shared/components/notices';
import { useCustomerView } from '../shared/customerView';
import { useFormat } from '../shared/format/useFormat';
import { heard } from '../shared/keys/heard';
import { useKeys } from '../shared/keys/useKeys';
import { useNav } from '../shared/nav';
import { StateBadge } from '../shared/order/StateBadge';
import { useAsk } from '../shared/query';

const NONE: NoticeView[] = [];

/**
 * Tells at once what happened to an order by itself; what waited before the window opened stays with the bell. While the
 * screen is turned to a client it waits: it is about somebody else.
 */
function useArrivals(notices: NoticeView[] | undefined, turned: boolean) {
  const t = useTranslations('notices');
  const nav = useNav();
  const tell = useTell();
  const takeBack = useTakeBack();
  const known = useRef<Map<string, string> | null>(null);
  useEffect(() => {
    if (!notices || turned) return;
    const now = new Map(notices.map(({ order, at }) => [`${order.id} ${at}`, order.id]));
    const before = known.current;
    known.current = now;
    if (!before) return;
    for (const { order, meaning, at } of notices) {
      if (before.has(`${order.id} ${at}`)) continue;
      tell({
        about: `notice ${order.id}`,
        text: t('arrived', { code: order.code, meaning }),
        tone: 'warn',
        stays: true,
        action: { label: t('open'), run: () => nav.openOrder(order.id) },
      });
    }
    const still = new Set(now.values());
    for (const id of before.values()) if (!still.has(id)) takeBack(`notice ${id}`);
  }, [notices, turned, tell, takeBack, t, nav]);
}

/** What happened to orders by itself and was not seen yet: a bell with a number, and the list behind it. */
export function LateTruth() {
  const t = useTranslations('notices');
  const f = useFormat();
  const nav = useNav();
  const now = useNow(30_000);
  // It names other clients.
  const { on: turned } = useCustomerView();
  const [open, setOpen] = useState(false);
  const { data: desk } = useAsk('get_desk', {});
  const notices = desk?.notices ?? NONE;
  useArrivals(desk?.notices, turned);
  useKeys({ 'alt+n': () => !turned && setOpen(true) });
  if (turned) return null;
  const count = notices.length;
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
        aria-label={t('label', { n: count })}
        render={heard('Alt+N')}
        data-testid="notices"
        data-count={count}
        className="btn btn-quiet btn-icon relative"
      >
        <Bell className={`size-4 ${count > 0 ? 'text-warn' : ''}`} aria-hidden="true" />
        {count > 0 && (
          <span
            aria-hidden="true"
            className="absolute -end-1 -top-0.5 min-w-4 rounded-full bg-warn px-1 text-center text-tiny leading-4 font-semibold text-raised tabular-nums"
          >
            {f.number(count)}
          </span>
        )}
      </Button>
      <Popover
        data-modal=""
        offset={8}
        placement="end bottom"
        className="flex max-h-[80vh] w-[360px] max-w-[calc(100vw-72px)] flex-col rounded-lg border border-line-strong bg-raised shadow-float"
      >
        <Dialog className="flex min-h-0 flex-col outline-none!">
          <Heading slot="title" className="px-3.5 pt-3 pb-2 font-semibold">
            {t('title')}
          </Heading>
          {count === 0 ? (
            <p className="px-3.5 pb-3.5 text-ink-2">{t('none')}</p>
          ) : (
            <ListBox
              aria-label={t('title')}
              autoFocus="first"
              className="scroll min-h-0 p-1 outline-none"
              onAction={(id) => {
                setOpen(false);
                nav.openOrder(String(id));
              }}
            >
              {notices.map(({ order, meaning, at }) => (
                <ListBoxItem
                  key={order.id}
                  id={order.id}
                  textValue={`${order.code} ${order.customer_name}`}
                  data-testid="notice-item"
                  className="rounded-sm px-2.5 py-2 data-focused:bg-accent-soft"
                >
                  <span className="flex items-center gap-2">
                    <span className="font-semibold">{order.code}</span>
                    <StateBadge state={order.state} />
                    <span className="flex-1 text-end text-xs text-ink-3">{f.ago(at, now)}</span>
                  </span>
                  <span className="mt-0.5 block truncate text-ink-2" dir="auto">
                    {order.customer_name} · {order.title}
                  </span>
                  <span className="mt-0.5 block">{meaning}</span>
                </ListBoxItem>
              ))}
            </ListBox>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
