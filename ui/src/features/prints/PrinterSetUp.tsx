import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { LayoutCard, PrinterChoiceInput, PrinterChoiceView, PrinterView } from '../../ipc/bindings';
import { Button } from '../../shared/components/Button';
import { Dialog } from '../../shared/components/Dialog';
import { Empty, Skeleton } from '../../shared/components/Empty';
import { Picker } from '../../shared/components/Picker';
import { ProblemNote } from '../../shared/components/ProblemNote';
import { useAct, useAsk } from '../../shared/query';

const NONE = ' none';
const LANGUAGES = ['pdf', 'zpl', 'escpos', 'fgl'] as const;

type RowProps = {
  choice: PrinterChoiceView;
  printers: PrinterView[];
  layouts: LayoutCard[];
  onChoose: (to: PrinterChoiceInput) => void;
};

function PaperRow({ choice, printers, layouts, onChoose }: RowProps) {
  const t = useTranslations('printers');
  const tt = useTranslations('tickets');
  const { trouble, ...plain } = choice;
  const change = (more: Partial<PrinterChoiceInput>) => onChoose({ ...plain, ...more });
  const gone = choice.printer !== null && !printers.some(({ name }) => name === choice.printer);
  const paper = tt(`paper_${choice.media}`);
  const off = choice.printer === null;
  const own = layouts.filter(({ media }) => media === choice.media).map(({ name }) => name);
  const label = (name: string) => `${paper}, ${name}`;
  return (
    <section aria-label={paper} className="border-t border-line pt-3" data-testid={`setup-${choice.media}`}>
      <h3 className="mb-1.5 font-semibold">{paper}</h3>
      <div className="grid grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1.6fr)] gap-2 max-narrow:grid-cols-2">
        <div>
          <span className="label">{t('printer')}</span>
          <Picker
            label={label(t('printer'))}
            data-testid={`setup-printer-${choice.media}`}
            value={choice.printer ?? NONE}
            onChange={(to) => change({ printer: to === NONE ? null : to })}
            options={[
              { id: NONE, name: t('noPrinter') },
              ...(gone && choice.printer
                ? [{ id: choice.printer, name: t('gone', { name: choice.printer }) }]
                : []),
              ...printers.map((printer) => ({
                id: printer.name,
                name: printer.name,
                note: printer.is_default ? t('usual') : undefined,
              })),
            ]}
          />
        </div>
        <div>
          <span className="label">{t('language')}</span>
          <Picker
            label={label(t('language'))}
            data-testid={`setup-language-${choice.media}`}
            value={choice.language}
            isDisabled={off}
            onChange={(to) => change({ language: to as (typeof LANGUAGES)[number] })}
            options={LANGUAGES.map((id) => ({ id, name: t(`language_${id}`) }))}
          />
        </div>
        <div>
          <span className="label">{t('layout')}</span>
          <Picker
            label={label(t('layout'))}
            data-testid={`setup-layout-${choice.media}`}
            value={choice.layout}
            isDisabled={off}
            onChange={(to) => change({ layout: to })}
            options={[...new Set([...own, choice.layout])].map((name) => ({ id: name, name }))}
          />
        </div>
      </div>
      {trouble && (
        <p className={`mt-1 text-sm ${choice.printer === null ? 'text-ink-3' : 'text-warn'}`}>
          <bdi>{trouble}</bdi>
        </p>
      )}
    </section>
  );
}

/** Which printer serves which paper, and how it is spoken to. */
export function PrinterSetUp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('printers');
  const client = useQueryClient();
  const printers = useAsk('list_printers', {}, { staleTime: 0 });
  const layouts = useAsk('list_layouts', {});
  const choices = useAsk('list_printer_choices', {}, { staleTime: 0 });
  const choose = useAct('choose_printer', {
    onSuccess: (all) => {
      client.setQueryData(['list_printer_choices', {}], all);
      void client.invalidateQueries({ queryKey: ['list_layouts'] });
    },
  });
  const look = () => {
    void printers.refetch();
    void choices.refetch();
  };
  const error = printers.error ?? choices.error ?? layouts.error;
  return (
    <Dialog open onClose={onClose} title={t('title')} wide data-testid="printer-setup">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="min-w-[24ch] flex-1 text-ink-2">{t('intro')}</p>
        <Button onPress={look} isDisabled={printers.isFetching}>
          {t('look')}
        </Button>
      </div>
      {error && <ProblemNote className="mb-3" problem={error} onRetry={look} />}
      {choose.error && <ProblemNote className="mb-3" problem={choose.error} />}
      {printers.data?.length === 0 && (
        <Empty title={t('none')} className="py-4!">
          {t('noneHint')}
        </Empty>
      )}
      {choices.data && printers.data ? (
        <div className="flex flex-col gap-4">
          {choices.data.map((choice) => (
            <PaperRow
              key={choice.media}
              choice={choice}
              printers={printers.data}
              layouts={layouts.data ?? []}
              // Nothing is disabled meanwhile: what has the focus would lose it, and with it the keyboard.
              onChoose={(to) => choose.mutate(to)}
            />
          ))}
        </div>
      ) : (
        !error && (
          <div aria-hidden="true" className="space-y-4">
            {[0, 1, 2].map((n) => (
              <Skeleton key={n} className="h-16" />
            ))}
          </div>
        )
      )}
    </Dialog>
  );
}
