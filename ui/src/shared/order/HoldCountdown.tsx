import { Timer } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useNow } from '../clock';
import { countdown } from '../format/age';
import { useFormat } from '../format/useFormat';

const TONE = {
  calm: 'bg-accent-soft border-accent-line text-accent',
  warn: 'bg-warn-soft border-warn-line text-warn',
  urgent: 'bg-loss-soft border-loss-line text-loss',
  over: 'bg-loss-soft border-loss-line text-loss',
};

/** What is left of a hold, by the desk's clock. Said aloud only when it becomes pressing. */
export function HoldCountdown({ until, code }: { until: number; code: string }) {
  const t = useTranslations('order');
  const f = useFormat();
  const left = countdown(until, useNow());
  return (
    <div
      data-testid="hold-countdown"
      data-tone={left.tone}
      className={`flex items-center gap-2 rounded-md border px-2.5 py-2 ${TONE[left.tone]}`}
    >
      <Timer className="size-4 flex-none" aria-hidden="true" />
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block font-semibold tabular-nums">
          {left.tone === 'over' ? t('holdOver') : t('heldFor', { left: left.text })}
        </span>
        {left.tone !== 'over' && <span className="text-xs">{t('holdUntil', { time: f.clock(until) })}</span>}
      </span>
      <span className="selectable whitespace-nowrap font-medium">{code}</span>
      <span className="sr-only" role="status">
        {left.tone === 'warn' || left.tone === 'urgent'
          ? t('heldFor', { left: left.tone === 'warn' ? '< 5:00' : '< 1:00' })
          : ''}
      </span>
    </div>
  );
}
