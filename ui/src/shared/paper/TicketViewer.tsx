import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useNow } from '../clock';
import { Button } from '../components/Button';
import { Dialog } from '../components/Dialog';
import { Skeleton } from '../components/Empty';
import { Picker } from '../components/Picker';
import { ProblemNote } from '../components/ProblemNote';
import { useFormat } from '../format/useFormat';
import { useAsk } from '../query';

const ZOOMS = [0, 0.75, 1, 1.5, 2] as const;
const USUAL = ' usual';

/** The sheets of an order one by one, as they will print. Void ones carry the mark. */
export function TicketViewer({ id, code, onClose }: { id: string; code: string; onClose: () => void }) {
  const t = useTranslations('viewer');
  const tt = useTranslations('tickets');
  const f = useFormat();
  const now = useNow(10_000);
  const [layout, setLayout] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [zoom, setZoom] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  const layouts = useAsk('list_layouts', {});
  const { data, error, refetch, isPending } = useAsk('preview_tickets', { id, layout });
  const pages = data?.pages ?? [];
  const shown = Math.min(at, Math.max(0, pages.length - 1));
  const page = pages[shown];
  const go = (n: number) => setAt(Math.max(0, Math.min(pages.length - 1, shown + n)));
  const zoomBy = (n: number) => setZoom((old) => Math.max(0, Math.min(ZOOMS.length - 1, old + n)));
  const scale = ZOOMS[zoom] ?? 0;
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title', { code: f.ltr(code) })}
      wide
      first={place}
      data-testid="ticket-viewer"
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys of the pages inside */}
      <div
        onKeyDown={(event) => {
          if ((event.target as HTMLElement).tagName === 'BUTTON' && !event.key.startsWith('Arrow')) return;
          if (event.key === forward || event.key === 'PageDown') go(1);
          else if (event.key === backward || event.key === 'PageUp') go(-1);
          else if (event.key === '+' || event.key === '=') zoomBy(1);
          else if (event.key === '-') zoomBy(-1);
          else if (event.key === '0') setZoom(0);
          else return;
          event.preventDefault();
        }}
      >
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <Button icon aria-label={t('previous')} isDisabled={shown === 0} onPress={() => go(-1)}>
            <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
          </Button>
          <span className="num min-w-[9ch] text-center" role="status" data-testid="viewer-page">
            {pages.length > 0 && t('pageOf', { n: String(shown + 1), of: String(pages.length) })}
          </span>
          <Button icon aria-label={t('next')} isDisabled={shown >= pages.length - 1} onPress={() => go(1)}>
            <ChevronRight className="size-4 rtl:rotate-180" aria-hidden="true" />
          </Button>
          <span className="w-2" />
          <Button icon aria-label={t('zoomOut')} isDisabled={zoom === 0} onPress={() => zoomBy(-1)}>
            <ZoomOut className="size-4" aria-hidden="true" />
          </Button>
          <span className="num min-w-[9ch] text-center text-ink-2">
            {scale === 0 ? t('fit') : `${f.number(scale * 100)} %`}
          </span>
          <Button
            icon
            aria-label={t('zoomIn')}
            isDisabled={zoom === ZOOMS.length - 1}
            onPress={() => zoomBy(1)}
          >
            <ZoomIn className="size-4" aria-hidden="true" />
          </Button>
          <span className="flex-1" />
          <Picker
            label={t('layout')}
            className="w-56 max-narrow:w-full"
            data-testid="viewer-layout"
            value={layout ?? USUAL}
            onChange={(to) => setLayout(to === USUAL ? null : to)}
            options={[
              { id: USUAL, name: t('usual') },
              ...(layouts.data ?? []).map(({ name, media }) => ({
                id: name,
                name,
                note: tt(`paper_${media}`),
              })),
            ]}
          />
        </div>
        {data && (
          <p className="mb-2 text-sm text-ink-3">{tt('asOf', { age: f.ago(data.status_as_of, now) })}</p>
        )}
        {error && <ProblemNote problem={error} onRetry={() => void refetch()} />}
        {data?.warnings.map((warning) => (
          <p
            key={warning}
            className="mb-2 rounded-md border border-warn-line bg-warn-soft px-3 py-2 text-warn"
          >
            {warning}
          </p>
        ))}
        <div
          ref={place}
          tabIndex={-1}
          className="scroll grid h-[56vh] min-h-[220px] overflow-auto rounded-md bg-sunken p-3"
        >
          {isPending && <Skeleton className="m-auto aspect-[210/297] h-full" />}
          {page && (
            <img
              src={page.src}
              width={page.width}
              height={page.height}
              alt={t('page', { n: String(shown + 1), of: String(pages.length) })}
              data-testid="viewer-sheet"
              style={scale === 0 ? undefined : { width: page.width * scale, height: page.height * scale }}
              className={`m-auto border border-line bg-paper shadow-raised ${scale === 0 ? 'max-h-full min-h-0 w-auto max-w-full object-contain' : 'max-w-none'}`}
            />
          )}
        </div>
      </div>
    </Dialog>
  );
}
