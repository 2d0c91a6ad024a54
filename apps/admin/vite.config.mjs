import { defineConfig } from 'vite';

/** Where a system runs that the development server may ask; the built page is served by the api itself. */
const API = 'http://127.0.0.1:3000';

export default defineConfig({
  build: {
    outDir: '../../dist/apps/admin',
    emptyOutDir: true,
    // A data: URL would need a hole in the page's `default-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox121', 'safari17.5'],
    chunkSizeWarningLimit: 600,
    rolldownOptions: { onLog: (level, log, report) => isNoise(log.code) || report(level, log) },
  },
  server: { host: '127.0.0.1', proxy: { '/v1': API, '/health': API, '/docs': API, '/openapi.json': API } },
});

/** Libraries mark their modules "use client", which means nothing in a bundle. */
function isNoise(code) {
  return code === 'MODULE_LEVEL_DIRECTIVE';
}
