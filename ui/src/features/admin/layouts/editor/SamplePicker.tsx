import { useTranslations } from 'use-intl';
import type { SampleView } from '../../../../ipc/bindings';
import { Picker } from '../../../../shared/components/Picker';

const SAMPLES: SampleView[] = ['normal', 'long_names', 'right_to_left', 'twelve', 'no_code'];

/** Which ticket is tried. */
export function SamplePicker({
  sample,
  onSample,
}: {
  sample: SampleView;
  onSample: (sample: SampleView) => void;
}) {
  const t = useTranslations('editor');
  return (
    <Picker
      label={t('sample')}
      className="w-40"
      value={sample}
      onChange={(to) => onSample(to as SampleView)}
      data-testid="sample"
      options={SAMPLES.map((id) => ({ id, name: t(`sample_${id}`) }))}
    />
  );
}
