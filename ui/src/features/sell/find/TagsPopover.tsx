import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { TagGroupView } from '../../../ipc/bindings';
import { fold } from '../../../shared/format/fold';
import { TagChip } from './TagChips';

type Props = {
  groups: TagGroupView[];
  chosen: string[];
  onToggle: (id: string) => void;
  children: ReactNode;
};

function Groups({ groups, chosen, onToggle }: Omit<Props, 'children'>) {
  const t = useTranslations('tags');
  const [text, setText] = useState('');
  const wanted = fold(text.trim());
  const shown = groups
    .map((group) => ({
      ...group,
      tags: group.tags
        .filter((tag) => fold(tag.name).includes(wanted))
        .map((tag) => ({ ...tag, chosen: chosen.includes(tag.id) }))
        .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
    }))
    .filter((group) => group.tags.length > 0);
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the list was asked for
        autoFocus
        className="input flex-none"
        aria-label={t('filter')}
        placeholder={t('filter')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="tags-filter"
      />
      <div className="scroll -mx-1 min-h-0 flex-1 px-1">
        {shown.map((group) => (
          <section key={group.group} className="mt-2.5" aria-label={group.group}>
            <h3 className="mb-1 text-xs text-ink-3" dir="auto">
              {group.group}
            </h3>
            <div className="flex flex-wrap gap-1.5 p-px">
              {group.tags.map((tag) => (
                <TagChip key={tag.id} tag={tag} onPress={() => onToggle(tag.id)} />
              ))}
            </div>
          </section>
        ))}
        {shown.length === 0 && <p className="py-3 text-ink-3">{t('none')}</p>}
      </div>
    </>
  );
}

/** All tags by their groups, with a filter of their own. */
export function TagsPopover({ children, ...rest }: Props) {
  const t = useTranslations('tags');
  return (
    <DialogTrigger>
      {children}
      <Popover
        data-modal=""
        offset={6}
        placement="bottom start"
        className="w-[360px] max-w-[90vw] rounded-lg border border-line-strong bg-raised shadow-float"
      >
        <Dialog aria-label={t('all')} className="flex max-h-[min(420px,70vh)] flex-col p-3 outline-none!">
          <Groups {...rest} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
