import { useTranslations } from 'use-intl';
import { Button } from '../../../shared/components/Button';
import { Dialog } from '../../../shared/components/Dialog';

type Props = { open: boolean; onClose: () => void; onRelease: () => void };

/** Asks before places go back on sale. */
export function ReleaseDialog({ open, onClose, onRelease }: Props) {
  const t = useTranslations('party');
  const common = useTranslations('common');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('releaseTitle')}
      role="alertdialog"
      footer={
        <>
          <Button onPress={onClose}>{common('cancel')}</Button>
          <Button
            kind="loss"
            onPress={() => {
              onClose();
              onRelease();
            }}
          >
            {t('releaseDo')}
          </Button>
        </>
      }
    >
      {t('releaseText')}
    </Dialog>
  );
}
