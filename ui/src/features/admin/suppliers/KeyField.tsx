import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../shared/components/Button';

type Props = {
  label: string;
  stored: boolean;
  memory: boolean;
  entering: boolean;
  onEnter: () => void;
  onKeep: () => void;
  children: ReactNode;
};

/** A key that is stored is only named; entering it anew replaces it. */
export function KeyField({ label, stored, memory, entering, onEnter, onKeep, children }: Props) {
  const t = useTranslations('suppliers');
  if (stored && !entering)
    return (
      <div>
        <span className="label">{label}</span>
        <div className="flex min-h-[30px] items-center gap-2 rounded-[6px] border border-line bg-panel ps-2.5 pe-1">
          <KeyRound className="size-3.5 text-good" aria-hidden="true" />
          <span className="flex-1 text-ink-2">{memory ? t('storedMemory') : t('stored')}</span>
          <Button kind="quiet" className="min-h-6!" onPress={onEnter}>
            {t('rotate')}
          </Button>
        </div>
      </div>
    );
  return (
    <div>
      {children}
      {stored && (
        <Button kind="quiet" className="mt-1 min-h-6! px-1.5! text-sm" onPress={onKeep}>
          {t('keep')}
        </Button>
      )}
    </div>
  );
}
