import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { Picker } from '../../../shared/components/Picker';
import { useFormat } from '../../../shared/format/useFormat';
import { useAsk } from '../../../shared/query';
import type { Find } from './useFind';

type Props = Pick<Find, 'country' | 'city' | 'setCountry' | 'setCity'>;

/** Country, then city: narrows what the list shows. */
export const BrowseBar = memo(function BrowseBar(find: Props) {
  const t = useTranslations('sell');
  const f = useFormat();
  const countries = useAsk('list_countries', {});
  const cities = useAsk('list_cities', { country: find.country, enabled_only: true });
  return (
    <div className="flex flex-none gap-2 border-b border-line px-3 py-2">
      <Picker
        label={t('country')}
        data-testid="browse-country"
        className="flex-1"
        value={find.country ?? ''}
        onChange={(id) => find.setCountry(id || null)}
        options={[
          { id: '', name: t('allCountries') },
          ...(countries.data ?? []).map((c) => ({ id: c.id, name: c.name, note: f.number(c.experiences) })),
        ]}
      />
      <Picker
        label={t('city')}
        data-testid="browse-city"
        className="flex-1"
        value={find.city ?? ''}
        onChange={(id) => find.setCity(id || null)}
        options={[
          { id: '', name: t('allCities') },
          ...(cities.data ?? []).map((c) => ({ id: c.id, name: c.name, note: f.number(c.experiences) })),
        ]}
      />
    </div>
  );
});
