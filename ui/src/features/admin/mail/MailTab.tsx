import { useTranslations } from 'use-intl';
import { Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useAsk } from '../../../shared/query';
import { MailForm } from './MailForm';

/** The server that tickets are mailed through. */
export function MailTab() {
  const t = useTranslations('mailbox');
  const { data, error, refetch, isPending } = useAsk('get_mail_settings', {}, { staleTime: 0 });
  return (
    <div className="mx-auto flex max-w-[720px] flex-col gap-4 p-5 max-narrow:p-3">
      <p className="text-ink-2">{t('intro')}</p>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton className="h-[340px] rounded-lg" />}
      {data && <MailForm settings={data} onLook={() => void refetch()} />}
    </div>
  );
}
