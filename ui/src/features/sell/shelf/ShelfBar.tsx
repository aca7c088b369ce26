import { Clock, LayoutGrid, LayoutList, List, Star } from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { Layout } from '../find/layout';
import type { Shelf } from '../find/useFind';

type Props = {
  shelf: Shelf;
  onShelf: (to: Shelf) => void;
  layout: Layout;
  onLayout: (to: Layout) => void;
  children: React.ReactNode;
};

/** All, favourites, recent; rows or cards. */
export function ShelfBar({ shelf, onShelf, layout, onLayout, children }: Props) {
  const t = useTranslations('shelf');
  return (
    <div className="flex h-10 flex-none items-center gap-2 border-b border-line px-3">
      <ToggleButtonGroup
        aria-label={t('label')}
        disallowEmptySelection
        selectedKeys={[shelf]}
        onSelectionChange={(keys) => onShelf([...keys][0] as Shelf)}
        className="segments"
      >
        {(
          [
            ['all', List],
            ['favourites', Star],
            ['recent', Clock],
          ] as const
        ).map(([id, Icon]) => (
          <ToggleButton key={id} id={id} className="segment" data-testid={`shelf-${id}`}>
            <Icon className="hidden size-3.5 @max-[330px]:block" aria-hidden="true" />
            <span className="@max-[330px]:sr-only">{t(id)}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {children}
      <ToggleButtonGroup
        aria-label={t('layout')}
        disallowEmptySelection
        selectedKeys={[layout]}
        onSelectionChange={(keys) => onLayout([...keys][0] as Layout)}
        className="segments flex-none"
      >
        <ToggleButton id="list" className="segment" aria-label={t('list')} data-testid="view-list">
          <LayoutList className="size-3.5" aria-hidden="true" />
        </ToggleButton>
        <ToggleButton id="grid" className="segment" aria-label={t('grid')} data-testid="view-grid">
          <LayoutGrid className="size-3.5" aria-hidden="true" />
        </ToggleButton>
      </ToggleButtonGroup>
    </div>
  );
}
