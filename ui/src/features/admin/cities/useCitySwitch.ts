import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { CityView } from '../../../ipc/bindings';
import { asProblem, useHost } from '../../../ipc/host';
import { useTell } from '../../../shared/components/notices';

const ALL = ['list_cities', { country: null, enabled_only: false }] as const;

/** What each city should be. */
export type Wish = { id: string; on: boolean };

/** Switches cities at once, shows it at once, and can put back exactly what was. */
export function useCitySwitch() {
  const t = useTranslations('cities');
  const common = useTranslations('common');
  const host = useHost();
  const client = useQueryClient();
  const tell = useTell();
  /** Only what differs is told to the core: those to switch on, then those to switch off. */
  const apply = async (wishes: Wish[]): Promise<CityView[] | null> => {
    const before = client.getQueryData<CityView[]>(ALL) ?? [];
    const wanted = new Map(wishes.map(({ id, on }) => [id, on]));
    const differing = before.filter((city) => wanted.has(city.id) && wanted.get(city.id) !== city.enabled);
    if (differing.length === 0) return [];
    client.setQueryData<CityView[]>(ALL, (all) =>
      all?.map((city) => ({ ...city, enabled: wanted.get(city.id) ?? city.enabled })),
    );
    try {
      const on = differing.filter((city) => !city.enabled).map((city) => city.id);
      const off = differing.filter((city) => city.enabled).map((city) => city.id);
      if (on.length > 0) await host.call('enable_cities', { ids: on });
      if (off.length > 0) await host.call('disable_cities', { ids: off });
      return differing;
    } catch (thrown) {
      client.setQueryData(ALL, before);
      // One of two calls may have worked: what is true now is asked anew.
      void client.invalidateQueries({ queryKey: ALL });
      tell({ text: asProblem(thrown).message, tone: 'warn' });
      return null;
    }
  };
  return async (wishes: Wish[]) => {
    const changed = await apply(wishes);
    const [first] = changed ?? [];
    if (!changed || !first) return;
    const on = changed.filter((city) => !city.enabled).length;
    const off = changed.length - on;
    const undo = async () => {
      const back = await apply(changed.map((city) => ({ id: city.id, on: city.enabled })));
      if (back) tell({ text: t('undone') });
    };
    tell({
      text:
        on > 0 && off > 0
          ? t('switchedBoth', { on: String(on), off: String(off) })
          : t(on > 0 ? 'switchedOn' : 'switchedOff', { n: changed.length, name: first.name }),
      action: { label: common('undo'), run: () => void undo() },
    });
  };
}
