import { CalendarCheck2, EyeOff, RotateCw, X } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { Button as AriaButton, ToggleButton } from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useNow } from '../../../shared/clock';
import { Picker } from '../../../shared/components/Picker';
import { deskDay, isCalendarDay } from '../../../shared/format/day';
import { useFormat } from '../../../shared/format/useFormat';
import { heard } from '../../../shared/keys/heard';
import { useFocusKept } from '../../../shared/useFocusKept';
import type { Free } from './useFree';

const DAYS = 10;
const MOST = 20;

/** Free today, tomorrow, on a date, for so many: a line above the list. */
export const FreeBar = memo(function FreeBar({ free }: { free: Free }) {
  const t = useTranslations('free');
  const f = useFormat();
  const now = useNow(60_000);
  const [anyDate, setAnyDate] = useState(false);
  const { wish } = free;
  const place = useRef<HTMLDivElement>(null);
  // The list of days and the line for any date take each other's place; who asks again has nothing to press meanwhile.
  useFocusKept(place, `${anyDate} ${free.asking}`, () =>
    place.current?.querySelector<HTMLElement>('[data-testid="free-day"]'),
  );
  const days = Array.from({ length: DAYS }, (_, n) => deskDay(now, n));
  const nameOf = (day: string, n: number) => (n === 0 ? t('today') : n === 1 ? t('tomorrow') : f.day(day));
  const small = 'chip px-1.5!';
  return (
    <>
      <div
        ref={place}
        className="flex h-9 flex-none items-center gap-1.5 border-b border-line px-3"
        role="group"
        aria-label={t('label')}
      >
        <ToggleButton
          className="chip flex-none"
          isSelected={wish !== null}
          onChange={() => free.toggle(now)}
          render={heard('Alt+F')}
          data-testid="free-filter"
        >
          <CalendarCheck2 className="size-3.5" aria-hidden="true" />
          <span className={wish ? '@max-[330px]:sr-only' : ''}>{t('free')}</span>
        </ToggleButton>
        {!wish && <span className="min-w-0 truncate text-sm text-ink-3">{t('hint')}</span>}
        {wish && (
          <>
            {anyDate ? (
              <>
                <input
                  type="date"
                  aria-label={t('day')}
                  min={days[0]}
                  value={wish.day}
                  onChange={({ target }) =>
                    isCalendarDay(target.value) && free.setWish({ ...wish, day: target.value })
                  }
                  className="input min-h-6! w-[118px]! min-w-0 py-0! text-sm"
                  data-testid="free-day"
                />
                <AriaButton
                  className={small}
                  aria-label={t('nearDays')}
                  onPress={() => {
                    setAnyDate(false);
                    if (!days.includes(wish.day)) free.setWish({ ...wish, day: days[0] ?? '' });
                  }}
                >
                  <X className="size-3.5" aria-hidden="true" />
                </AriaButton>
              </>
            ) : (
              <Picker
                small
                label={t('day')}
                data-testid="free-day"
                className="max-w-[112px] min-w-0 flex-1"
                value={wish.day}
                onChange={(day) => (day === 'any' ? setAnyDate(true) : free.setWish({ ...wish, day }))}
                options={[
                  ...days.map((day, n) => ({ id: day, name: nameOf(day, n) })),
                  { id: 'any', name: t('anyDate') },
                ]}
              />
            )}
            <Picker
              small
              label={t('people')}
              data-testid="free-people"
              className="w-[68px] flex-none"
              value={String(wish.people)}
              onChange={(n) => free.setWish({ ...wish, people: Number(n) })}
              options={Array.from({ length: MOST }, (_, n) => ({
                id: String(n + 1),
                name: t('for', { n: String(n + 1) }),
              }))}
            />
            <ToggleButton
              className={small}
              isSelected={free.hideFull}
              onChange={free.setHideFull}
              aria-label={t('hideFull')}
              data-testid="free-hide-full"
            >
              <EyeOff className="size-3.5" aria-hidden="true" />
              <span className="@max-[330px]:sr-only">{t('hide')}</span>
            </ToggleButton>
            {free.anyUnknown && !free.asking && (
              <AriaButton
                className={small}
                aria-label={t('askAgain')}
                onPress={free.forget}
                data-testid="free-again"
              >
                <RotateCw className="size-3.5" aria-hidden="true" />
              </AriaButton>
            )}
            {free.asking && (
              <span className="pulse size-1.5 flex-none rounded-full bg-accent" aria-hidden="true" />
            )}
          </>
        )}
      </div>
      {free.refusal && (
        <p
          role="alert"
          className="border-b border-line px-3 py-1 text-xs text-warn"
          data-testid="free-refusal"
        >
          {free.refusal}
        </p>
      )}
    </>
  );
});
