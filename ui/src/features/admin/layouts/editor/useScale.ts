import { type RefObject, useEffect, useState } from 'react';

/** Pixels a millimetre; 0 fits the whole sheet. */
const STEPS = [0, 1.5, 2, 3, 4, 5, 6, 8, 10, 12] as const;
const EDGE = 40;
const FALLBACK = 3;

/** How large the sheet is drawn: as it fits, or a step of its own. */
export function useScale(place: RefObject<HTMLElement | null>, width: number, height: number) {
  const [step, setStep] = useState(0);
  const [room, setRoom] = useState<{ w: number; h: number } | null>(null);
  useEffect(() => {
    const box = place.current;
    if (!box || typeof ResizeObserver === 'undefined') return;
    const look = () => setRoom({ w: box.clientWidth, h: box.clientHeight });
    look();
    const watch = new ResizeObserver(look);
    watch.observe(box);
    return () => watch.disconnect();
  }, [place]);
  const fits =
    room && room.w > EDGE && room.h > EDGE
      ? Math.min((room.w - EDGE) / width, (room.h - EDGE) / height, 12)
      : FALLBACK;
  // A roll is long: its width says how large it is, and one scrolls.
  const wide = room && room.w > EDGE ? Math.min((room.w - EDGE) / width, 5) : FALLBACK;
  const fit = Math.max(height > width * 2 ? Math.min(wide, 5) : fits, 1);
  const scale = step === 0 ? fit : (STEPS[step] ?? fit);
  const by = (n: 1 | -1) =>
    setStep((old) => {
      const from = old === 0 ? STEPS.findIndex((one) => one > fit) + (n > 0 ? -1 : 0) : old;
      return Math.max(1, Math.min(STEPS.length - 1, from + n));
    });
  return {
    scale,
    isFit: step === 0,
    larger: () => by(1),
    smaller: () => by(-1),
    fit: () => setStep(0),
  };
}

export type Scale = ReturnType<typeof useScale>;
