import { useTranslations } from 'use-intl';
import { useNow } from '../clock';
import { countdown } from '../format/age';

const TONE = { calm: 'text-ink-2', warn: 'text-warn', urgent: 'text-loss', over: 'text-loss' };

/** What is left of a hold, small: calm, amber under five minutes, red under one. */
export function HoldLeft({ until, className = '' }: { until: number; className?: string }) {
  const t = useTranslations('order');
  const left = countdown(until, useNow());
  return (
    <span
      data-tone={left.tone}
      className={`text-sm whitespace-nowrap tabular-nums ${TONE[left.tone]} ${className}`}
    >
      {left.tone === 'over' ? t('holdEnded') : left.text}
    </span>
  );
}
