import { useTranslations } from 'use-intl';
import type { PrintJobView } from '../../ipc/bindings';
import { Button } from '../components/Button';
import { useFormat } from '../format/useFormat';
import { ranges } from './state';

/** What only a person can tell: whether the sheet is on paper. */
export function useDoubtWords() {
  const t = useTranslations('doubt');
  const f = useFormat();
  return (job: PrintJobView) => {
    const code = f.ltr(job.code);
    const [first] = job.tickets;
    if (!first) return t('cover', { code });
    if (job.tickets.length > 1)
      return t('several', { which: ranges(job.tickets.map(({ number }) => number)), code });
    const { number, of, copy } = first;
    if (copy > 1) return t('copy', { copy: String(copy), n: String(number), code });
    return t('one', { n: String(number), of: String(of), code });
  };
}

type Props = {
  job: PrintJobView;
  busy: boolean;
  /** The answer keys work here now. */
  keys?: boolean;
  onAnswer: (onPaper: boolean) => void;
};

export function DoubtButtons({ job, busy, keys, onAnswer }: Props) {
  const t = useTranslations('doubt');
  return (
    <span className="flex flex-none gap-1.5">
      <Button
        keys={keys ? 'Y' : undefined}
        isDisabled={busy}
        onPress={() => onAnswer(true)}
        data-testid="doubt-yes"
        data-job={job.id}
      >
        {t('yes')}
      </Button>
      <Button
        keys={keys ? 'N' : undefined}
        isDisabled={busy}
        onPress={() => onAnswer(false)}
        data-testid="doubt-no"
      >
        {t('no')}
      </Button>
    </span>
  );
}
