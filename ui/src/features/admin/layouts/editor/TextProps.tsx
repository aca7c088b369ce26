import { useTranslations } from 'use-intl';
import {
  ALIGNS,
  COLORS,
  type FieldElement,
  ROTATIONS,
  type TextElement,
  type Typesetting,
  VERTICALS,
  WEIGHTS,
} from '../../../../ipc/layout';
import { NumberBox } from './NumberBox';
import { Choice, Tick } from './parts';

type Props = {
  body: FieldElement | TextElement;
  onChange: (set: Typesetting, gesture: string) => void;
};

/** What is as usual is left out of the file. */
const unless = <T,>(usual: T, value: T) => (value === usual ? undefined : value);

/** How a text is set. */
export function TextProps({ body, onChange }: Props) {
  const t = useTranslations('props');
  const { set } = body;
  const { font } = set;
  const put = (more: Partial<Typesetting>, gesture = 'set') => {
    const kept = Object.entries({ ...set, ...more }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(kept) as Typesetting, gesture);
  };
  const putFont = (more: Partial<Typesetting['font']>, gesture: string) => {
    const kept = Object.entries({ ...font, ...more }).filter(([, value]) => value !== undefined);
    put({ font: Object.fromEntries(kept) as Typesetting['font'] }, gesture);
  };
  return (
    <fieldset className="grid grid-cols-2 gap-2">
      <legend className="mb-1 font-semibold">{t('font')}</legend>
      <NumberBox
        label={t('pt', { what: t('size') })}
        value={font.size_pt}
        least={1}
        most={144}
        onChange={(size_pt) => size_pt !== undefined && putFont({ size_pt }, 'size')}
        testId="prop-size"
      />
      <NumberBox
        label={t('pt', { what: t('smallest') })}
        value={font.smallest_pt}
        least={1}
        most={font.size_pt}
        empty={String(font.size_pt)}
        onChange={(smallest_pt) => putFont({ smallest_pt }, 'smallest')}
      />
      <Choice
        label={t('weight')}
        value={font.weight ?? 'regular'}
        options={WEIGHTS.map((id) => ({ id, name: t(`weight_${id}`) }))}
        onChange={(weight) => putFont({ weight: unless('regular', weight) }, 'weight')}
      />
      <Choice
        label={t('color')}
        value={set.color ?? 'ink'}
        options={COLORS.map((id) => ({ id, name: t(`color_${id}`) }))}
        onChange={(color) => put({ color: unless('ink', color) })}
      />
      <Choice
        label={t('align')}
        value={set.align ?? 'start'}
        options={ALIGNS.map((id) => ({ id, name: t(`align_${id}`) }))}
        onChange={(align) => put({ align: unless('start', align) })}
      />
      <Choice
        label={t('vertical')}
        value={set.vertical ?? 'top'}
        options={VERTICALS.map((id) => ({ id, name: t(`vertical_${id}`) }))}
        onChange={(vertical) => put({ vertical: unless('top', vertical) })}
      />
      <NumberBox
        label={t('lines')}
        value={set.max_lines}
        step={1}
        least={1}
        most={255}
        empty={t('asMany')}
        onChange={(lines) => put({ max_lines: lines && Math.round(lines) }, 'lines')}
      />
      <Choice
        label={t('rotation')}
        value={String(set.rotation ?? 0)}
        options={ROTATIONS.map((n) => ({ id: String(n), name: t('degrees', { n: String(n) }) }))}
        onChange={(to) => put({ rotation: unless(0, Number(to) as 0 | 90 | 180 | 270) })}
      />
      <Tick
        label={t('follows')}
        on={set.follows ?? false}
        onChange={(on) => put({ follows: on || undefined })}
      />
    </fieldset>
  );
}
