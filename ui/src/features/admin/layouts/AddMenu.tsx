import { ChevronDown, Plus } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Button } from '../../../shared/components/Button';

type Props<Kind extends string> = {
  label: string;
  kinds: readonly Kind[];
  nameOf: (kind: Kind) => string;
  onAdd: (kind: Kind) => void;
  'data-testid': string;
};

/** Begins something new, of one kind of a few. */
export function AddMenu<Kind extends string>({
  label,
  kinds,
  nameOf,
  onAdd,
  'data-testid': testId,
}: Props<Kind>) {
  return (
    <MenuTrigger>
      <Button data-testid={testId}>
        <Plus className="size-3.5" aria-hidden="true" />
        {label}
        <ChevronDown className="size-3.5 text-ink-3" aria-hidden="true" />
      </Button>
      <Popover
        data-modal=""
        offset={4}
        className="min-w-44 rounded-md border border-line-strong bg-raised p-1 shadow-float"
      >
        <Menu aria-label={label} onAction={(key) => onAdd(key as Kind)} className="outline-none">
          {kinds.map((kind) => (
            <MenuItem
              key={kind}
              id={kind}
              data-testid={`add-${kind}`}
              className="flex min-h-7 items-center rounded-sm px-2.5 data-focused:bg-accent-soft"
            >
              {nameOf(kind)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
