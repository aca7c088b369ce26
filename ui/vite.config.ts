import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  clearScreen: false,
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  build: {
    target: ['es2022', 'safari16'],
    // Fonts and pictures stay files: the window's policy allows them from itself only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    // A field that is hidden with its screen lets go of its label, and says so; axe judges those that are shown.
    onConsoleLog: (text) => !text.startsWith('If you do not provide a visible label'),
    environmentOptions: {
      happyDOM: {
        // A frame in a text that is only parsed is no fault; none is ever filled.
        settings: { enableIframePageLoading: true, navigation: { disableChildFrameNavigation: true } },
      },
    },
    // One worker for each core; else one core stays idle.
    maxWorkers: '100%',
    // A whole sale is typed letter by letter, on machines that do other things as well.
    testTimeout: 45_000,
  },
});
