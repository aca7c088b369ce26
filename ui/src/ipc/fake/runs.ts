import type { RunInput, RunView } from '../bindings';

const STEPS = [
  'Fetching countries and cities',
  'Fetching experiences',
  'Fetching products',
  'Comparing',
  'Writing what changed',
];

export const pastRuns = (now: number): RunView[] =>
  [
    ['COMPLETED', 2.1, 41_000, 305, 18_600_000, 24_981, 214, 3],
    ['FAILED', 8.2, 12_000, 41, 2_100_000, 3_050, 0, 0],
    ['COMPLETED', 14, 39_500, 301, 18_500_000, 24_960, 1_180, 12],
    ['COMPLETED', 26, 96_000, 612, 41_000_000, 24_870, 24_870, 0],
  ].map(([status, hours, took, requests, bytes, products, written, retired], n, all): RunView => {
    const began = now - Number(hours) * 3_600_000;
    return {
      id: `run-${n}`,
      kind: n === all.length - 1 ? 'bootstrap' : 'refresh',
      status: status as RunView['status'],
      began_at: began,
      ended_at: began + Number(took),
      done: Number(products),
      expected: 24_981,
      step: '',
      requests: Number(requests),
      bytes: Number(bytes),
      cities: 10,
      experiences: 50,
      products: Number(products),
      written: Number(written),
      retired: Number(retired),
      error:
        status === 'FAILED'
          ? 'The supplier stopped answering after 12 s. The catalogue is as it was before.'
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
      id: `run-${this.now()}`,
      kind: input.kind,
      status: 'RUNNING',
      began_at: this.now(),
      ended_at: null,
      done: 0,
      expected: null,
      step: STEPS[0] ?? '',
      requests: 0,
      bytes: 0,
      cities: 0,
      experiences: 0,
      products: 0,
      written: 0,
      retired: 0,
      error: null,
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
        cities: Math.min(13, tick),
        experiences: Math.floor(done / 40),
        products: done,
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
