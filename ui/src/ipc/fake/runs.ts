import type { RunInput, RunView } from '../bindings';

const STEPS = [
  'Fetching countries and cities',
  'Fetching experiences',
  'Fetching products',
  'Comparing',
  'Writing what changed',
];

const FRESH: Omit<RunView, 'id' | 'kind' | 'began_at'> = {
  status: 'RUNNING',
  ended_at: null,
  done: 0,
  expected: null,
  step: '',
  requests: 0,
  bytes: 0,
  countries: 0,
  cities: 0,
  experiences: 0,
  products: 0,
  tags: 0,
  variants: 0,
  written: 0,
  retired: 0,
  rate_limited: 0,
  started_by: 'hand',
  resumed: false,
  error: null,
};

type Past = [RunView['kind'], RunView['status'], hours: number, seconds: number, written: number];
const PAST: Past[] = [
  ['refresh', 'COMPLETED', 2.1, 41, 214],
  ['refresh', 'FAILED', 8.2, 12, 0],
  ['quick_sync', 'COMPLETED', 9, 6, 41],
  ['tag_sync', 'COMPLETED', 11, 3, 12],
  ['refresh', 'COMPLETED', 14, 39.5, 1_180],
  ['refresh', 'SKIPPED', 14.1, 0, 0],
  ...Array.from(
    { length: 14 },
    (_, n): Past => ['refresh', 'COMPLETED', 20 + n * 6, 36 + ((n * 7) % 13), 180 + ((n * 397) % 900)],
  ),
  ['bootstrap', 'COMPLETED', 110, 96, 24_870],
];

export const pastRuns = (now: number): RunView[] =>
  PAST.map(([kind, status, hours, seconds, written], n): RunView => {
    const began = now - hours * 3_600_000;
    const share = status === 'SKIPPED' ? 0 : status === 'FAILED' ? 0.12 : kind === 'tag_sync' ? 0 : 1;
    const products = Math.round((24_981 - n * 7) * share);
    return {
      ...FRESH,
      id: `run-past-${n}`,
      kind,
      status,
      began_at: began,
      ended_at: began + seconds * 1000,
      done: products,
      expected: 24_981,
      requests: Math.round(seconds * 7.4),
      bytes: Math.round(seconds * 450_000),
      countries: share > 0 ? 11 : 0,
      cities: Math.round(10 * share),
      experiences: Math.round(5_212 * share),
      products: kind === 'quick_sync' ? 0 : products,
      tags: status === 'COMPLETED' ? 214 : 0,
      variants: kind === 'refresh' ? products * 3 : 0,
      written,
      retired: n % 4 === 0 ? 3 : 0,
      rate_limited: n % 5 === 4 ? 2 : 0,
      started_by: n > 3 && n % 3 !== 0 ? 'schedule' : 'hand',
      resumed: n === 4,
      error:
        status === 'FAILED'
          ? 'The supplier stopped answering after 12 s. The catalogue is as it was before.'
          : status === 'SKIPPED'
            ? 'Another refresh was still going on.'
            : null,
    };
  });

/** One run at a time, with a progress one can watch. */
export class FakeRuns {
  all: RunView[];
  current: RunView | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  constructor(
    private tell: (run: RunView) => void,
    private finished: (run: RunView) => void,
    private now: () => number,
    private pace: number,
    past: RunView[],
  ) {
    this.all = past;
  }

  start(input: RunInput): RunView {
    const total = input.cities.length > 0 ? 400 : 2_400;
    let run: RunView = {
      ...FRESH,
      id: `run-${this.now()}`,
      kind: input.kind,
      began_at: this.now(),
      step: STEPS[0] ?? '',
    };
    this.current = run;
    let tick = 0;
    this.timer = setInterval(() => {
      tick += 1;
      const done = Math.min(total, tick * Math.ceil(total / 24));
      run = {
        ...run,
        done,
        expected: tick > 2 ? total : null,
        step: STEPS[Math.min(STEPS.length - 1, Math.floor(tick / 5))] ?? '',
        requests: tick * 4,
        bytes: tick * 640_000,
        countries: Math.min(11, tick),
        cities: Math.min(13, tick),
        experiences: Math.floor(done / 40),
        products: input.kind === 'quick_sync' ? 0 : done,
        tags: Math.min(23, tick * 2),
        // In the middle the supplier asks for a slower pace, as it does in life.
        rate_limited: tick < 8 ? 0 : Math.min(3, tick - 7),
      };
      this.current = run;
      if (tick >= 25) this.end({ ...run, status: 'COMPLETED', written: Math.floor(done * 0.04), retired: 2 });
      else this.tell(run);
    }, 400 * this.pace);
    return run;
  }

  private end(run: RunView) {
    clearInterval(this.timer);
    const ended = { ...run, ended_at: this.now() };
    this.current = null;
    this.all = [ended, ...this.all];
    this.finished(ended);
    this.tell(ended);
  }

  cancel() {
    if (this.current)
      this.end({
        ...this.current,
        status: 'FAILED',
        error: 'Stopped by hand. The catalogue is as it was before.',
      });
  }

  close() {
    clearInterval(this.timer);
  }
}
