import { TriangleAlert } from 'lucide-react';
import type { Ref } from 'react';
import { useTranslations } from 'use-intl';
import type { CustomerView, SlotView, VariantView } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';
import type { TicketDesk } from '../../../shared/paper/useTicketDesk';
import { useSteady } from '../../../shared/useSteady';
import { breaches, heads, type Party, sumOf } from '../rules';
import type { SaleState } from '../useSale';
import { namesOf, needs as needsOf } from '../wish';
import { BasketLines } from './BasketLines';
import { CustomerForm } from './CustomerForm';
import { HeldSummary } from './HeldSummary';
import { FullNote, PartyLines, useBreachSentence } from './PartyLines';
import { Till } from './Till';
import { VisitorFields } from './VisitorFields';

type Props = {
  state: SaleState;
  variants: VariantView[];
  letters: Map<string, string>;
  slot: SlotView | null;
  perOrder: number | null;
  wrongEmail: boolean;
  tickets: TicketDesk;
  onPrimary: () => void;
  onAdd: () => void;
  partyRef: Ref<HTMLElement>;
};

/** Right sells: who comes along, who buys, and below the perforation what it costs and the next step. */
export function PartyColumn({
  state,
  variants,
  letters,
  slot,
  perOrder,
  wrongEmail,
  tickets,
  onPrimary,
  onAdd,
  partyRef,
}: Props) {
  const t = useTranslations('party');
  const f = useFormat();
  const sentence = useBreachSentence();
  const { sale, dispatch, editable } = state;
  // Each field is drawn again for itself: the steppers not with every letter of a name.
  const changeParty = useSteady((party: Party) => dispatch({ do: 'party', party }));
  const changeCustomer = useSteady((field: keyof CustomerView, value: string) =>
    dispatch({ do: 'customer', field, value }),
  );
  const takeClient = useSteady((customer: CustomerView) => dispatch({ do: 'client', customer }));
  const broken = breaches(sale.party, variants, slot, perOrder);
  const needs = needsOf(sale, variants);
  const part = (of: 'total' | 'booking_fee' | 'commission') => sumOf(sale.party, variants, slot, of);
  const { basket, order } = state;
  const listed = basket && (basket.orders.length > 1 || !order) ? basket : null;
  /** Of several lines, one is shown that was not chosen here: then there is nothing to choose. */
  const elsewhere = order !== null && sale.product === null;
  const fee = part('booking_fee');
  const when = sale.day ? [f.day(sale.day), sale.time].filter(Boolean).join(' · ') : '';
  return (
    <div className="sale-column h-full">
      <div className="scroll sale-top min-h-0 px-3.5 pt-3 pb-4">
        {listed && (
          <BasketLines
            basket={listed}
            shown={order?.card.id ?? null}
            failures={state.failures}
            onShow={state.show}
          />
        )}
        {order && !editable ? (
          // Nothing of it can be changed now: it stands there short, so that it stays whole above the perforation.
          <HeldSummary order={order} alone={!listed} visitors={namesOf(sale, variants)} />
        ) : (
          <>
            <section
              hidden={elsewhere}
              ref={partyRef}
              tabIndex={-1}
              aria-label={t('title')}
              className="-mx-1.5 rounded-md px-1.5"
              onKeyDown={(event) => {
                if (
                  event.key !== 'Enter' ||
                  event.ctrlKey ||
                  (event.target as HTMLElement).tagName === 'BUTTON'
                )
                  return;
                document.querySelector<HTMLElement>('[data-testid="customer-first-name"]')?.focus();
                event.preventDefault();
              }}
            >
              <header className="mb-1 flex items-baseline justify-between">
                <h2 className="font-semibold">{t('title')}</h2>
                <span className="text-ink-3">{when}</span>
              </header>
              {variants.length > 0 ? (
                <PartyLines
                  variants={variants}
                  letters={letters}
                  party={sale.party}
                  slot={slot}
                  perOrder={perOrder}
                  editable={editable}
                  onChange={changeParty}
                />
              ) : (
                <p className="py-2 text-ink-3">{sale.product ? t('waitForDay') : t('none')}</p>
              )}
              <FullNote party={sale.party} slot={slot} perOrder={perOrder} />
              {variants
                .filter((variant) => variant.cancellation && (sale.party[variant.id] ?? 0) > 0)
                .map((variant) => (
                  <p key={variant.id} className="mt-1 text-xs text-warn">
                    {variant.label}: {variant.cancellation}
                  </p>
                ))}
              <div role="status">
                {broken.map((breach) => (
                  <p
                    key={sentence(breach)}
                    className="mt-1 flex gap-1.5 rounded-sm bg-warn-soft px-2 py-1 text-warn"
                  >
                    <TriangleAlert className="mt-0.5 size-3.5 flex-none" aria-hidden="true" />
                    {sentence(breach)}
                  </p>
                ))}
              </div>
            </section>
            <CustomerForm
              customer={sale.customer}
              editable={editable}
              wrong={wrongEmail}
              onChange={changeCustomer}
              onTake={takeClient}
            />
            <VisitorFields
              variants={variants}
              party={sale.party}
              visitors={sale.visitors}
              extras={sale.extras}
              editable={editable}
              onChange={dispatch}
            />
          </>
        )}
      </div>
      <div className="perforation sale-till">
        <Till
          state={state}
          sums={{
            count: heads(sale.party),
            total: part('total'),
            fee: fee && fee.minor > 0 ? fee : null,
            commission: part('commission'),
            timed: sale.time !== undefined,
          }}
          needs={needs}
          ready={needs.length === 0 && broken.length === 0}
          tickets={tickets}
          onPrimary={onPrimary}
          onAdd={onAdd}
        />
      </div>
    </div>
  );
}
