import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from './Button';
import { useTell } from './notices';

/** A reference with a button that copies it. */
export function CopyText({ text, label, wrap }: { text: string; label: string; wrap?: boolean }) {
  const t = useTranslations('common');
  const tell = useTell();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return tell({ text: t('copyFailed'), tone: 'warn' });
    }
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <span className="flex min-w-0 items-center gap-1">
      <span className={`selectable min-w-0 font-mono text-sm ${wrap ? 'break-all' : 'truncate'}`}>
        {text}
      </span>
      <Button
        kind="quiet"
        icon
        className="min-h-6! w-6!"
        aria-label={copied ? t('copied') : t('copy', { what: label })}
        onPress={copy}
      >
        {copied ? (
          <Check className="size-3.5 text-good" aria-hidden="true" />
        ) : (
          <Copy className="size-3.5" aria-hidden="true" />
        )}
      </Button>
    </span>
  );
}
