import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ListFilter, ReceiptText, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OrderPage, Problem, StateView } from '../../ipc/bindings';
import { useHost } from '../../ipc/host';
import { Button } from '../../shared/components/Button';
import { Empty } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { TopLine } from '../../shared/components/TopLine';
import { Kbd } from '../../shared/keys/Kbd';
import { useKeys } from '../../shared/keys/useKeys';
import { useNav } from '../../shared/nav';
import { useTurn } from '../../shared/useTurn';
import { HoldBoard } from './HoldBoard';
import { OrderDetail } from './OrderDetail';
import { OrdersView } from './OrdersView';
import { OrderTable } from './OrderTable';
import { StateChips } from './StateChips';

const PAGE = 50;

/** Every order, newest first; one of them opened beside the list. */
export function OrdersScreen({ tools }: { tools?: ReactNode }) {
  const t = useTranslations('orders');
  const host = useHost();
  const nav = useNav();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [states, setStates] = useState<StateView[]>([]);
  const asked = text.trim();
  const holds = nav.ordersView === 'holds';
  const orders = useInfiniteQuery<OrderPage, Problem>({
    queryKey: ['list_orders', { text: asked, states }],
    initialPageParam: 1,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      host.call('list_orders', { text: asked || null, states, page: pageParam as number, page_size: PAGE }),
    getNextPageParam: (last) => (last.page * last.page_size < last.total ? last.page + 1 : undefined),
  });
  const items = orders.data?.pages.flatMap((page) => page.items) ?? [];
  const total = orders.data?.pages[0]?.total ?? 0;
  const filtered = asked !== '' || states.length > 0;
  const clear = () => {
    setText('');
    setStates([]);
    input.current?.focus();
  };
  useKeys({
    '/': () => {
      nav.showOrders('all');
      input.current?.focus();
      input.current?.select();
    },
    h: () => nav.showOrders(holds ? 'all' : 'holds'),
    escape: () => (nav.order ? nav.openOrder(null) : clear()),
  });
  const turn = useTurn(nav.order !== null);
  const intoList = () => document.querySelector<HTMLElement>('[data-testid="order-row"]')?.focus();
  return (
    <>
      <TopLine end={tools}>
        <h1 className="text-md font-semibold max-narrow:hidden">{t('title')}</h1>
        <div
          role="search"
          className="flex min-w-0 max-w-[460px] flex-1 items-center gap-2 rounded-md border border-line-strong bg-raised px-2.5 focus-within:border-accent focus-within:shadow-[0_0_0_3px_var(--accent-soft)]"
        >
          <ListFilter className="size-4 flex-none text-ink-3" aria-hidden="true" />
          <input
            ref={input}
            aria-label={t('filterLabel')}
            placeholder={t('filterPlaceholder')}
            value={text}
            data-testid="order-filter"
            onChange={(event) => {
              setText(event.target.value);
              nav.showOrders('all');
            }}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' || event.key === 'Enter') intoList();
              else if (event.key === 'Escape' && text !== '') setText('');
              else return;
              event.preventDefault();
            }}
            className="h-[30px] min-w-0 flex-1 bg-transparent outline-none!"
          />
          {text === '' ? (
            <Kbd>/</Kbd>
          ) : (
            <Button kind="quiet" icon className="min-h-6! w-6!" aria-label={t('clear')} onPress={clear}>
              <X className="size-3.5" aria-hidden="true" />
            </Button>
          )}
        </div>
        <span className="text-ink-3 max-narrow:hidden" role="status">
          {orders.data && !holds ? t('count', { n: total }) : ''}
        </span>
      </TopLine>
      <div className="split" data-open={nav.order !== null}>
        <section ref={turn.list} tabIndex={-1} aria-label={t('title')} className="split-list outline-none!">
          <OrdersView />
          {!holds && <StateChips states={states} onChange={setStates} />}
          {holds ? (
            <HoldBoard />
          ) : orders.error ? (
            <ProblemNote className="m-4" problem={orders.error} onRetry={() => void orders.refetch()} />
          ) : orders.data && items.length === 0 ? (
            <Empty
              icon={<ReceiptText className="size-6" aria-hidden="true" />}
              title={filtered ? t('noMatch') : t('none')}
            >
              <p>{filtered ? t('noMatchHint') : t('noneHint')}</p>
              <Button className="mt-3" onPress={filtered ? clear : () => nav.go('sell')}>
                {filtered ? t('clear') : t('goSell')}
              </Button>
            </Empty>
          ) : (
            <OrderTable
              items={items}
              loading={orders.isPending}
              chosen={nav.order}
              onOpen={nav.openOrder}
              onEnd={() => orders.hasNextPage && !orders.isFetchingNextPage && void orders.fetchNextPage()}
            />
          )}
        </section>
        <aside
          ref={turn.side}
          tabIndex={-1}
          aria-label={t('details')}
          className="orders-detail split-side scroll outline-none!"
        >
          {nav.order ? (
            <OrderDetail key={nav.order} id={nav.order} onBack={() => nav.openOrder(null)} />
          ) : (
            <p className="grid h-full place-items-center p-6 text-center text-ink-3">{t('pick')}</p>
          )}
        </aside>
      </div>
    </>
  );
}
