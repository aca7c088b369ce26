import { useQueryClient } from '@tanstack/react-query';
import { FileUp, LayoutTemplate } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LayoutCard, LayoutView, MediaView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { Dialog } from '../../../shared/components/Dialog';
import { Empty, Skeleton } from '../../../shared/components/Empty';
import { useTell } from '../../../shared/components/notices';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useFormat } from '../../../shared/format/useFormat';
import { MEDIA } from '../../../shared/paper/usePaper';
import { useAct, useAsk } from '../../../shared/query';
import { useFocusKept } from '../../../shared/useFocusKept';
import { AddMenu } from './AddMenu';
import { LogoCard } from './LogoCard';

type Props = {
  /** Opens a layout; a copy of it where `copy`. */
  onOpen: (name: string, copy: boolean) => void;
  onBegin: (media: MediaView) => void;
};

function Card({
  card,
  onOpen,
  onDelete,
}: {
  card: LayoutCard;
  onOpen: Props['onOpen'];
  onDelete: () => void;
}) {
  const t = useTranslations('layouts');
  const tt = useTranslations('tickets');
  const f = useFormat();
  const tell = useTell();
  const save = useAct('export_layout', {
    onSuccess: ({ path }) => path !== null && tell({ text: t('exported', { path }) }),
    onError: (problem) => tell({ text: problem.message, tone: 'warn' }),
  });
  const size =
    card.height_mm === null
      ? t('roll', { w: f.number(card.width_mm) })
      : t('size', { w: f.number(card.width_mm), h: f.number(card.height_mm) });
  return (
    <li className="card flex flex-col overflow-hidden" data-testid="layout-card" data-name={card.name}>
      <button
        type="button"
        onClick={() => onOpen(card.name, false)}
        aria-label={card.name}
        className="grid h-[150px] place-items-center overflow-hidden border-b border-line bg-sunken p-3 -outline-offset-2!"
      >
        {card.preview ? (
          <img
            src={card.preview.src}
            alt=""
            width={card.preview.width}
            height={card.preview.height}
            className="max-h-[126px] w-auto max-w-full border border-line bg-paper object-contain shadow-raised"
          />
        ) : (
          <span className="text-ink-3">{t('noPreview')}</span>
        )}
      </button>
      <div className="flex flex-1 flex-col gap-1 p-3">
        <h2 className="truncate font-semibold" title={card.name}>
          {card.name}
        </h2>
        <p className="text-sm text-ink-2">
          {tt(`paper_${card.media}`)} · {size}
        </p>
        <p className="min-h-5 text-sm text-ink-3">
          {[
            card.built_in && t('builtIn'),
            card.used_for.length > 0 &&
              t('usedFor', { papers: card.used_for.map((media) => tt(`paper_${media}`)).join(', ') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <div className="mt-auto flex flex-wrap gap-1.5 pt-1">
          <Button onPress={() => onOpen(card.name, card.built_in)} data-testid="layout-edit">
            {t(!card.editable ? 'lookAt' : card.built_in ? 'copy' : 'edit')}
          </Button>
          <Button kind="quiet" isDisabled={save.isPending} onPress={() => save.mutate({ name: card.name })}>
            {t('export')}
          </Button>
          {!card.built_in && (
            <Button kind="quiet" onPress={onDelete} data-testid="layout-delete">
              {t('delete')}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}

/** All layouts with how they look, and the agency's logo. */
export function LayoutList({ onOpen, onBegin }: Props) {
  const t = useTranslations('layouts');
  const tt = useTranslations('tickets');
  const common = useTranslations('common');
  const tell = useTell();
  const client = useQueryClient();
  const first = useRef<HTMLButtonElement>(null);
  const [deleting, setDeleting] = useState<string | null>(null);
  const layouts = useAsk('list_layouts', {}, { staleTime: 0 });
  const again = () => void client.invalidateQueries({ queryKey: ['list_layouts'] });
  const frame = useRef<HTMLDivElement>(null);
  useFocusKept(frame, layouts.data);
  const bring = useAct('import_layout', {
    onSuccess: ({ layout }: { layout: LayoutView | null }) => {
      if (!layout) return;
      again();
      tell({
        text: t('imported', { name: layout.name }),
        action: { label: t('edit'), run: () => onOpen(layout.name, false) },
      });
    },
  });
  const remove = useAct('delete_layout', {
    onSuccess: (_, { name }) => {
      again();
      setDeleting(null);
      tell({ text: t('deleted', { name }) });
    },
  });
  const ask = (name: string) => {
    // What went wrong with another is not about this one.
    remove.reset();
    setDeleting(name);
  };
  return (
    <div ref={frame} tabIndex={-1} className="scroll min-h-0 flex-1 outline-none!">
      <div className="mx-auto flex max-w-[1120px] flex-col gap-4 p-5 max-narrow:p-3">
        <div className="flex flex-wrap items-center gap-2">
          <p className="min-w-[260px] flex-1 text-ink-2">{t('intro')}</p>
          <AddMenu
            label={t('new')}
            kinds={MEDIA}
            nameOf={(media) => tt(`paper_${media}`)}
            onAdd={onBegin}
            data-testid="layout-new"
          />
          <Button isDisabled={bring.isPending} onPress={() => bring.mutate({})} data-testid="layout-import">
            <FileUp className="size-3.5" aria-hidden="true" />
            {t('import')}
          </Button>
        </div>
        {bring.error && <ProblemNote problem={bring.error} />}
        {layouts.error && <ProblemNote problem={layouts.error} onRetry={() => void layouts.refetch()} />}
        {layouts.data?.length === 0 && (
          <Empty icon={<LayoutTemplate className="size-6" aria-hidden="true" />} title={t('none')} />
        )}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-3">
          {layouts.isPending &&
            [0, 1, 2, 3].map((n) => (
              <li key={n} aria-hidden="true">
                <Skeleton className="h-[266px] rounded-lg" />
              </li>
            ))}
          {layouts.data?.map((card) => (
            <Card key={card.name} card={card} onOpen={onOpen} onDelete={() => ask(card.name)} />
          ))}
        </ul>
        <LogoCard />
      </div>
      <Dialog
        open={deleting !== null}
        onClose={() => setDeleting(null)}
        role="alertdialog"
        first={first}
        title={t('deleteTitle', { name: deleting ?? '' })}
        footer={
          <>
            <Button onPress={() => setDeleting(null)}>{common('cancel')}</Button>
            <Button
              ref={first}
              kind="loss"
              isDisabled={remove.isPending}
              onPress={() => deleting !== null && remove.mutate({ name: deleting })}
              data-testid="layout-delete-do"
            >
              {t('deleteDo')}
            </Button>
          </>
        }
      >
        <p>{t('deleteText')}</p>
        {remove.error && <ProblemNote className="mt-3" problem={remove.error} />}
      </Dialog>
    </div>
  );
}
