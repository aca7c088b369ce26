import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { type Host, HostContext } from './ipc/host';
import { App } from './routes/App';
import { Words } from './shared/i18n/Words';
import { newQueryClient } from './shared/query';
import { startTheme } from './shared/theme/theme';
import './styles/app.css';

/** The real desk in its window; a desk in memory only where one develops or draws. */
async function findHost(): Promise<Host> {
  if ((import.meta.env.DEV || import.meta.env.MODE === 'fake') && !('__TAURI_INTERNALS__' in window)) {
    const { fakeHost } = await import('./ipc/host.fake');
    const wish = new URLSearchParams(location.search);
    return fakeHost({
      empty: wish.has('empty'),
      unfetched: wish.has('unfetched'),
      training: wish.has('training'),
      offline: wish.has('offline'),
      late: wish.has('late') ? Number(wish.get('late') || 1) : undefined,
      pickups: wish.has('pickups') ? Number(wish.get('pickups')) : undefined,
      mails: wish.has('mails'),
      noPrinters: wish.has('noprinters'),
      noMailServer: wish.has('nomail'),
      orders: wish.has('orders') ? Number(wish.get('orders')) : undefined,
      experiences: wish.has('experiences') ? Number(wish.get('experiences')) : undefined,
      keyring: (wish.get('keyring') as 'absent' | null) ?? undefined,
    });
  }
  return (await import('./ipc/host.tauri')).tauriHost;
}

startTheme();
const root = document.getElementById('root');
if (root) {
  const host = await findHost();
  createRoot(root).render(
    <StrictMode>
      <HostContext.Provider value={host}>
        <QueryClientProvider client={newQueryClient()}>
          <Words>
            <App />
          </Words>
        </QueryClientProvider>
      </HostContext.Provider>
    </StrictMode>,
  );
}
