import { MailCheck, TriangleAlert } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/components/Button';
import { Empty, Skeleton } from '../../shared/components/Empty';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { TopLine } from '../../shared/components/TopLine';
import { useNav } from '../../shared/nav';
import { useAsk } from '../../shared/query';
import { useFocusKept } from '../../shared/useFocusKept';
import { EventsSide } from './EventsSide';
import { MailRow } from './MailRow';
import { useAnswerMail, useMails } from './useMails';

type Filter = 'open' | 'all';

/** What left the desk by mail or should have, and what others were told of tickets. */
export function OutboxScreen({ tools }: { tools?: ReactNode }) {
  const t = useTranslations('outbox');
  const nav = useNav();
  const [filter, setFilter] = useState<Filter>('open');
  const mails = useMails(filter === 'open');
  const answer = useAnswerMail();
  const place = useRef<HTMLElement>(null);
  useFocusKept(place, mails.items.map(({ id, state }) => id + state).join());
  const settings = useAsk('get_mail_settings', {});
  const noServer = settings.data?.host === null;
  return (
    <>
      <TopLine end={tools}>
        <h1 className="text-md font-semibold max-narrow:hidden">{t('title')}</h1>
        <ToggleButtonGroup
          aria-label={t('filter')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filter]}
          onSelectionChange={(keys) => setFilter([...keys][0] as Filter)}
          className="segments"
        >
          <ToggleButton id="open" className="segment min-h-[24px]! px-3!" data-testid="mails-open">
            {t('open')}
          </ToggleButton>
          <ToggleButton id="all" className="segment min-h-[24px]! px-3!" data-testid="mails-all">
            {t('all')}
          </ToggleButton>
        </ToggleButtonGroup>
        <span className="text-ink-3 max-narrow:hidden" role="status">
          {mails.data ? t('count', { n: mails.total }) : ''}
        </span>
      </TopLine>
      <div className="outbox-grid">
        <section ref={place} tabIndex={-1} aria-label={t('mails')} className="scroll min-h-0 outline-none!">
          {noServer && (
            <p className="flex flex-wrap items-center gap-3 border-b border-warn-line bg-warn-soft px-4 py-2 text-warn">
              <TriangleAlert className="size-4 flex-none" aria-hidden="true" />
              <span className="min-w-[24ch] flex-1">{t('noServer')}</span>
              <Button onPress={() => nav.openAdmin('mail')}>{t('toSettings')}</Button>
            </p>
          )}
          {answer.error && <ProblemNote className="m-3" problem={answer.error} />}
          {mails.error ? (
            <ProblemNote className="m-4" problem={mails.error} onRetry={() => void mails.refetch()} />
          ) : mails.isPending ? (
            <div aria-hidden="true">
              {[0, 1, 2, 3].map((n) => (
                <div key={n} className="mail-row border-b border-line px-4 py-3">
                  <Skeleton className="h-5" />
                  <Skeleton className="h-8 w-2/3" />
                </div>
              ))}
            </div>
          ) : mails.items.length === 0 ? (
            <Empty
              icon={<MailCheck className="size-6" aria-hidden="true" />}
              title={filter === 'open' ? t('none') : t('noneAll')}
            >
              {t('noneHint')}
            </Empty>
          ) : (
            <>
              <ul aria-label={t('mails')}>
                {mails.items.map((mail) => (
                  <MailRow
                    key={mail.id}
                    mail={mail}
                    busy={answer.isPending && answer.variables.id === mail.id}
                    onAnswer={(what) => answer.mutate({ id: mail.id, answer: what })}
                  />
                ))}
              </ul>
              {mails.hasNextPage && (
                <Button
                  className="m-3"
                  isDisabled={mails.isFetchingNextPage}
                  onPress={() => void mails.fetchNextPage()}
                >
                  {t('more')}
                </Button>
              )}
            </>
          )}
        </section>
        <aside aria-label={t('events')} className="outbox-side scroll">
          <EventsSide />
        </aside>
      </div>
    </>
  );
}
