import { useTranslations } from 'use-intl';
import type { LayoutMedia } from '../../../../ipc/layout';
import { useFormat } from '../../../../shared/format/useFormat';
import { NumberBox } from './NumberBox';

type Props = { media: LayoutMedia; onChange: (media: LayoutMedia, gesture: string) => void };
const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** The paper itself, while nothing on it is chosen. */
export function SheetProps({ media, onChange }: Props) {
  const t = useTranslations('props');
  const tt = useTranslations('tickets');
  const f = useFormat();
  const put = (more: Partial<LayoutMedia>, gesture: string) => onChange({ ...media, ...more }, gesture);
  const stock = media.kind === 'stock';
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-1 font-semibold">{t('sheet')}</legend>
        <p className="col-span-2 text-ink-2">
          {tt(`paper_${media.kind}`)}
          {!stock &&
            ` · ${f.number(media.width_mm)}${media.height_mm ? ` × ${f.number(media.height_mm)}` : ''} mm`}
        </p>
        {stock && (
          <>
            <NumberBox
              label={t('mm', { what: t('w') })}
              value={media.width_mm}
              least={20}
              most={330}
              onChange={(width_mm) => width_mm !== undefined && put({ width_mm }, 'width')}
            />
            <NumberBox
              label={t('mm', { what: t('h') })}
              value={media.height_mm}
              least={20}
              most={500}
              onChange={(height_mm) => height_mm !== undefined && put({ height_mm }, 'height')}
            />
          </>
        )}
        <NumberBox
          label={t('dpi')}
          value={media.dpi}
          step={1}
          least={150}
          most={1200}
          onChange={(dpi) => dpi !== undefined && put({ dpi: Math.round(dpi) }, 'dpi')}
        />
        {media.kind !== 'thermal80' && (
          <NumberBox
            label={t('perSheet')}
            value={media.per_sheet ?? 1}
            step={1}
            least={1}
            most={10}
            onChange={(n) => put({ per_sheet: n === undefined || n <= 1 ? undefined : Math.round(n) }, 'per')}
          />
        )}
      </fieldset>
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-1 font-semibold">{t('margins')}</legend>
        {SIDES.map((side) => (
          <NumberBox
            key={side}
            label={t('mm', { what: t(side) })}
            value={media.margins_mm[side]}
            most={100}
            onChange={(mm) =>
              mm !== undefined && put({ margins_mm: { ...media.margins_mm, [side]: mm } }, `margin ${side}`)
            }
          />
        ))}
      </fieldset>
    </div>
  );
}
