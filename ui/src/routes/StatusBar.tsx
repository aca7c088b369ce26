import { useTranslations } from 'use-intl';
import { useNow } from '../shared/clock';
import { useCustomerView } from '../shared/customerView';
import { ageOf, TONE_CLASS } from '../shared/format/age';
import { useFormat } from '../shared/format/useFormat';
import { Kbd } from '../shared/keys/Kbd';
import { useNav } from '../shared/nav';
import { useAsk } from '../shared/query';
import { PrinterLights } from './PrinterLights';
import { SupplierLight } from './SupplierLight';

/** The truth at a glance: suppliers, orders in between, the catalogue's age. */
export function StatusBar({ onKeys }: { onKeys: () => void }) {
  const t = useTranslations('shell');
  const f = useFormat();
  const nav = useNav();
  // How the desk stands with its suppliers is not for the client.
  const { on: customer } = useCustomerView();
  const now = useNow(15_000);
  const { data: desk, error } = useAsk('get_desk', {});
  const catalogue = desk?.catalogue;
  const tone = catalogue?.fetched_at ? ageOf(catalogue.fetched_at, now).tone : 'fresh';
  const run = desk?.run;
  const link = 'whitespace-nowrap rounded-sm px-0.5 hover:text-ink';
  return (
    <section
      aria-label={t('statusBar')}
      className="col-span-2 flex items-center gap-4 overflow-hidden border-t border-line bg-panel px-3.5 text-xs text-ink-2 max-narrow:gap-3"
    >
      {error && <span className="text-loss">{t('deskGone')}</span>}
      {desk?.suppliers.length === 0 && (
        <button type="button" className={link} onClick={() => nav.openAdmin('suppliers')}>
          {t('noSupplier')}
        </button>
      )}
      {!customer &&
        desk?.suppliers.map((supplier) => (
          <SupplierLight key={supplier.key} supplier={supplier} desk={desk} />
        ))}
      {!customer && <PrinterLights />}
      {desk && !customer && (
        <button
          type="button"
          className={link}
          onClick={() => nav.showOrders('holds')}
          data-testid="status-holds"
        >
          {t('holds', { n: desk.held })}
        </button>
      )}
      {desk && !customer && (
        <button type="button" className={`${link} max-narrow:hidden`} onClick={() => nav.showOrders('all')}>
          {t('fulfilling', { n: f.number(desk.fulfilling) })} ·{' '}
          <span className={desk.unknown > 0 ? 'font-semibold text-warn' : ''}>
            {t('unknown', { n: f.number(desk.unknown) })}
          </span>
        </button>
      )}
      <span className="flex-1" />
      {run && (
        <button
          type="button"
          className={`${link} flex items-center gap-2`}
          onClick={() => nav.openAdmin('refresh')}
        >
          <span className="text-accent">{t('refreshing')}</span>
          <span className="h-1 w-20 overflow-hidden rounded-full bg-line" aria-hidden="true">
            <span
              className={`block h-full bg-accent ${run.expected ? '' : 'pulse w-1/3!'}`}
              style={{
                width: run.expected ? `${Math.min(100, (100 * run.done) / run.expected)}%` : undefined,
              }}
            />
          </span>
          {run.expected
            ? `${Math.floor(Math.min(100, (100 * run.done) / run.expected))} %`
            : f.number(run.done)}
        </button>
      )}
      {catalogue && (
        <button
          type="button"
          className={`${link} max-narrow:hidden`}
          onClick={() => nav.openAdmin('refresh')}
        >
          {catalogue.fetched_at === null ? (
            t('catalogueEmpty')
          ) : (
            <>
              <span className={tone === 'fresh' ? '' : TONE_CLASS[tone]} data-tone={tone}>
                {t('catalogue', { age: f.old(catalogue.fetched_at, now) })}
              </span>{' '}
              · {t('products', { n: f.number(catalogue.products) })}
            </>
          )}
        </button>
      )}
      <button
        type="button"
        className={`${link} flex items-center gap-1.5`}
        onClick={onKeys}
        aria-keyshortcuts="?"
      >
        <Kbd>?</Kbd>
        {t('keys')}
      </button>
    </section>
  );
}
