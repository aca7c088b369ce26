import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { HostContext } from '../ipc/host';
import { type FakeOptions, fakeHost } from '../ipc/host.fake';
import { App } from '../routes/App';
import { Words } from '../shared/i18n/Words';
import type { Screen } from '../shared/nav';
import { newQueryClient } from '../shared/query';

/** The whole window on a desk in memory that answers at once; the other screens are drawn when one goes there, or ahead. */
export function openDesk(options: FakeOptions = {}, start: Screen = 'sell', ahead = false) {
  const host = fakeHost({ delay: 1, pace: 0.02, ...options });
  onTestFinished(() => host.close());
  const user = userEvent.setup({ delay: null });
  const view = render(
    <HostContext.Provider value={host}>
      <QueryClientProvider client={newQueryClient()}>
        <Words>
          <App start={start} ahead={ahead} />
        </Words>
      </QueryClientProvider>
    </HostContext.Provider>,
  );
  return { host, user, view };
}

export const here = (testId: string) => screen.findByTestId(testId);
export const focusIsOn = (test: (element: HTMLElement) => boolean) =>
  waitFor(() => {
    const active = document.activeElement as HTMLElement;
    if (!test(active)) throw new Error(`focus is on ${active?.outerHTML.slice(0, 160)}`);
  });
export const testIdOf = (element: HTMLElement) => element.dataset.testid ?? '';

/** Makes the window so many pixels wide. */
export const widthIs = (width: number) =>
  (
    window as unknown as { happyDOM: { setViewport: (size: { width: number }) => void } }
  ).happyDOM.setViewport({ width });
