import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { asProblem, useHost } from '../ipc/host';
import { Button } from '../shared/components/Button';
import { Dialog } from '../shared/components/Dialog';
import { useTell } from '../shared/components/notices';
import { useNav } from '../shared/nav';

/** The window is to be closed while places are held: what becomes of them, and one look at them first. */
export function CloseDialog() {
  const t = useTranslations('closing');
  const host = useHost();
  const nav = useNav();
  const tell = useTell();
  const look = useRef<HTMLButtonElement>(null);
  const [held, setHeld] = useState<number | null>(null);
  useEffect(() => host.on('close-asked', (asked) => setHeld(asked.held)), [host]);
  const stay = () => setHeld(null);
  const close = async () => {
    try {
      await host.call('close_window', {});
    } catch (thrown) {
      tell({ text: asProblem(thrown).message, tone: 'warn' });
    }
    stay();
  };
  return (
    <Dialog
      open={held !== null}
      onClose={stay}
      role="alertdialog"
      title={t('title', { n: held ?? 0 })}
      first={look}
      data-testid="close-dialog"
      footer={
        <>
          <Button kind="loss" onPress={() => void close()} data-testid="close-anyway">
            {t('closeAnyway')}
          </Button>
          <Button
            kind="primary"
            ref={look}
            data-testid="close-look"
            onPress={() => {
              stay();
              // The dialog gives the focus back first; the board may then take it.
              setTimeout(() => nav.showOrders('holds'), 0);
            }}
          >
            {t('look')}
          </Button>
        </>
      }
    >
      <p>{t('text', { n: held ?? 0 })}</p>
      <p className="mt-2 text-ink-2">{t('stay')}</p>
    </Dialog>
  );
}
