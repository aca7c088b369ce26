import { CircleAlert, RotateCw } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Problem } from '../../ipc/bindings';
import { Button } from './Button';

type Props = { problem: Problem; onRetry?: () => void; tone?: 'warn' | 'loss'; className?: string };

/** What went wrong in a sentence, what to do next, and a retry only where it can help. */
export function ProblemNote({ problem, onRetry, tone = 'warn', className = '' }: Props) {
  const t = useTranslations('problem');
  const tones =
    tone === 'loss' ? 'bg-loss-soft border-loss-line text-loss' : 'bg-warn-soft border-warn-line text-warn';
  return (
    <div role="alert" className={`flex gap-2.5 rounded-md border p-3 ${tones} ${className}`}>
      <CircleAlert className="mt-0.5 size-4 flex-none" aria-hidden="true" />
      <div className="min-w-0 flex-1 selectable">
        <p className="font-medium">{problem.message}</p>
        {problem.hint && <p className="mt-0.5 text-ink-2">{problem.hint}</p>}
        {problem.retry === 'later' && <p className="mt-0.5 text-ink-2">{t('later')}</p>}
        <p className="mt-1 text-xs text-ink-3">{problem.code}</p>
        {onRetry && problem.retry !== 'never' && (
          <Button className="mt-2" onPress={onRetry}>
            <RotateCw className="size-3.5" aria-hidden="true" />
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}
