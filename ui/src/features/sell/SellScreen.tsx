import { MousePointerClick } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Problem, VariantView } from '../../ipc/bindings';
import { Empty, Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { TopLine } from '../../shared/components/TopLine';
import { useKeys } from '../../shared/keys/useKeys';
import { useNav } from '../../shared/nav';
import { isOver } from '../../shared/order/states';
import { TicketPages } from '../../shared/order/TicketPages';
import { useTicketDesk } from '../../shared/paper/useTicketDesk';
import { useAsk } from '../../shared/query';
import { useMedia } from '../../shared/useMedia';
import { useSteady } from '../../shared/useSteady';
import { ExperiencePane } from './choose/ExperiencePane';
import { ProductPane } from './choose/ProductPane';
import { useDays } from './choose/useDays';
import { useLookAgain } from './choose/useLookAgain';
import { FirstRun, firstRunStep } from './FirstRun';
import { FindColumn } from './find/FindColumn';
import { refOf } from './find/item';
import { SearchBox } from './find/SearchBox';
import { useFind } from './find/useFind';
import { useFree } from './free/useFree';
import { PartyColumn } from './party/PartyColumn';
import { breaches, lettersFor, stepParty, sumOf } from './rules';
import { useFavourite } from './shelf/useFavourite';
import { useSale } from './useSale';
import { type Need, needs as needsOf } from './wish';

const FIRST_FIELD: Partial<Record<Need, string>> = {
  first_name: 'customer-first-name',
  last_name: 'customer-last-name',
  email: 'customer-email',
  email_valid: 'customer-email',
  phone: 'customer-phone',
};
const NO_VARIANTS: VariantView[] = [];
const focusTest = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.focus();
type Step = 'find' | 'choose' | 'sell';
/** As narrow as in `.sell-grid`: each step is seen alone. Where it is wider the till has a column of its own. */
const ALONE = '(max-width: 719px)';

/** Find, choose, sell: one line of thought from the first letter to the tickets. */
export function SellScreen({ tools }: { tools?: ReactNode }) {
  const t = useTranslations('sell');
  const to = useTranslations('order');
  const nav = useNav();
  const input = useRef<HTMLInputElement>(null);
  const party = useRef<HTMLElement>(null);
  const [step, setStep] = useState<Step>('find');
  const [wrongEmail, setWrongEmail] = useState(false);
  const desk = useAsk('get_desk', {});
  const refused = useRef<(why: Problem) => void>(() => undefined);
  const state = useSale(useCallback((why) => refused.current(why), []));
  const { sale, dispatch, order } = state;
  const start = state.start;
  const days = useDays(sale.product, sale.day, (day) => chooseDay(day));
  const free = useFree();
  const setFavourite = useFavourite();
  const wishedDay = free.wish?.day ?? null;
  const lookAgain = useLookAgain(days, state, () => setStep('choose'));
  refused.current = (why) => void lookAgain(why);
  const askAgain = useSteady(() => void lookAgain(null));

  const openProduct = useCallback(
    (id: string) => {
      if (!state.editable) start();
      // What was paid for a sale that fell through pays the next one: it goes into the same basket.
      const paid = order && isOver(order.card.state) && order.basket.payments.length > 0;
      if (paid) dispatch({ do: 'order', id: null, basket: order.basket.id });
      dispatch({ do: 'product', id });
      days.begin(id, wishedDay);
      setStep('choose');
    },
    [dispatch, days.begin, start, state.editable, wishedDay, order],
  );
  const find = useFind(
    openProduct,
    useCallback(() => undefined, []),
    free.hidden,
  );
  const toSearch = useCallback(() => {
    setStep('find');
    input.current?.focus();
    input.current?.select();
  }, []);
  const newSale = () => {
    state.start();
    find.reset();
    setWrongEmail(false);
    toSearch();
  };

  const addForClient = () => {
    if (!state.add()) return;
    find.reset();
    toSearch();
  };

  const { product, availability, chosen } = days;
  const answer = chosen.data ?? availability.data;
  const known = answer?.variants;
  const variants = (known && known.length > 0 ? known : product.data?.variants) ?? NO_VARIANTS;
  const letters = useMemo(() => lettersFor(variants), [variants]);
  const perOrder = answer?.max_per_order ?? product.data?.max_per_order ?? null;
  const slot = (sale.day ? chosen.days.get(sale.day)?.slots.find((s) => s.time === sale.time) : null) ?? null;
  const isReady = order?.card.state === 'ready';
  const tickets = useTicketDesk(order && isReady ? order.card.id : null);

  const chooseDay = useSteady((day: string) => {
    if (!state.editable) return;
    if (day !== sale.day) dispatch({ do: 'day', day });
    days.grabSlots();
  });
  const chooseTime = useSteady((time: string | null) => {
    if (!state.editable) return;
    dispatch({ do: 'time', time });
    setStep('sell');
    requestAnimationFrame(() => party.current?.focus());
  });
  const starProduct = useSteady(
    (on: boolean) => sale.product && void setFavourite({ kind: 'product', id: sale.product }, on),
  );
  const starExperience = useSteady(
    (on: boolean) => find.experience && void setFavourite({ kind: 'experience', id: find.experience }, on),
  );
  /** The thing the cursor is on, else the one that is open. */
  const starOf = () => {
    const under = find.active >= 0 ? refOf(find.itemAt(find.active)) : null;
    const card = product.data?.card;
    const ref =
      under ??
      (sale.product && card ? { kind: 'product' as const, id: card.id, favourite: card.favourite } : null);
    if (ref) void setFavourite(ref, !ref.favourite);
  };
  const primary = () => {
    if (state.settles) return void state.settle();
    if (!state.editable) return;
    const missing = needsOf(sale, variants);
    setWrongEmail(missing.includes('email_valid'));
    const first = missing[0];
    if (!first && breaches(sale.party, variants, slot, perOrder).length === 0)
      return void state.hold(variants, sumOf(sale.party, variants, slot, 'total'));
    if (first === 'product') return toSearch();
    if (first === 'day' || first === 'time') {
      setStep('choose');
      return first === 'day' ? days.grabDays() : days.grabSlots();
    }
    setStep('sell');
    const field = first && FIRST_FIELD[first];
    requestAnimationFrame(() => {
      if (field) focusTest(field);
      else if (first === 'visitors') {
        const fields = [...document.querySelectorAll<HTMLInputElement>('[data-testid^="visitor-"]')];
        (fields.find((input) => input.dataset.wanting !== undefined) ?? fields[0])?.focus();
      } else party.current?.focus();
    });
  };

  /** In a narrow window too, one sees where the file went or why not. */
  const withTickets = (act: () => void) => {
    if (!isReady) return;
    setStep('sell');
    act();
  };

  // Wishes from elsewhere: the palette, the key sheet.
  const { searchAsked, newSaleAsked } = nav;
  const answered = useRef(-1);
  const selling = useRef(false);
  selling.current = sale.product !== null;
  useEffect(() => {
    if (answered.current !== searchAsked) toSearch();
    else if (!selling.current) input.current?.focus();
    answered.current = searchAsked;
  }, [searchAsked, toSearch]);
  const latestNewSale = useRef(newSale);
  latestNewSale.current = newSale;
  useEffect(() => {
    if (newSaleAsked > 0) latestNewSale.current();
  }, [newSaleAsked]);
  useEffect(() => {
    if (isReady) setStep('choose');
  }, [isReady]);

  const partyKeys = Object.fromEntries(
    variants.flatMap((variant) => {
      const letter = letters.get(variant.id)?.toLowerCase();
      if (!letter) return [];
      const by = (n: 1 | -1) => () =>
        state.editable && dispatch({ do: 'party', party: stepParty(sale.party, variant, n, slot, perOrder) });
      return [
        [letter, by(1)],
        [`shift+${letter}`, by(-1)],
      ];
    }),
  );
  useKeys({
    ...partyKeys,
    ...state.payment.keys,
    'ctrl+enter': primary,
    'ctrl+p': () => withTickets(tickets.print),
    'ctrl+m': () => withTickets(tickets.mailNow),
    'ctrl+s': () => withTickets(tickets.files.save),
    'ctrl+shift+s': () => withTickets(tickets.files.saveAs),
    'ctrl+o': () => withTickets(tickets.files.open),
    '*': starOf,
    'alt+f': () => free.toggle(Date.now()),
    'alt+g': () => find.setLayout(find.layout === 'grid' ? 'list' : 'grid'),
    '/': toSearch,
    r: () => sale.product && askAgain(),
    n: newSale,
    b: addForClient,
    escape: () => (isReady ? newSale() : toSearch()),
  });

  const alone = useMedia(ALONE);
  const shownStep = step === 'sell' && !alone ? 'choose' : step;
  const first = desk.data ? firstRunStep(desk.data) : null;
  const steps: [Step, string][] = [
    ['find', t('stepFind')],
    // Once it is sold there is nothing to choose: the tickets stand there, and beside them what hands them over.
    ['choose', isReady ? to('tickets') : t('stepChoose')],
    ['sell', isReady ? t('stepHandOver') : t('stepSell')],
  ];
  return (
    <>
      <TopLine end={tools}>
        <SearchBox find={find} inputRef={input} onEscape={() => isReady && newSale()} onStar={starOf} />
      </TopLine>
      {first ? (
        <FirstRun step={first} />
      ) : (
        <div className="sell-grid" data-step={step}>
          <nav aria-label={t('steps')} className="sell-steps">
            {steps.map(([id, name]) => (
              <button
                key={id}
                type="button"
                aria-current={shownStep === id ? 'step' : undefined}
                onClick={() => setStep(id)}
                className="sell-step"
                data-testid={`step-${id}`}
              >
                {name}
              </button>
            ))}
          </nav>
          <section aria-label={t('stepFind')} className="sell-find">
            <FindColumn find={find} free={free} chosen={sale.product} onStar={setFavourite} />
          </section>
          {/* The tickets bring their own name. */}
          <section aria-label={isReady ? undefined : t('stepChoose')} className="sell-choose scroll">
            {order && isReady ? (
              <div className="p-5">
                <TicketPages id={order.card.id} takeFocus />
              </div>
            ) : product.error && sale.product ? (
              <ProblemNote className="m-5" problem={product.error} onRetry={() => void product.refetch()} />
            ) : sale.product && product.data ? (
              <ProductPane
                product={product.data}
                availability={availability}
                chosen={chosen}
                slot={slot}
                onAskAgain={askAgain}
                focused={days.focused}
                onFocusDay={days.setFocused}
                day={sale.day}
                time={sale.time}
                onDay={chooseDay}
                onTime={chooseTime}
                grabDay={days.grabDay}
                grabSlot={days.grabSlot}
                onStar={starProduct}
              />
            ) : sale.product || (find.experience && find.opened.isPending) ? (
              <div className="space-y-3 p-5" aria-hidden="true">
                <Skeleton className="h-6 w-2/3" />
                <Skeleton className="h-4 w-1/2" />
                <Skeleton className="mt-6 h-[280px] w-[272px]" />
              </div>
            ) : find.experience && find.opened.data ? (
              <ExperiencePane experience={find.opened.data} onProduct={openProduct} onStar={starExperience} />
            ) : (
              <Empty
                icon={<MousePointerClick className="size-6" aria-hidden="true" />}
                title={t('pick')}
                className="h-full"
              >
                {t('pickHint')}
              </Empty>
            )}
          </section>
          <aside aria-label={isReady ? t('stepHandOver') : t('stepSell')} className="sell-party">
            <PartyColumn
              state={state}
              variants={variants}
              letters={letters}
              slot={slot}
              perOrder={perOrder}
              wrongEmail={wrongEmail}
              tickets={tickets}
              onPrimary={primary}
              onAdd={addForClient}
              partyRef={party}
            />
          </aside>
        </div>
      )}
    </>
  );
}
