import { Star } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../shared/components/Button';

const face = (on: boolean) => `size-4 ${on ? 'fill-current text-accent' : ''}`;

/**
 * The star of a row, for the mouse. A row is one thing for the keys and for a screen reader, which says "favourite" with
 * the row itself; the key `*` does the same.
 */
export function RowStar({
  on,
  onPress,
  className = '',
}: {
  on: boolean;
  onPress: () => void;
  className?: string;
}) {
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    onPress();
  };
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: hidden from readers; the state is for those who look
    <span
      aria-hidden="true"
      aria-pressed={on}
      data-testid="favourite"
      onClick={press}
      className={`grid size-6 place-items-center rounded-sm ${on ? '' : 'text-ink-3 opacity-0 group-hover:opacity-100 group-data-active:opacity-100'} hover:bg-sunken ${className}`}
    >
      <Star className={face(on)} aria-hidden="true" />
    </span>
  );
}

/** The star of an open product or experience. */
export function PaneStar({ on, onPress }: { on: boolean; onPress: () => void }) {
  const t = useTranslations('shelf');
  return (
    <Button
      kind="quiet"
      icon
      keys="*"
      aria-label={t('favourite')}
      aria-pressed={on}
      data-testid="favourite"
      onPress={onPress}
      className="-mt-1"
    >
      <Star className={face(on)} aria-hidden="true" />
    </Button>
  );
}
