import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SampleView } from '../../../../ipc/bindings';
import { useAsk } from '../../../../shared/query';

const REST = 250;

/** What was said last once nothing new was said for a moment. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** The print's own picture of a layout, drawn again when the hand rests; the last good one stays until then. */
export function usePreview(json: string, sample: SampleView) {
  const rested = useRested(json);
  const query = useAsk(
    'preview_layout',
    { json: rested, sample },
    { placeholderData: keepPreviousData, gcTime: 0 },
  );
  const [good, setGood] = useState(query.data?.pages ?? []);
  const pages = query.data?.pages;
  if (pages && pages.length > 0 && pages !== good) setGood(pages);
  return {
    pages: good,
    faults: query.data?.faults ?? [],
    warnings: query.data?.warnings ?? [],
    error: query.error,
    /** What is shown is not what is meant: it is drawn just now, or cannot be drawn. */
    stale: json !== rested || query.isFetching || (query.data?.faults.length ?? 0) > 0,
    busy: json !== rested || query.isFetching,
    refetch: () => void query.refetch(),
  };
}

export type Preview = ReturnType<typeof usePreview>;
