import { ArrowRight } from 'lucide-react';
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { DeskView, LightView, SupplierLightView } from '../ipc/bindings';
import { useNow } from '../shared/clock';
import { Age } from '../shared/components/Age';
import { useFormat } from '../shared/format/useFormat';
import { useNav } from '../shared/nav';

const LIGHT: Record<LightView, string> = {
  green: 'bg-good',
  amber: 'bg-warn rounded-[2px]!',
  red: 'bg-loss rotate-45 rounded-none!',
  off: 'border border-ink-3',
};

/** How a supplier stands; pressed, the rest of it: what is wrong, what to do, when the catalogue came and comes. */
export function SupplierLight({ supplier, desk }: { supplier: SupplierLightView; desk: DeskView }) {
  const t = useTranslations('shell');
  const f = useFormat();
  const nav = useNav();
  const now = useNow(15_000);
  const { light } = supplier;
  const word = t(`light_${light}`);
  const answered =
    supplier.last_millis === null ? word : `${word}, ${t('ms', { ms: f.number(supplier.last_millis) })}`;
  const { next_at: next, note } = desk.schedule;
  const facts: [string, React.ReactNode][] = [
    [t('lastAnswer'), answered],
    [t('lastSync'), <Age key="age" at={desk.catalogue.fetched_at} />],
    [
      t('nextSync'),
      next === null ? t('noSync') : next <= now ? t('syncDue') : t('syncIn', { span: f.span(next - now) }),
    ],
  ];
  return (
    <DialogTrigger>
      <Button
        className="flex cursor-default items-center gap-1.5 rounded-sm px-0.5 whitespace-nowrap hover:text-ink"
        data-testid={`light-${supplier.key}`}
      >
        <i className={`inline-block size-[7px] rounded-full ${LIGHT[light]}`} aria-hidden="true" />
        {supplier.name}
        <span className="sr-only">{word}</span>
        <span className={light === 'red' ? 'text-loss' : 'text-ink-3'}>
          {light === 'red' || light === 'off'
            ? word
            : supplier.last_millis !== null
              ? t('ms', { ms: f.number(supplier.last_millis) })
              : ''}
        </span>
      </Button>
      <Popover
        data-modal=""
        offset={8}
        placement="top start"
        className="w-[300px] rounded-lg border border-line-strong bg-raised shadow-float"
      >
        <Dialog className="p-3.5 outline-none!" data-testid={`light-more-${supplier.key}`}>
          {({ close }) => (
            <>
              <Heading slot="title" className="mb-2 font-semibold">
                {supplier.name}
              </Heading>
              {(supplier.message || light === 'red' || light === 'amber') && (
                <p
                  className={`mb-2 rounded-md border px-2.5 py-1.5 ${light === 'red' ? 'border-loss-line bg-loss-soft text-loss' : 'border-warn-line bg-warn-soft text-warn'}`}
                >
                  {supplier.message && <span className="block font-medium">{supplier.message}</span>}
                  <span className="block text-ink-2">{t(`light_do_${light}`)}</span>
                </p>
              )}
              <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
                {facts.map(([name, value]) => (
                  <div key={name} className="contents">
                    <dt className="text-ink-3">{name}</dt>
                    <dd className="text-end">{value}</dd>
                  </div>
                ))}
              </dl>
              {note && <p className="mt-2 text-sm text-warn">{note}</p>}
              <div className="mt-3 flex gap-1.5">
                {(['refresh', 'suppliers'] as const).map((tab) => (
                  <Button
                    key={tab}
                    className="btn flex-1"
                    onPress={() => {
                      close();
                      nav.openAdmin(tab);
                    }}
                  >
                    {t(tab === 'refresh' ? 'toRefresh' : 'toSuppliers')}
                    <ArrowRight className="size-3.5 rtl:rotate-180" aria-hidden="true" />
                  </Button>
                ))}
              </div>
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
