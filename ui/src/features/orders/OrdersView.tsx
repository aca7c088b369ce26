import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../shared/format/useFormat';
import { heard } from '../../shared/keys/heard';
import { Kbd } from '../../shared/keys/Kbd';
import { useNav, type OrdersView as View } from '../../shared/nav';
import { useAsk } from '../../shared/query';

/** All orders, or the holds alone. */
export function OrdersView() {
  const t = useTranslations('holds');
  const f = useFormat();
  const nav = useNav();
  const { data: holds } = useAsk('list_holds', {});
  return (
    <div className="flex h-10 flex-none items-center gap-2 border-b border-line px-3">
      <ToggleButtonGroup
        aria-label={t('views')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[nav.ordersView]}
        onSelectionChange={(keys) => nav.showOrders([...keys][0] as View)}
        className="segments"
      >
        <ToggleButton id="all" className="segment min-h-[24px]! px-3!" data-testid="all-view">
          {t('all')}
        </ToggleButton>
        <ToggleButton
          id="holds"
          className="segment num min-h-[24px]! px-3!"
          data-testid="holds-view"
          render={heard('H')}
        >
          {holds ? t('holds', { n: f.number(holds.length) }) : t('title')}
        </ToggleButton>
      </ToggleButtonGroup>
      <Kbd>H</Kbd>
    </div>
  );
}
