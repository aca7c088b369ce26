import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { PointView } from '../../../ipc/bindings';
import { CopyText } from '../../../shared/components/CopyText';

/** Names and values, one under the other; what is not known has no line. */
export function FactList({ facts }: { facts: [string, ReactNode][] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0) return null;
  return (
    <dl className="grid grid-cols-[minmax(88px,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1">
      {known.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 text-ink-2" dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "25.1972, 55.2744": as maps take it, whatever the window's language. */
export const pointText = ({ lat, lng }: PointView) => `${lat.toFixed(5)}, ${lng.toFixed(5)}`;

export function CopyPoint({ point }: { point: PointView }) {
  const t = useTranslations('pane');
  return <CopyText text={pointText(point)} label={t('coordinates')} />;
}
