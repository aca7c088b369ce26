import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { focusIsOn, testIdOf } from './desk';

export const startsWith = (prefix: string) => (element: HTMLElement) => testIdOf(element).startsWith(prefix);

/** The first free day and time of what is found; the party has the focus. */
export async function choose(user: UserEvent, text = 'eiffel') {
  await focusIsOn(startsWith('search-input'));
  await user.keyboard(text);
  await screen.findAllByTestId('search-hit');
  await user.keyboard('{ArrowDown}{Enter}');
  await focusIsOn(startsWith('calendar-day-'));
  await user.keyboard('{Enter}');
  await focusIsOn(startsWith('slot-'));
  await user.keyboard('{Enter}');
  await focusIsOn((element) => element.getAttribute('aria-label') === 'Party');
}

/** By keyboard alone, from the first letter to a complete wish. */
export async function wish(user: UserEvent, last = 'Dupont') {
  await choose(user);
  await user.keyboard('aac{Enter}');
  await focusIsOn(startsWith('customer-first-name'));
  await user.keyboard(`Camille{Tab}${last}{Tab}c.dupont@example.org{Tab}+33612345678`);
}

/** The next step, whatever it is. */
export const next = (user: UserEvent) => user.keyboard('{Control>}{Enter}{/Control}');
