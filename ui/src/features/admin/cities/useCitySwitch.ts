import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { CityView } from '../../../ipc/bindings';
import { asProblem, useHost } from '../../../ipc/host';
import { useTell } from '../../../shared/components/notices';

const ALL = ['list_cities', { country: null, enabled_only: false }] as const;

/** Switches cities at once, shows it at once, and can take the last switch back. */
export function useCitySwitch() {
  const t = useTranslations('cities');
  const common = useTranslations('common');
  const host = useHost();
  const client = useQueryClient();
  const tell = useTell();
  const apply = async (ids: string[], on: boolean): Promise<boolean> => {
    const before = client.getQueryData<CityView[]>(ALL);
    client.setQueryData<CityView[]>(ALL, (all) =>
      all?.map((c) => (ids.includes(c.id) ? { ...c, enabled: on } : c)),
    );
    try {
      await host.call(on ? 'enable_cities' : 'disable_cities', { ids });
      return true;
    } catch (thrown) {
      client.setQueryData(ALL, before);
      tell({ text: asProblem(thrown).message, tone: 'warn' });
      return false;
    }
  };
  return async (cities: CityView[], on: boolean) => {
    const changed = cities.filter((c) => c.enabled !== on);
    const [first] = changed;
    if (!first) return;
    const ids = changed.map((c) => c.id);
    if (!(await apply(ids, on))) return;
    const undo = async () => {
      if (await apply(ids, !on)) tell({ text: t('undone') });
    };
    tell({
      text: t(on ? 'switchedOn' : 'switchedOff', { n: changed.length, name: first.name }),
      action: { label: common('undo'), run: () => void undo() },
    });
  };
}
