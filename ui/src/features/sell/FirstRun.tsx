import { Globe, KeyRound, LoaderCircle, MapPin } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { DeskView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { useNav } from '../../shared/nav';

/** The first day: what to do before there is something to sell. `null` once there is. */
export function firstRunStep(desk: DeskView): 'supplier' | 'running' | 'fetch' | 'cities' | null {
  if (desk.catalogue.products > 0 || desk.catalogue.experiences > 0) return null;
  if (desk.run) return 'running';
  if (desk.catalogue.fetched_at !== null) return desk.catalogue.cities_enabled === 0 ? 'cities' : null;
  return desk.suppliers.length === 0 ? 'supplier' : 'fetch';
}

export function FirstRun({ step }: { step: 'supplier' | 'running' | 'fetch' | 'cities' }) {
  const t = useTranslations('firstRun');
  const nav = useNav();
  const face = {
    supplier: {
      Icon: KeyRound,
      title: t('noSupplierTitle'),
      text: t('noSupplierText'),
      action: t('noSupplierDo'),
      tab: 'suppliers',
    },
    fetch: {
      Icon: Globe,
      title: t('emptyTitle'),
      text: t('emptyText'),
      action: t('emptyDo'),
      tab: 'refresh',
    },
    running: {
      Icon: LoaderCircle,
      title: t('runningTitle'),
      text: t('runningText'),
      action: t('emptyDo'),
      tab: 'refresh',
    },
    cities: {
      Icon: MapPin,
      title: t('noCitiesTitle'),
      text: t('noCitiesText'),
      action: t('noCitiesDo'),
      tab: 'cities',
    },
  }[step] as {
    Icon: typeof Globe;
    title: string;
    text: string;
    action: string;
    tab: 'suppliers' | 'refresh' | 'cities';
  };
  return (
    <div className="grid h-full place-items-center p-6">
      <section className="card w-full max-w-[420px] overflow-hidden">
        <div className="flex gap-4 p-5">
          <face.Icon
            className={`mt-0.5 size-6 flex-none text-accent ${step === 'running' ? 'animate-spin' : ''}`}
            aria-hidden="true"
          />
          <div>
            <h1 className="text-lg font-semibold">{face.title}</h1>
            <p className="mt-1 text-ink-2">{face.text}</p>
          </div>
        </div>
        <div className="perforation p-4">
          <Button
            kind="primary"
            big
            autoFocus
            data-testid="first-run-action"
            onPress={() => nav.openAdmin(face.tab)}
          >
            {face.action}
          </Button>
        </div>
      </section>
    </div>
  );
}
