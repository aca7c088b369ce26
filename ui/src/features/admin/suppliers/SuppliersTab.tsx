import { useTranslations } from 'use-intl';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useAsk } from '../../../shared/query';
import { SupplierForm } from './SupplierForm';

export function SuppliersTab() {
  const t = useTranslations('suppliers');
  const { data, error, refetch, isPending } = useAsk('list_suppliers', {}, { staleTime: 0 });
  return (
    <div className="mx-auto flex max-w-[860px] flex-col gap-4 p-5 max-narrow:p-3">
      <p className="text-ink-2">{t('intro')}</p>
      {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton className="h-[280px] rounded-lg" />}
      {data?.length === 0 && <Empty title={t('none')} />}
      {data?.map((supplier) => (
        <SupplierForm key={supplier.key} supplier={supplier} onLook={() => void refetch()} />
      ))}
    </div>
  );
}
