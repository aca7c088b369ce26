import { createContext, useContext } from 'react';
import type { Commands, Problem, RunView, StateView } from './bindings';

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N]['input'];
export type Output<N extends CommandName> = Commands[N]['output'];

/** What the core tells without being asked. */
export type HostEvents = {
  'run-progress': RunView;
  'order-changed': { id: string; state: StateView };
  /** Tickets, prints or mails of an order moved; of several when none is named. */
  'tickets-changed': string | null;
  'catalogue-changed': null;
  'desk-changed': null;
  /** The window is to be closed while places are held; it stays open until it is told. */
  'close-asked': { held: number };
};
export type HostEvent = keyof HostEvents;

/** The one narrow door to the core. Everything the window knows comes through here. */
export interface Host {
  /** Asks the core; a failure rejects with a `Problem`. */
  call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** Listens; returns how to stop. */
  on<E extends HostEvent>(event: E, then: (payload: HostEvents[E]) => void): () => void;
  /** Where the window may load a supplier's picture from. */
  pictureSrc(url: string): string;
}

export const HostContext = createContext<Host | null>(null);

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error('No host: wrap the window in HostContext.');
  return host;
}

/** Whatever was thrown, as a `Problem` that can be shown. */
export function asProblem(thrown: unknown): Problem {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    return thrown as Problem;
  }
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'ERR00001', message: said || 'Something went wrong.', hint: null, retry: 'now' };
}
