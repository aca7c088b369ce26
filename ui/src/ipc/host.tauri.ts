import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { asProblem, type Host } from './host';

/** The host of the real window: the only file that knows the shell. */
export const tauriHost: Host = {
  async call(name, input) {
    try {
      return await invoke(name, { input });
    } catch (thrown) {
      throw asProblem(thrown);
    }
  },
  on(event, then) {
    let stopped = false;
    let stop: (() => void) | undefined;
    void listen(event, (message) => then(message.payload as never)).then((unlisten) => {
      if (stopped) unlisten();
      else stop = unlisten;
    });
    return () => {
      stopped = true;
      stop?.();
    };
  },
  // `picture://localhost/<address>`, or `http://picture.localhost/<address>` where the platform wants that.
  pictureSrc: (url) => convertFileSrc(url, 'picture'),
};
