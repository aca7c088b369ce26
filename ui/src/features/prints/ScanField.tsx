import { ScanLine, X } from 'lucide-react';
import { type RefObject, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../../shared/components/Button';
import { Kbd } from '../../shared/keys/Kbd';

type Props = {
  inputRef: RefObject<HTMLInputElement | null>;
  onCode: (code: string) => void;
  onClear: () => void;
};

/** Where a code is typed by hand, or scanned when the cursor is here; elsewhere a scanner is heard without it. */
export function ScanField({ inputRef, onCode, onClear }: Props) {
  const t = useTranslations('scan');
  const [text, setText] = useState('');
  return (
    <div
      role="search"
      className="flex min-w-0 max-w-[360px] flex-1 items-center gap-2 rounded-md border border-line-strong bg-raised px-2.5 focus-within:border-accent focus-within:shadow-[0_0_0_3px_var(--accent-soft)]"
    >
      <ScanLine className="size-4 flex-none text-ink-3" aria-hidden="true" />
      <input
        ref={inputRef}
        aria-label={t('label')}
        placeholder={t('placeholder')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        data-testid="scan-input"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && text.trim() !== '') {
            onCode(text);
            setText('');
          } else if (event.key === 'Escape') {
            if (text !== '') setText('');
            else {
              onClear();
              event.currentTarget.blur();
            }
          } else return;
          event.preventDefault();
        }}
        className="h-[30px] min-w-0 flex-1 bg-transparent outline-none!"
      />
      {text === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <Button
          kind="quiet"
          icon
          className="min-h-6! w-6!"
          aria-label={t('clear')}
          onPress={() => {
            setText('');
            inputRef.current?.focus();
          }}
        >
          <X className="size-3.5" aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
