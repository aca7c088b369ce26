import { useTranslations } from 'use-intl';
import type { LightView, SupplierLightView } from '../ipc/bindings';
import { useNow } from '../shared/clock';
import { ageOf } from '../shared/format/age';
import { useFormat } from '../shared/format/useFormat';
import { Kbd } from '../shared/keys/Kbd';
import { useNav } from '../shared/nav';
import { useAsk } from '../shared/query';

const LIGHT: Record<LightView, string> = {
  green: 'bg-good',
  amber: 'bg-warn rounded-[2px]!',
  red: 'bg-loss rotate-45 rounded-none!',
  off: 'border border-ink-3',
};

function Light({ supplier }: { supplier: SupplierLightView }) {
  const t = useTranslations('shell');
  const f = useFormat();
  const word = t(`light_${supplier.light}`);
  return (
    <span
      className="flex items-center gap-1.5 whitespace-nowrap"
      title={supplier.message ?? word}
      data-testid={`light-${supplier.key}`}
    >
      <i className={`inline-block size-[7px] rounded-full ${LIGHT[supplier.light]}`} aria-hidden="true" />
      {supplier.name}
      <span className="sr-only">{word}</span>
      <span className={supplier.light === 'red' ? 'text-loss' : 'text-ink-3'}>
        {supplier.light === 'red' || supplier.light === 'off'
          ? word
          : supplier.last_millis !== null
            ? t('ms', { ms: f.number(supplier.last_millis) })
            : ''}
      </span>
    </span>
  );
}

/** The truth at a glance: suppliers, orders in between, the catalogue's age. */
export function StatusBar({ onKeys }: { onKeys: () => void }) {
  const t = useTranslations('shell');
  const f = useFormat();
  const nav = useNav();
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
      {desk?.suppliers.map((supplier) => (
        <Light key={supplier.key} supplier={supplier} />
      ))}
      {desk && (
        <button type="button" className={link} onClick={() => nav.go('orders')}>
          {t('holds', { n: desk.held })} · {t('fulfilling', { n: f.number(desk.fulfilling) })} ·{' '}
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
              <span className={tone === 'fresh' ? '' : 'text-warn'}>
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
