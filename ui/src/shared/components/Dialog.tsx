import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from './Button';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  role?: 'dialog' | 'alertdialog';
  /** What has the focus first; else the dialog itself. */
  first?: RefObject<HTMLElement | null>;
  'data-testid'?: string;
};

/** A dialog over the window; it keeps the keys, gives the focus back, closes with Esc. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  footer,
  wide,
  role = 'dialog',
  first,
  'data-testid': testId,
}: Props) {
  const t = useTranslations('common');
  useEffect(() => {
    if (!open || !first) return;
    // After the dialog took the focus for itself.
    const later = setTimeout(() => first.current?.focus(), 0);
    return () => clearTimeout(later);
  }, [open, first]);
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(now) => !now && onClose()}
      isDismissable={role === 'dialog'}
      className="fixed inset-0 z-50 grid place-items-center bg-(--scrim) p-4"
    >
      <Modal
        data-modal=""
        className={`flex max-h-full w-full flex-col rounded-lg border border-line bg-raised shadow-float ${wide ? 'max-w-[880px]' : 'max-w-[480px]'}`}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none!" data-testid={testId}>
          <header className="flex items-center gap-3 border-b border-line py-2.5 ps-4 pe-2">
            <Heading slot="title" className="flex-1 text-md font-semibold">
              {title}
            </Heading>
            <Button kind="quiet" icon aria-label={t('close')} onPress={onClose}>
              <X className="size-4" aria-hidden="true" />
            </Button>
          </header>
          <div className="scroll min-h-0 flex-1 p-4">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">
              {footer}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
