import { Activity, useLayoutEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { AdminScreen } from '../features/admin/AdminScreen';
import { OrdersScreen } from '../features/orders/OrdersScreen';
import { SellScreen } from '../features/sell/SellScreen';
import { DeskClock } from '../shared/clock';
import { Button } from '../shared/components/Button';
import { Notices } from '../shared/components/notices';
import { Kbd } from '../shared/keys/Kbd';
import { useKeys } from '../shared/keys/useKeys';
import { NavProvider, type Screen, useNav } from '../shared/nav';
import { useAsk, useCoreEvents } from '../shared/query';
import { KeySheet } from './KeySheet';
import { Palette } from './Palette';
import { Rail } from './Rail';
import { StatusBar } from './StatusBar';
import { TrainingBand } from './TrainingBand';

function Window() {
  const t = useTranslations('shell');
  const nav = useNav();
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const { data: desk } = useAsk('get_desk', {});
  useCoreEvents();
  useKeys({
    'ctrl+k': () => setPalette(true),
    '?': () => setSheet(true),
    'alt+1': () => nav.go('sell'),
    'alt+2': () => nav.go('orders'),
    'alt+3': () => nav.go('admin'),
  });
  // WebKit leaves the focus for a while in a field that is hidden, where it would swallow the keys of the new screen.
  useLayoutEffect(() => {
    const focused = document.activeElement;
    const home = focused?.closest<HTMLElement>('[data-screen]')?.dataset.screen;
    if (focused instanceof HTMLElement && home !== undefined && home !== nav.screen) focused.blur();
  }, [nav.screen]);
  const tools = (
    <Button
      kind="quiet"
      onPress={() => setPalette(true)}
      aria-keyshortcuts="Control+K"
      className="max-narrow:hidden"
    >
      {t('commands')}
      <Kbd>Ctrl K</Kbd>
    </Button>
  );
  const mode = (screen: Screen) => (nav.screen === screen ? 'visible' : 'hidden');
  return (
    <div className="grid h-full grid-cols-[56px_minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_28px] max-narrow:grid-cols-[48px_minmax(0,1fr)]">
      {desk?.training ? <TrainingBand /> : <div className="col-span-2" />}
      <Rail />
      <main className="flex min-h-0 min-w-0 flex-col">
        {/* Screens stay as they were left: nothing typed is lost by looking elsewhere. */}
        <Activity mode={mode('sell')}>
          <div data-screen="sell" className="flex min-h-0 flex-1 flex-col">
            <SellScreen tools={tools} />
          </div>
        </Activity>
        <Activity mode={mode('orders')}>
          <div data-screen="orders" className="flex min-h-0 flex-1 flex-col">
            <OrdersScreen tools={tools} />
          </div>
        </Activity>
        <Activity mode={mode('admin')}>
          <div data-screen="admin" className="flex min-h-0 flex-1 flex-col">
            <AdminScreen tools={tools} />
          </div>
        </Activity>
      </main>
      <StatusBar onKeys={() => setSheet(true)} />
      <Palette open={palette} onClose={() => setPalette(false)} onKeys={() => setSheet(true)} />
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
    </div>
  );
}

export function App({ start }: { start?: Screen }) {
  return (
    <DeskClock>
      <NavProvider start={start}>
        <Notices>
          <Window />
        </Notices>
      </NavProvider>
    </DeskClock>
  );
}
