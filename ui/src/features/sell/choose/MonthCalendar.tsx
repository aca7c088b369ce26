import { parseDate } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  Heading,
} from 'react-aria-components';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../../shared/format/useFormat';
import { CELL, Legend } from './Legend';
import { type Availability, freedomOf } from './useAvailability';

type Props = {
  today: string;
  focused: string;
  onFocus: (day: string) => void;
  chosen: string | null;
  onChoose: (day: string) => void;
  availability: Availability;
  /** Grows each time the focus should come to the focused day. */
  grab: number;
};

/** A month at a time: free days with their lowest price; sold out, not offered and not known look different. */
export const MonthCalendar = memo(function MonthCalendar(props: Props) {
  const { today, focused: focusedDay, onFocus, chosen, onChoose, availability, grab } = props;
  const t = useTranslations('calendar');
  const f = useFormat();
  const place = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish for the focus moves it
  useEffect(() => {
    if (grab === 0) return;
    // After the drawing is done: leaving a field of the client's is itself something to draw.
    const later = setTimeout(
      () => place.current?.querySelector<HTMLElement>(`[data-testid="calendar-day-${focusedDay}"]`)?.focus(),
      0,
    );
    return () => clearTimeout(later);
  }, [grab]);
  const spoken = availability.days.get(focusedDay);
  const freedom = freedomOf(focusedDay, availability, today);
  return (
    <div
      ref={place}
      role="group"
      aria-label={t('label')}
      className="card min-h-[320px] p-2.5"
      onKeyDown={(event) => {
        // Enter on the day that is chosen already still leads on.
        if (
          event.key === 'Enter' &&
          chosen === focusedDay &&
          (event.target as HTMLElement).dataset.testid?.startsWith('calendar-day')
        )
          onChoose(focusedDay);
      }}
    >
      <Calendar
        aria-label={t('label')}
        value={chosen ? parseDate(chosen) : null}
        onChange={(day) => onChoose(day.toString())}
        focusedValue={parseDate(focusedDay)}
        onFocusChange={(day) => onFocus(day.toString())}
        minValue={parseDate(today)}
        isDateUnavailable={(day) => freedomOf(day.toString(), availability, today) !== 'free'}
      >
        <header className="mb-1 flex items-center">
          <Button slot="previous" className="btn btn-quiet btn-icon min-h-7! w-7!" aria-label={t('previous')}>
            <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
          </Button>
          <Heading className="flex-1 text-center font-semibold" />
          <Button
            slot="next"
            className="btn btn-quiet btn-icon min-h-7! w-7!"
            aria-label={t('next')}
            data-testid="calendar-next"
          >
            <ChevronRight className="size-4 rtl:rotate-180" aria-hidden="true" />
          </Button>
        </header>
        <CalendarGrid
          weekdayStyle="narrow"
          className={`w-full table-fixed border-separate border-spacing-px ${availability.isFetching ? 'pulse' : ''}`}
        >
          <CalendarGridHeader>
            {(day) => (
              <CalendarHeaderCell className="h-5 text-xs font-normal text-ink-3">{day}</CalendarHeaderCell>
            )}
          </CalendarGridHeader>
          <CalendarGridBody>
            {(date) => {
              const day = date.toString();
              const known = availability.days.get(day);
              const kind = freedomOf(day, availability, today);
              return (
                <CalendarCell
                  date={date}
                  data-testid={`calendar-day-${day}`}
                  data-freedom={kind}
                  className={`flex h-9 flex-col items-center justify-start rounded-[6px] pt-1 leading-none outline-offset-0! data-outside-month:invisible data-selected:bg-accent! data-selected:font-semibold data-selected:text-on-accent! ${CELL[kind]}`}
                >
                  {({ formattedDate, isSelected }) => (
                    <>
                      <span>{formattedDate}</span>
                      {kind === 'free' && (
                        <span
                          aria-hidden="true"
                          data-price={known?.from_price ? f.tiny(known.from_price) : '·'}
                          className={`day-price mt-0.5 text-tiny ${isSelected ? '' : 'text-ink-3'}`}
                        />
                      )}
                    </>
                  )}
                </CalendarCell>
              );
            }}
          </CalendarGridBody>
        </CalendarGrid>
      </Calendar>
      <Legend month={focusedDay.slice(0, 7)} availability={availability} today={today} />
      <p className="sr-only" aria-live="polite">
        {f.day(focusedDay, 'long')},{' '}
        {freedom === 'free'
          ? spoken?.from_price
            ? t('fromPrice', { price: f.money(spoken.from_price) })
            : ''
          : freedom === 'past'
            ? ''
            : t(freedom)}
      </p>
    </div>
  );
});
