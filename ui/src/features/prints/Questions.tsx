import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { PrintJobView } from '../../ipc/bindings';
import { useTell } from '../../shared/components/notices';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useFormat } from '../../shared/format/useFormat';
import { useKeys } from '../../shared/keys/useKeys';
import { DoubtButtons, useDoubtWords } from '../../shared/paper/DoubtQuestion';
import { useAnswerPrint } from '../../shared/paper/useAnswerPrint';

/** What only a person at the printer can tell, one after the other: Y or N answers the first. */
export function Questions({ jobs }: { jobs: PrintJobView[] }) {
  const t = useTranslations('doubt');
  const f = useFormat();
  const tell = useTell();
  const words = useDoubtWords();
  const answer = useAnswerPrint();
  const [first] = jobs;
  const say = (job: PrintJobView | undefined, onPaper: boolean) => {
    if (!job || answer.isPending) return;
    answer.mutate(
      { job: job.id, on_paper: onPaper },
      {
        onSuccess: () => {
          const [ticket] = job.tickets;
          const code = f.ltr(job.code);
          const text = ticket
            ? t(onPaper ? 'answered' : 'notAnswered', { n: String(ticket.number), code })
            : t(onPaper ? 'answeredCover' : 'notAnsweredCover', { code });
          tell({ text });
        },
      },
    );
  };
  useKeys({ y: () => say(first, true), n: () => say(first, false) }, jobs.length > 0);
  if (!first) return null;
  return (
    <section
      aria-label={t('title')}
      className="flex-none border-b border-warn-line bg-warn-soft"
      data-testid="questions"
    >
      <ul className="scroll max-h-[176px] divide-y divide-warn-line/60">
        {jobs.map((job) => (
          <li
            key={job.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2 text-warn max-narrow:px-2"
            data-testid="question"
          >
            <CircleHelp className="size-4 flex-none" aria-hidden="true" />
            <span className="min-w-[24ch] flex-1">
              <span className="block font-semibold">{words(job)}</span>
              <span className="block text-sm text-ink-2">
                <bdi>
                  {[job.customer_name, job.printer, f.clock(job.updated_at), job.note]
                    .filter(Boolean)
                    .join(' · ')}
                </bdi>
              </span>
            </span>
            <DoubtButtons
              job={job}
              busy={answer.isPending}
              keys={job === first}
              onAnswer={(onPaper) => say(job, onPaper)}
            />
          </li>
        ))}
      </ul>
      {answer.error && <ProblemNote className="m-2" problem={answer.error} />}
    </section>
  );
}
