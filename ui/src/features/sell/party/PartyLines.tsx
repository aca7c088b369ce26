import { Minus, Plus } from 'lucide-react';
import { memo } from 'react';
import { Button, Group, Input, NumberField } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { SlotView, VariantView } from '../../../ipc/bindings';
import { timesMoney } from '../../../shared/format/money';
import { useFormat } from '../../../shared/format/useFormat';
import { Kbd } from '../../../shared/keys/Kbd';
import { type Breach, heads, lackOf, maxHeads, maxOf, offerOf, type Party } from '../rules';

type Props = {
  variants: VariantView[];
  letters: Map<string, string>;
  party: Party;
  slot: SlotView | null;
  perOrder: number | null;
  editable: boolean;
  onChange: (party: Party) => void;
};

/** What the description adds; many suppliers only repeat the label. */
function described(variant: VariantView): string | null {
  const text = variant.description;
  return text?.toLowerCase().startsWith(variant.label.toLowerCase()) ? null : text;
}

/** How many of each kind: a letter, a stepper, a number. */
export const PartyLines = memo(function PartyLines({
  variants,
  letters,
  party,
  slot,
  perOrder,
  editable,
  onChange,
}: Props) {
  const t = useTranslations('party');
  const f = useFormat();
  return variants.map((variant) => {
    const count = party[variant.id] ?? 0;
    const offer = offerOf(slot, variant.id);
    const lack = lackOf(slot, variant.id);
    const most = maxOf(variant, slot, perOrder);
    const price = offer?.price?.total;
    const testId = variant.label.toLowerCase().replace(/\s+/g, '-');
    return (
      <div key={variant.id} className="grid grid-cols-[18px_minmax(0,1fr)_auto_64px] items-center gap-2 py-1">
        {letters.has(variant.id) ? <Kbd>{letters.get(variant.id)}</Kbd> : <span />}
        <span className={`min-w-0 leading-tight ${count === 0 ? 'text-ink-2' : ''}`}>
          <span className="block truncate" title={variant.label}>
            {variant.label}
          </span>
          <span className="block truncate text-xs text-ink-3" title={variant.description ?? ''}>
            {lack
              ? t(lack)
              : [
                  price && f.amount(price),
                  count > 0 && count >= most && t('most', { n: f.number(most) }),
                  described(variant),
                ]
                  .filter(Boolean)
                  .join(' · ')}
          </span>
        </span>
        <NumberField
          aria-label={t('count', { label: variant.label })}
          value={count}
          minValue={0}
          maxValue={Math.max(count, most)}
          isDisabled={!editable}
          onChange={(to) => onChange({ ...party, [variant.id]: Number.isNaN(to) ? 0 : to })}
        >
          <Group className="flex h-7 items-center rounded-[6px] border border-line-strong bg-raised data-disabled:opacity-60">
            <Button
              slot="decrement"
              className="grid h-full w-6 place-items-center text-ink-2"
              aria-label={t('fewer', { label: variant.label })}
            >
              <Minus className="size-3" aria-hidden="true" />
            </Button>
            <Input
              data-testid={`party-${testId}`}
              data-stepper=""
              inputMode="numeric"
              className={`h-full w-7 rounded-sm bg-transparent text-center ${count > 0 ? 'font-semibold' : 'text-ink-3'}`}
            />
            <Button
              slot="increment"
              className="grid h-full w-6 place-items-center text-ink-2"
              aria-label={t('more', { label: variant.label })}
            >
              <Plus className="size-3" aria-hidden="true" />
            </Button>
          </Group>
        </NumberField>
        <span className={`text-end ${count === 0 ? 'text-ink-3' : ''}`}>
          {price && count > 0 ? f.amount(timesMoney(price, count)) : '–'}
        </span>
      </div>
    );
  });
});

/** That the party is as large as it may be, before one more key does nothing. */
export function FullNote({ party, slot, perOrder }: Pick<Props, 'party' | 'slot' | 'perOrder'>) {
  const t = useTranslations('party');
  const most = maxHeads(slot, perOrder);
  if (most === null || most === 0 || heads(party) !== most) return null;
  return (
    <p className="mt-1 text-xs text-ink-3" data-testid="party-full">
      {t('limit', { n: String(most) })}
    </p>
  );
}

/** A rule that is broken, as a sentence. */
export function useBreachSentence() {
  const t = useTranslations('party');
  return (breach: Breach): string => {
    if (breach.kind === 'limit') return t('limit', { n: String(breach.most) });
    if (breach.kind === 'limitOf') return t('limitOf', { n: String(breach.most), label: breach.variant });
    if (breach.kind === 'notOffered' || breach.kind === 'soldOut')
      return `${breach.variant}: ${t(breach.kind)}.`;
    return t('validWith', { label: breach.variant, others: breach.others.join(t('or')) });
  };
}
