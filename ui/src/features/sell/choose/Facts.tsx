import { Accessibility, Clock, type LucideIcon, Smartphone, Ticket, Zap } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { ProductView } from '../../../ipc/bindings';
import { useFormat } from '../../../shared/format/useFormat';

/** What helps to choose, in a line: only what is true and known. */
export function Facts({ product }: { product: ProductView }) {
  const t = useTranslations('sell');
  const f = useFormat();
  const { card } = product;
  const facts: [LucideIcon, string][] = [];
  if (card.skip_line) facts.push([Ticket, t('skipLine')]);
  if (card.smartphone_ticket) facts.push([Smartphone, t('smartphone')]);
  if (card.instant) facts.push([Zap, t('instant')]);
  if (card.duration_minutes)
    facts.push([Clock, t('minutes', { span: f.span(card.duration_minutes * 60_000) })]);
  if (card.wheelchair_access) facts.push([Accessibility, t('wheelchair')]);
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {facts.map(([Icon, word]) => (
        <li key={word} className="flex items-center gap-1.5 whitespace-nowrap">
          <Icon className="size-3.5 text-ink-3" aria-hidden="true" />
          {word}
        </li>
      ))}
    </ul>
  );
}
