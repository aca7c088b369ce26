import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { TicketEventView } from '../../ipc/bindings';
import { useNow } from '../../shared/clock';
import { Button } from '../../shared/components/Button';
import { Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { countdown } from '../../shared/format/age';
import { useFormat } from '../../shared/format/useFormat';
import { enPaper } from '../../shared/i18n/en.paper';
import { useNav } from '../../shared/nav';
import { useAct, useAsk } from '../../shared/query';

const SHOWN = 40;
type Known = Extract<keyof typeof enPaper.outbox, `event_${string}`>;
const isKnown = (key: string): key is Known => key in enPaper.outbox;

/** Where events go, how far behind each is, and the last of them. */
export function EventsSide() {
  const t = useTranslations('outbox');
  const f = useFormat();
  const nav = useNav();
  const now = useNow();
  const client = useQueryClient();
  const sinks = useAsk('list_sinks', {}, { staleTime: 0, refetchInterval: 15_000 });
  const events = useAsk('list_events', { since: null, limit: SHOWN }, { staleTime: 0 });
  const file = useAct('set_event_file', {
    onSuccess: (all) => client.setQueryData(['list_sinks', {}], all),
  });
  const hasFile = sinks.data?.some((sink) => sink.name === 'file') ?? false;
  const word = (event: TicketEventView) => {
    const key = `event_${event.kind}`;
    return isKnown(key) ? t(key) : event.kind;
  };
  return (
    <div className="flex flex-col gap-5 p-4 max-narrow:p-3">
      <section aria-label={t('sinks')}>
        <h2 className="font-semibold">{t('events')}</h2>
        <p className="mb-2 text-sm text-ink-3">{t('eventsHint')}</p>
        {sinks.error && <ProblemNote problem={sinks.error} onRetry={() => void sinks.refetch()} />}
        {sinks.isPending && <Skeleton className="h-10" />}
        {sinks.data?.length === 0 && <p className="text-ink-2">{t('noSink')}</p>}
        <ul className="flex flex-col gap-2">
          {sinks.data?.map((sink) => (
            <li key={sink.name} className="flex gap-2" data-testid="sink" data-behind={sink.behind}>
              <span
                className={`mt-[7px] size-2 flex-none rounded-full ${sink.trouble ? 'bg-loss' : sink.behind > 0 ? 'bg-warn' : 'bg-good'}`}
                aria-hidden="true"
              />
              <span className="min-w-0 flex-1">
                <span className="block">
                  <span className="font-medium">{sink.name === 'file' ? t('file') : sink.name}</span>{' '}
                  <span className={sink.behind > 0 ? 'text-warn' : 'text-ink-2'}>
                    · {t('behind', { n: sink.behind })}
                  </span>
                </span>
                {sink.place && (
                  <span className="selectable block text-sm break-all text-ink-3">
                    <bdi dir="ltr">{sink.place}</bdi>
                  </span>
                )}
                {sink.trouble && (
                  <span className="block text-sm text-loss">
                    <bdi>{sink.trouble}</bdi>
                  </span>
                )}
                {sink.next_at !== null && (
                  <span className="num block text-sm text-ink-3">
                    {sink.next_at > now
                      ? t('next', { when: countdown(sink.next_at, now).text })
                      : t('nextNow')}
                    {sink.tries > 0 && ` · ${t('sinkTries', { n: sink.tries })}`}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
        <Button
          className="mt-2"
          isDisabled={file.isPending}
          onPress={() => file.mutate({ choose: !hasFile })}
          data-testid="event-file"
        >
          {hasFile ? t('fileOff') : t('fileOn')}
        </Button>
        {file.error && <ProblemNote className="mt-2" problem={file.error} />}
      </section>
      <section aria-label={t('lastEvents')}>
        <h2 className="mb-1 font-semibold">{t('lastEvents')}</h2>
        {events.error && <ProblemNote problem={events.error} onRetry={() => void events.refetch()} />}
        {events.isPending && (
          <div aria-hidden="true" className="space-y-2">
            {[0, 1, 2].map((n) => (
              <Skeleton key={n} className="h-4" />
            ))}
          </div>
        )}
        {events.data?.items.length === 0 && <p className="text-ink-3">{t('noEvents')}</p>}
        <ul>
          {events.data?.items.map((event) => (
            <li key={event.seq} className="flex min-h-6 items-baseline gap-2" data-testid="event">
              <span className="num w-10 flex-none text-end text-xs text-ink-3">{f.number(event.seq)}</span>
              <button
                type="button"
                onClick={() => nav.openOrder(event.order)}
                className="w-16 flex-none rounded-sm text-start text-accent hover:underline"
              >
                {f.ltr(event.code)}
              </button>
              <span className="min-w-0 flex-1 truncate">{word(event)}</span>
              <time className="num flex-none text-xs text-ink-3" dateTime={new Date(event.at).toISOString()}>
                {f.moment(event.at, now)}
              </time>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
