import {
  CornerDownLeft,
  Eye,
  Keyboard,
  KeyRound,
  LayoutTemplate,
  type LucideIcon,
  Mail,
  Moon,
  Plus,
  Printer,
  ReceiptText,
  RefreshCw,
  Search,
  SlidersHorizontal,
  Tag,
  Timer,
  Zap,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { asProblem, useHost } from '../ipc/host';
import { useTell } from '../shared/components/notices';
import { useCustomerView } from '../shared/customerView';
import { Kbd } from '../shared/keys/Kbd';
import { useNav } from '../shared/nav';
import { toggleTheme } from '../shared/theme/theme';

type Command = { id: string; name: string; keys?: string; Icon: LucideIcon; run: () => void };
type Props = { open: boolean; onClose: () => void; onKeys: () => void };

const looksLikeCode = (text: string) =>
  /^[A-Z0-9]{2,4}-?[A-Z0-9]{1,4}$/i.test(text.trim()) || /^cf-/i.test(text.trim());

function Commands({ onClose, onKeys }: Omit<Props, 'open'>) {
  const t = useTranslations('palette');
  const nav = useNav();
  const host = useHost();
  const tell = useTell();
  const customer = useCustomerView();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const openByName = async (name: string) => {
    try {
      const order = await host.call('get_order', { id: name });
      nav.openOrder(order.card.id);
    } catch (thrown) {
      tell({ text: asProblem(thrown).message, tone: 'warn' });
    }
  };
  const refresh = async (kind: 'refresh' | 'quick_sync' | 'tag_sync') => {
    nav.openAdmin('refresh');
    try {
      await host.call('start_run', { kind, cities: [], max_pages: null });
    } catch (thrown) {
      tell({ text: asProblem(thrown).message, tone: 'warn' });
    }
  };
  const fixed: Command[] = [
    { id: 'search', name: t('search'), keys: '/', Icon: Search, run: nav.askSearch },
    { id: 'new', name: t('newSale'), keys: 'N', Icon: Plus, run: nav.askNewSale },
    { id: 'sell', name: t('goSell'), keys: 'Alt 1', Icon: Search, run: () => nav.go('sell') },
    { id: 'orders', name: t('goOrders'), keys: 'Alt 2', Icon: ReceiptText, run: () => nav.go('orders') },
    { id: 'holds', name: t('goHolds'), Icon: Timer, run: () => nav.showOrders('holds') },
    { id: 'prints', name: t('goPrints'), keys: 'Alt 3', Icon: Printer, run: () => nav.go('prints') },
    { id: 'outbox', name: t('goOutbox'), keys: 'Alt 4', Icon: Mail, run: () => nav.go('outbox') },
    { id: 'admin', name: t('goAdmin'), keys: 'Alt 5', Icon: SlidersHorizontal, run: () => nav.go('admin') },
    { id: 'refresh', name: t('refresh'), Icon: RefreshCw, run: () => void refresh('refresh') },
    { id: 'quick', name: t('quickSync'), Icon: Zap, run: () => void refresh('quick_sync') },
    { id: 'tags', name: t('tagSync'), Icon: Tag, run: () => void refresh('tag_sync') },
    { id: 'printers', name: t('printers'), Icon: Printer, run: nav.showPrinters },
    { id: 'layouts', name: t('layouts'), Icon: LayoutTemplate, run: () => nav.openAdmin('layouts') },
    { id: 'mail', name: t('mail'), Icon: Mail, run: () => nav.openAdmin('mail') },
    { id: 'suppliers', name: t('suppliers'), Icon: KeyRound, run: () => nav.openAdmin('suppliers') },
    { id: 'customer', name: t('customerView'), keys: 'Alt V', Icon: Eye, run: customer.toggle },
    { id: 'theme', name: t('theme'), Icon: Moon, run: toggleTheme },
    { id: 'keys', name: t('keyHelp'), keys: '?', Icon: Keyboard, run: onKeys },
  ];
  const words = text.toLowerCase().trim().split(/\s+/);
  const shown = fixed.filter((c) => words.every((word) => c.name.toLowerCase().includes(word)));
  if (looksLikeCode(text))
    shown.push({
      id: 'order',
      name: t('openOrder', { code: text.trim().toUpperCase() }),
      Icon: ReceiptText,
      run: () => void openByName(text.trim()),
    });
  const current = Math.min(at, shown.length - 1);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    // The dialog gives the focus back first; the command may then take it.
    setTimeout(command.run, 0);
  };
  useEffect(() => {
    document.getElementById(`command-${current}`)?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the palette was asked for
        autoFocus
        role="combobox"
        aria-label={t('title')}
        aria-expanded
        aria-controls="command-list"
        aria-activedescendant={shown.length > 0 ? `command-${current}` : undefined}
        placeholder={t('placeholder')}
        value={text}
        data-testid="palette-input"
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(shown.length - 1, current + 1));
          else if (event.key === 'ArrowUp') setAt(Math.max(0, current - 1));
          else if (event.key === 'Enter') run(shown[current]);
          else return;
          event.preventDefault();
        }}
        className="h-11 w-full flex-none border-b border-line bg-transparent px-4 text-md outline-none!"
      />
      <div
        id="command-list"
        role="listbox"
        aria-label={t('title')}
        tabIndex={-1}
        className="scroll max-h-[352px] p-1.5"
      >
        {shown.map((command, n) => (
          <div
            key={command.id}
            id={`command-${n}`}
            role="option"
            tabIndex={-1}
            aria-selected={n === current}
            onClick={() => run(command)}
            onKeyDown={(event) => event.key === 'Enter' && run(command)}
            onPointerMove={() => setAt(n)}
            className={`flex h-9 items-center gap-3 rounded-md px-2.5 ${n === current ? 'bg-accent-soft' : ''}`}
          >
            <command.Icon
              className={`size-4 ${n === current ? 'text-accent' : 'text-ink-3'}`}
              aria-hidden="true"
            />
            <span className="flex-1">{command.name}</span>
            {command.keys && <Kbd>{command.keys}</Kbd>}
            {n === current && (
              <CornerDownLeft className="size-3.5 text-ink-3 rtl:-scale-x-100" aria-hidden="true" />
            )}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="px-4 pb-4 text-ink-3">{t('empty')}</p>}
    </>
  );
}

/** Everything by its name, on Ctrl+K. */
export function Palette({ open, onClose, onKeys }: Props) {
  const t = useTranslations('palette');
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(now) => !now && onClose()}
      isDismissable
      className="fixed inset-0 z-50 flex justify-center bg-(--scrim) px-4 pt-[12vh]"
    >
      <Modal
        data-modal=""
        className="h-fit max-h-[80vh] w-full max-w-[560px] overflow-hidden rounded-lg border border-line bg-raised shadow-float"
      >
        <AriaDialog aria-label={t('title')} className="flex max-h-[80vh] flex-col outline-none!">
          <Commands onClose={onClose} onKeys={onKeys} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
