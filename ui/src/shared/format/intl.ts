// Making a format costs a hundred times what using it does, and every row of every list uses some.
const kept = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function once<F extends Intl.NumberFormat | Intl.DateTimeFormat>(
  kind: 'number' | 'date',
  locale: string,
  options: object,
  make: () => F,
): F {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const known = kept.get(key);
  if (known) return known as F;
  const made = make();
  kept.set(key, made);
  return made;
}

/** A format of numbers, made once. */
export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}) =>
  once('number', locale, options, () => new Intl.NumberFormat(locale, options));

/** A format of days and times, made once. A zone that is not known throws, as it does in the platform. */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions) =>
  once('date', locale, options, () => new Intl.DateTimeFormat(locale, options));
