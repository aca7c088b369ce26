import { useQueryClient } from '@tanstack/react-query';
import { ImageOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { LogoView } from '../../../ipc/bindings';
import { Button } from '../../../shared/components/Button';
import { ProblemNote } from '../../../shared/components/ProblemNote';
import { useAct, useAsk } from '../../../shared/query';

/** The agency's picture for tickets. */
export function LogoCard() {
  const t = useTranslations('logo');
  const client = useQueryClient();
  const logo = useAsk('get_logo', {});
  const keep = {
    onSuccess: (now: LogoView) => {
      client.setQueryData(['get_logo', {}], now);
      for (const name of ['list_layouts', 'preview_layout', 'preview_tickets'])
        void client.invalidateQueries({ queryKey: [name] });
    },
  };
  const choose = useAct('choose_logo', keep);
  const remove = useAct('remove_logo', keep);
  const picture = logo.data?.picture ?? null;
  const error = logo.error ?? choose.error ?? remove.error;
  return (
    <section aria-label={t('title')} className="card flex flex-wrap items-center gap-4 p-4">
      <div className="grid h-16 w-28 flex-none place-items-center overflow-hidden rounded-md border border-line bg-paper">
        {picture ? (
          <img
            src={picture.src}
            alt={t('title')}
            className="max-h-14 max-w-24 object-contain"
            data-testid="logo"
          />
        ) : (
          <ImageOff className="size-5 text-paper-line" aria-hidden="true" />
        )}
      </div>
      <div className="min-w-[180px] flex-1">
        <h2 className="font-semibold">{t('title')}</h2>
        <p className="text-ink-2">{picture || logo.isPending ? t('hint') : t('none')}</p>
      </div>
      <div className="flex gap-1.5">
        <Button isDisabled={choose.isPending} onPress={() => choose.mutate({})} data-testid="logo-choose">
          {picture ? t('change') : t('choose')}
        </Button>
        {picture && (
          <Button
            kind="quiet"
            isDisabled={remove.isPending}
            onPress={() => remove.mutate({})}
            data-testid="logo-remove"
          >
            {t('remove')}
          </Button>
        )}
      </div>
      {error && <ProblemNote className="w-full" problem={error} />}
    </section>
  );
}
