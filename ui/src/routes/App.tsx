import { Eye } from 'lucide-react';
import { Activity, useLayoutEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AdminScreen } from '../features/admin/AdminScreen';
import { OrdersScreen } from '../features/orders/OrdersScreen';
import { OutboxScreen } from '../features/outbox/OutboxScreen';
import { PrintRoom } from '../features/prints/PrintRoom';
import { SellScreen } from '../features/sell/SellScreen';
import { DeskClock } from '../shared/clock';
import { Button } from '../shared/components/Button';
import { Notices } from '../shared/components/notices';
import { CustomerView, useCustomerView } from '../shared/customerView';
import { Kbd } from '../shared/keys/Kbd';
import { useKeys } from '../shared/keys/useKeys';
import { NavProvider, type Screen, useNav } from '../shared/nav';
import { useAsk, useCoreEvents } from '../shared/query';
import { CloseDialog } from './CloseDialog';
import { CustomerBand } from './CustomerBand';
import { HoldWatch } from './HoldWatch';
import { KeySheet } from './KeySheet';
import { Palette } from './Palette';
import { Rail } from './Rail';
import { StatusBar } from './StatusBar';
import { TrainingBand } from './TrainingBand';
import { useDrawn } from './useDrawn';

function Window({ ahead }: { ahead: boolean }) {
  const t = useTranslations('shell');
  const nav = useNav();
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const { data: desk } = useAsk('get_desk', {});
  const customer = useCustomerView();
  useCoreEvents();
  useKeys({
    'ctrl+k': () => setPalette(true),
    '?': () => setSheet(true),
    'alt+v': customer.toggle,
    'alt+1': () => nav.go('sell'),
    'alt+2': () => nav.go('orders'),
    'alt+3': () => nav.go('prints'),
    'alt+4': () => nav.go('outbox'),
    'alt+5': () => nav.go('admin'),
  });
  // WebKit leaves the focus for a while in a field that is hidden, where it would swallow the keys of the new screen.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    const home = focused?.closest<HTMLElement>('[data-screen]')?.dataset.screen;
    if (focused instanceof HTMLElement && home !== undefined && home !== nav.screen) focused.blur();
  }, [nav.screen]);
  /** One set of tools, with the screen that is shown. */
  const toolsOf = (screen: Screen) =>
    nav.screen === screen && (
      <>
        <Button
          kind={customer.on ? 'primary' : 'quiet'}
          aria-pressed={customer.on}
          aria-keyshortcuts="Alt+V"
          onPress={customer.toggle}
          data-testid="customer-view"
          className="max-narrow:px-1.5!"
        >
          <Eye className="size-4" aria-hidden="true" />
          <span className="max-mid:sr-only">{t('customerView')}</span>
        </Button>
        <Button
          kind="quiet"
          onPress={() => setPalette(true)}
          aria-keyshortcuts="Control+K"
          className="max-narrow:hidden"
        >
          {t('commands')}
          <Kbd>Ctrl K</Kbd>
        </Button>
      </>
    );
  const mode = (screen: Screen) => (nav.screen === screen ? 'visible' : 'hidden');
  const drawn = useDrawn(nav.screen, ahead);
  return (
    <div className="grid h-full grid-cols-[56px_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_28px] max-narrow:grid-cols-[48px_minmax(0,1fr)]">
      <div className="col-span-2">
        {desk?.training && <TrainingBand />}
        {customer.on && <CustomerBand />}
      </div>
      <Rail />
      <main className="flex min-h-0 min-w-0 flex-col">
        {/* Screens stay as they were left: nothing typed is lost by looking elsewhere. */}
        <Activity mode={mode('sell')}>
          <div data-screen="sell" className="flex min-h-0 flex-1 flex-col">
            {drawn.has('sell') && <SellScreen tools={toolsOf('sell')} />}
          </div>
        </Activity>
        <Activity mode={mode('orders')}>
          <div data-screen="orders" className="flex min-h-0 flex-1 flex-col">
            {drawn.has('orders') && <OrdersScreen tools={toolsOf('orders')} />}
          </div>
        </Activity>
        <Activity mode={mode('prints')}>
          <div data-screen="prints" className="flex min-h-0 flex-1 flex-col">
            {drawn.has('prints') && <PrintRoom tools={toolsOf('prints')} />}
          </div>
        </Activity>
        <Activity mode={mode('outbox')}>
          <div data-screen="outbox" className="flex min-h-0 flex-1 flex-col">
            {drawn.has('outbox') && <OutboxScreen tools={toolsOf('outbox')} />}
          </div>
        </Activity>
        <Activity mode={mode('admin')}>
          <div data-screen="admin" className="flex min-h-0 flex-1 flex-col">
            {drawn.has('admin') && <AdminScreen tools={toolsOf('admin')} />}
          </div>
        </Activity>
      </main>
      <StatusBar onKeys={() => setSheet(true)} />
      <Palette open={palette} onClose={() => setPalette(false)} onKeys={() => setSheet(true)} />
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
      <CloseDialog />
      <HoldWatch />
    </div>
  );
}

/** `ahead`: whether the other screens are drawn before anybody goes there. */
export function App({ start, ahead = true }: { start?: Screen; ahead?: boolean }) {
  return (
    <DeskClock>
      <NavProvider start={start}>
        <Notices>
          <CustomerView>
            <Window ahead={ahead} />
          </CustomerView>
        </Notices>
      </NavProvider>
    </DeskClock>
  );
}
