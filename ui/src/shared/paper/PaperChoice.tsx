import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import type { MediaView } from '../../ipc/bindings';
import type { Paper } from './usePaper';

type Props = {
  paper: Paper;
  className?: string;
  /** What is wrong is said beside it already. */
  quiet?: boolean;
};

/** On which paper; only where this desk has a choice. Within a row of buttons (`contents`) what is wrong stands below them. */
export function PaperChoice({ paper, className = '', quiet = false }: Props) {
  const t = useTranslations('tickets');
  const { choice, ready } = paper;
  if (!choice || (ready.length < 2 && choice.trouble === null)) return null;
  return (
    <div className={className}>
      {ready.length > 1 && (
        <ToggleButtonGroup
          aria-label={t('printOn')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[choice.media]}
          onSelectionChange={(keys) => paper.take([...keys][0] as MediaView)}
          className="segments"
        >
          {ready.map(({ media, printer }) => (
            <ToggleButton
              key={media}
              id={media}
              className="segment px-2.5!"
              data-testid={`paper-${media}`}
              aria-label={`${t(`paper_${media}`)}, ${printer}`}
            >
              {t(`paper_${media}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      {choice.trouble && !quiet && (
        <p className="order-last mt-1 basis-full text-sm text-warn">
          <bdi>{choice.trouble}</bdi>
        </p>
      )}
    </div>
  );
}
