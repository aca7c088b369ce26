import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import {
  type Area,
  CODE_KINDS,
  COLORS,
  FIELDS,
  type FieldName,
  type LayoutElement,
  opened,
  ROTATIONS,
} from '../../../../ipc/layout';
import { Button } from '../../../../shared/components/Button';
import { withBody } from './edit';
import { NumberBox } from './NumberBox';
import { Choice, Tick } from './parts';
import { TextProps } from './TextProps';

type Change = (change: (element: LayoutElement) => LayoutElement, gesture?: string) => void;
const ANY = 'any';

/** The values a field joins, in their order. */
function Shows({ shows, put }: { shows: FieldName[]; put: (shows: FieldName[]) => void }) {
  const t = useTranslations('props');
  const tf = useTranslations('field');
  const left = FIELDS.filter((name) => !shows.includes(name));
  return (
    <div className="flex flex-col gap-1">
      <span className="label mb-0!">{t('shows')}</span>
      {shows.map((name) => (
        <span
          key={name}
          className="flex min-h-7 items-center rounded-md border border-line bg-raised ps-2.5 pe-1"
        >
          <span className="min-w-0 flex-1 truncate">{tf(name)}</span>
          {shows.length > 1 && (
            <Button
              kind="quiet"
              icon
              className="min-h-6! w-6!"
              aria-label={t('removeField', { name: tf(name) })}
              onPress={() => put(shows.filter((one) => one !== name))}
            >
              <X className="size-3.5" aria-hidden="true" />
            </Button>
          )}
        </span>
      ))}
      <Choice
        label={t('addField')}
        value={ANY as string}
        data-testid="prop-shows"
        onChange={(to) => to !== ANY && put([...shows, to as FieldName])}
        options={[{ id: ANY, name: '…' }, ...left.map((id) => ({ id, name: tf(id) }))]}
      />
    </div>
  );
}

