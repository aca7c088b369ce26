import { useTranslations } from 'use-intl';
import { useNow } from '../../../shared/clock';
import { useDeadline } from '../../../shared/order/useDeadline';

type Props = {
  /** The rule in a sentence. */
  rule: string;
  /** The deadline of the chosen time. */
  until: number | null;
  zone: string | null;
};

/** Until when the chosen visit may be cancelled, by the venue's clock and ours; without a time the rule. */
export function Terms({ rule, until, zone }: Props) {
  const t = useTranslations('sell');
  const now = useNow(10_000);
  const deadline = useDeadline();
  if (until === null) return rule;
  const time = deadline(until, zone);
  return (
    <span
      data-testid="cancel-until"
      data-past={until < now || undefined}
      className={until < now ? 'text-warn' : ''}
    >
      {t(until < now ? 'cancelPast' : 'cancelUntil', { time })}
    </span>
  );
}
