import { CircleAlert, LockKeyhole, ShieldCheck } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { KeyringView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';

/** What keeps something in the keyring: a supplier, or the mail server. */
type Props = {
  supplier: { keyring: KeyringView; keyring_message: string | null };
  onLook: () => void;
};

/** How the keyring stands, and what to do when it does not answer. Keys never go anywhere else. */
export function KeyringNote({ supplier, onLook }: Props) {
  const t = useTranslations('suppliers');
  const { keyring } = supplier;
  if (keyring === 'ready' || keyring === 'memory')
    return (
      <p className="flex items-center gap-2 text-ink-2" data-testid="keyring-state" data-keyring={keyring}>
        <ShieldCheck
          className={`size-4 ${keyring === 'ready' ? 'text-good' : 'text-warn'}`}
          aria-hidden="true"
        />
        {t(`keyring_${keyring}`)}
      </p>
    );
  return (
    <div
      role="alert"
      data-testid="keyring-state"
      data-keyring={keyring}
      className="flex gap-2.5 rounded-md border border-warn-line bg-warn-soft p-3 text-warn"
    >
      {keyring === 'locked' ? (
        <LockKeyhole className="mt-0.5 size-4 flex-none" aria-hidden="true" />
      ) : (
        <CircleAlert className="mt-0.5 size-4 flex-none" aria-hidden="true" />
      )}
      <div className="flex-1">
        <p className="font-semibold">{t(`keyring_${keyring}`)}</p>
        <p className="text-ink-2">{supplier.keyring_message ?? t(`keyringNext_${keyring}`)}</p>
      </div>
      <Button onPress={onLook}>{t('lookAgain')}</Button>
    </div>
  );
}
