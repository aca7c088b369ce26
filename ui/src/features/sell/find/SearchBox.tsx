import { Search, X } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../../shared/components/Button';
import { Kbd } from '../../../shared/keys/Kbd';
import { steer } from './steer';
import type { Find } from './useFind';

type Props = {
  find: Find;
  inputRef: RefObject<HTMLInputElement | null>;
  onEscape: () => void;
  /** Puts what the cursor is on on the shelf. */
  onStar: () => void;
};

/** The line on top: types into the catalogue and steers the list below while it keeps the focus. */
export function SearchBox({ find, inputRef, onEscape, onStar }: Props) {
  const t = useTranslations('sell');
  return (
    <div
      role="search"
      className="flex min-w-0 max-w-[760px] flex-1 items-center gap-2 rounded-md border border-line-strong bg-raised px-2.5 focus-within:border-accent focus-within:shadow-[0_0_0_3px_var(--accent-soft)]"
    >
      <Search className="size-4 flex-none text-ink-3" aria-hidden="true" />
      <input
        ref={inputRef}
        data-testid="search-input"
        role="combobox"
        aria-label={t('searchLabel')}
        aria-expanded={find.count > 0}
        aria-controls="find-list"
        aria-autocomplete="list"
        aria-activedescendant={find.active >= 0 && find.count > 0 ? `find-${find.active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('searchPlaceholder')}
        value={find.text}
        onChange={(event) => find.setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
          if (event.key === 'Enter') find.enter();
          else if (event.key === '*') onStar();
          else if (event.key === 'Escape') {
            if (find.experience !== null) find.back();
            else if (find.text !== '') find.setText('');
            else onEscape();
          } else if (event.shiftKey || !steer(find, event.key)) return;
          event.preventDefault();
        }}
        className="h-[30px] min-w-0 flex-1 bg-transparent outline-none! text-[13.5px]"
      />
      {find.text !== '' ? (
        <Button
          kind="quiet"
          icon
          className="min-h-6! w-6!"
          aria-label={t('clear')}
          onPress={() => {
            find.setText('');
            inputRef.current?.focus();
          }}
        >
          <X className="size-3.5" aria-hidden="true" />
        </Button>
      ) : (
        <Kbd>/</Kbd>
      )}
    </div>
  );
}
