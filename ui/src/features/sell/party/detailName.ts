import { useTranslations } from 'use-intl';

const KNOWN = [
  'full_name',
  'passport_id',
  'passport_ids',
  'nationality',
  'date_of_birth',
  'pickup_location',
  'dropoff_location',
  'flight_number',
  'zipcode',
  'email',
  'phone',
  'address',
  'weight_kg',
  'weight_lb',
] as const;
type Known = (typeof KNOWN)[number];

/** The name of a detail a visitor must give; the supplier's own word where ours has none. */
export function useDetailName() {
  const t = useTranslations('party');
  return (detail: string) =>
    KNOWN.includes(detail as Known)
      ? t(`detail_${detail as Known}`)
      : detail.replaceAll('_', ' ').replace(/^./, (c) => c.toUpperCase());
}
