import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../../shared/components/Button';
import { Dialog } from '../../../../shared/components/Dialog';

type Props = { name: string; open: boolean; onStay: () => void; onDrop: () => void; onSave: () => void };

/** What is not saved would be gone. */
export function GuardDialog({ name, open, onStay, onDrop, onSave }: Props) {
  const t = useTranslations('editor');
  const save = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onStay}
      role="alertdialog"
      first={save}
      title={t('guardTitle', { name })}
      data-testid="guard"
      footer={
        <>
          <Button onPress={onStay}>{t('guardStay')}</Button>
          <Button kind="loss" onPress={onDrop} data-testid="guard-drop">
            {t('guardDrop')}
          </Button>
          <Button kind="primary" ref={save} onPress={onSave} data-testid="guard-save">
            {t('guardSave')}
          </Button>
        </>
      }
    >
      {t('guardText')}
    </Dialog>
  );
}
