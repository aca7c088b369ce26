import type { StateView } from '../../ipc/bindings';

/** Nothing more will happen; the same wish may be made anew. */
export const isOver = (state: StateView) =>
  state === 'failed' || state === 'cancelled' || state === 'expired';
/** The desk is working on it by itself. */
export const isMoving = (state: StateView) =>
  state === 'creating' ||
  state === 'confirming' ||
  state === 'fulfilling' ||
  state === 'cancelling' ||
  state === 'unknown';
export const STATES: StateView[] = [
  'held',
  'confirming',
  'fulfilling',
  'ready',
  'unknown',
  'failed',
  'cancelled',
  'expired',
];
