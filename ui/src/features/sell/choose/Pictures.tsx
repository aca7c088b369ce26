import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { PictureView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { Dialog } from '../../../shared/components/Dialog';
import { Picture } from '../../../shared/components/Picture';

type Props = { pictures: PictureView[]; title: string };

/** One picture large, with its words and whom to credit; arrows go on. */
function Viewer({
  pictures,
  title,
  at,
  onAt,
}: Props & { at: number | null; onAt: (at: number | null) => void }) {
  const t = useTranslations('pane');
  const shown = at === null ? undefined : pictures[at];
  const go = (by: number) => at !== null && onAt((at + by + pictures.length) % pictures.length);
  const latest = useRef(go);
  latest.current = go;
  const open = shown !== undefined;
  useEffect(() => {
    if (!open) return;
    // Wherever in the dialog the focus is.
    const onKey = (event: KeyboardEvent) => {
      const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
        latest.current(event.key === forward ? 1 : -1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open]);
  return (
    <Dialog open={open} onClose={() => onAt(null)} title={title} wide>
      {shown && at !== null && (
        <div>
          <Picture
            picture={shown}
            title={title}
            size="large"
            whole
            className="h-[min(52vh,440px)] w-full rounded-md"
          />
          <div className="mt-3 flex items-center gap-3">
            <p className="min-w-0 flex-1" dir="auto">
              {shown.alt_text ?? title}
              {shown.credit && (
                <span className="text-ink-3"> · {t('pictureBy', { credit: shown.credit })}</span>
              )}
            </p>
            {pictures.length > 1 && (
              <>
                <Button icon aria-label={t('previousPicture')} onPress={() => go(-1)}>
                  <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
                </Button>
                <span className="num text-ink-3" role="status">
                  {t('pictureOf', { n: String(at + 1), of: String(pictures.length) })}
                </span>
                <Button icon aria-label={t('nextPicture')} onPress={() => go(1)}>
                  <ChevronRight className="size-4 rtl:rotate-180" aria-hidden="true" />
                </Button>
              </>
            )}
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Thumb({
  picture,
  label,
  className,
  onPress,
  children,
}: {
  picture: PictureView;
  label: string;
  className: string;
  onPress: () => void;
  children?: ReactNode;
}) {
  return (
    <AriaButton
      aria-label={label}
      onPress={onPress}
      className={`relative cursor-default overflow-hidden ${className}`}
    >
      <Picture picture={picture} title={label} className="size-full" />
      {children}
    </AriaButton>
  );
}

/** A small strip; each opens larger. */
export function PictureStrip({ pictures, title, from = 0 }: Props & { from?: number }) {
  const t = useTranslations('pane');
  const [at, setAt] = useState<number | null>(null);
  const credits = [...new Set(pictures.flatMap((one) => one.credit ?? []))];
  if (pictures.length <= from) return null;
  return (
    <section aria-label={t('pictures')} className="my-3">
      <div className="scroll flex gap-1.5 overflow-x-auto p-0.5">
        {pictures.slice(from).map((picture, n) => (
          <Thumb
            key={n}
            picture={picture}
            label={picture.alt_text ?? `${title} ${n + from + 1}`}
            className="h-[62px] w-[92px] flex-none rounded-[6px]"
            onPress={() => setAt(n + from)}
          />
        ))}
      </div>
      {credits.length > 0 && (
        <p className="mt-1 text-xs text-ink-3">{t('pictureBy', { credit: credits.join(', ') })}</p>
      )}
      <Viewer pictures={pictures} title={title} at={at} onAt={setAt} />
    </section>
  );
}

/** The best picture, where it helps to choose; opens larger. */
export function LeadPicture({ pictures, title, className }: Props & { className: string }) {
  const t = useTranslations('pane');
  const [at, setAt] = useState<number | null>(null);
  const [first] = pictures;
  if (!first) return <Picture picture={null} title={title} size="large" className={className} />;
  return (
    <>
      <Thumb
        picture={{ ...first, small: first.large ?? first.small }}
        label={first.alt_text ?? title}
        className={className}
        onPress={() => setAt(0)}
      >
        {pictures.length > 1 && (
          <span className="absolute end-1 bottom-1 rounded-sm bg-raised px-1.5 text-xs text-ink-2">
            {t('pictureCount', { n: pictures.length })}
          </span>
        )}
      </Thumb>
      <Viewer pictures={pictures} title={title} at={at} onAt={setAt} />
    </>
  );
}