/** Everything that can be said of the element that is chosen. */
export function Properties({
  element,
  n,
  onChange,
}: {
  element: LayoutElement;
  n: number;
  onChange: Change;
}) {
  const t = useTranslations('props');
  const te = useTranslations('editor');
  const tf = useTranslations('field');
  const { kind, body } = opened(element);
  const put = (more: object, gesture?: string) =>
    onChange((one) => withBody(one, more), gesture && `${gesture} ${n}`);
  const place = (more: Partial<Area>, gesture: string) => put({ at: { ...body.at, ...more } }, gesture);
  const number = (what: 'x' | 'y' | 'w' | 'h') => (
    <NumberBox
      label={t('mm', { what: t(what) })}
      value={body.at[what]}
      least={0}
      isDisabled={kind === 'line' && body.at[what] === 0 && (what === 'w' || what === 'h')}
      onChange={(mm) => mm !== undefined && place({ [what]: mm }, what)}
      testId={`prop-${what}`}
    />
  );
  const colors = COLORS.map((id) => ({ id, name: t(`color_${id}`) }));
  return (
    <div className="flex flex-col gap-4" data-testid="properties">
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="mb-1 font-semibold">{te(`kind_${kind}`)}</legend>
        {number('x')}
        {number('y')}
        {number('w')}
        {number('h')}
      </fieldset>
      {kind === 'field' && (
        <>
          <Shows shows={body.shows} put={(shows) => put({ shows })} />
          <Tick
            label={t('label')}
            on={body.label ?? false}
            onChange={(on) => put({ label: on || undefined })}
          />
        </>
      )}
      {kind === 'text' && (
        <div>
          <label className="label" htmlFor={`text-${n}`}>
            {t('text')}
          </label>
          <textarea
            id={`text-${n}`}
            rows={3}
            className="input"
            dir="auto"
            value={body.text}
            maxLength={2_000}
            data-testid="prop-text"
            onChange={(event) => put({ text: event.target.value }, 'text')}
          />
        </div>
      )}
      {(kind === 'field' || kind === 'text') && (
        <TextProps body={body} onChange={(set, gesture) => put({ set }, gesture)} />
      )}
      {(kind === 'line' || kind === 'box') && (
        <div className="grid grid-cols-2 gap-2">
          <NumberBox
            label={t('mm', { what: t('thickness') })}
            value={body.thickness_mm}
            step={0.1}
            least={0}
            most={5}
            empty={t('hairline')}
            onChange={(thickness_mm) => put({ thickness_mm }, 'thickness')}
          />
          <Choice
            label={t('color')}
            value={body.color ?? 'rule'}
            options={colors}
            onChange={(color) => put({ color: color === 'rule' ? undefined : color })}
          />
          {kind === 'line' ? (
            <Tick
              label={t('dashed')}
              on={body.dashed ?? false}
              onChange={(on) => put({ dashed: on || undefined })}
            />
          ) : (
            <>
              <NumberBox
                label={t('mm', { what: t('radius') })}
                value={body.radius_mm ?? 0}
                most={Math.min(body.at.w, body.at.h) / 2}
                onChange={(mm) => put({ radius_mm: mm || undefined }, 'radius')}
              />
              <Choice
                label={t('fill')}
                value={body.fill ?? 'none'}
                options={[{ id: 'none' as const, name: t('color_none') }, ...colors]}
                onChange={(fill) => put({ fill: fill === 'none' ? undefined : fill })}
              />
            </>
          )}
        </div>
      )}
      {kind === 'picture' && (
        <div className="grid grid-cols-2 gap-2">
          <Choice
            label={t('shows')}
            value={body.shows}
            options={(['logo', 'product'] as const).map((id) => ({ id, name: t(`picture_${id}`) }))}
            onChange={(shows) => put({ shows })}
          />
          <Choice
            label={t('align')}
            value={body.align ?? 'start'}
            options={(['start', 'center', 'end'] as const).map((id) => ({ id, name: t(`align_${id}`) }))}
            onChange={(align) => put({ align: align === 'start' ? undefined : align })}
          />
          <Choice
            label={t('rotation')}
            value={String(body.rotation ?? 0)}
            options={ROTATIONS.map((id) => ({ id: String(id), name: t('degrees', { n: String(id) }) }))}
            onChange={(to) => put({ rotation: to === '0' ? undefined : Number(to) })}
          />
        </div>
      )}
      {kind === 'code' && (
        <div className="grid grid-cols-2 gap-2">
          <NumberBox
            label={t('mm', { what: t('bars') })}
            value={body.bar_height_mm}
            least={0}
            most={60}
            empty={t('asMany')}
            onChange={(bar_height_mm) => put({ bar_height_mm }, 'bars')}
          />
          <p className="col-span-2 text-sm text-ink-3">{t('codeHint')}</p>
        </div>
      )}
      {kind === 'mark' && <p className="text-sm text-ink-3">{t('markHint')}</p>}
      {kind !== 'mark' && (
        <div className="grid grid-cols-2 gap-2">
          <Choice
            label={t('only')}
            value={body.only ?? ANY}
            options={[
              { id: ANY, name: t('only_any') },
              ...CODE_KINDS.filter((id) => kind !== 'code' || id !== 'none').map((id) => ({
                id,
                name: t(`only_${id}`),
              })),
            ]}
            onChange={(only) => put({ only: only === ANY ? undefined : only })}
          />
          {'with' in body || kind === 'text' || kind === 'line' || kind === 'box' ? (
            <Choice
              label={t('with')}
              value={('with' in body && body.with) || ANY}
              options={[
                { id: ANY as string, name: t('with_any') },
                ...FIELDS.map((id) => ({ id: id as string, name: tf(id) })),
              ]}
              onChange={(to) => put({ with: to === ANY ? undefined : to })}
            />
          ) : null}
        </div>
      )}
    </div>
  );
}
