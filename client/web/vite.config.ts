// How the browser application is built: hashed files under /assets, nothing inline, a nonce placeholder that the server fills per response.
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Every browser of the last eight years reads woff2; without the second format the font slices are half as many files. */
const onlyWoff2: Plugin = {
  name: 'only-woff2',
  enforce: 'pre',
  transform: (code, id) => (id.includes('@fontsource') && id.includes('.css') ? code.replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '') : undefined),
};

/** react-aria speaks thirty languages; the pages speak two. */
const twoLanguages: Plugin = {
  name: 'two-languages',
  enforce: 'pre',
  load: (id) => (/\/react-(?:aria|stately|aria-components)\/.*\/intl\/(?:[^/]+\/)?(?!ja-JP|en-US)[a-z]{2}-[A-Z]{2}\.m?js$/.test(id) ? 'export default {};' : undefined),
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [onlyWoff2, twoLanguages, react(), tailwindcss()],
  html: { cspNonce: '__CSP_NONCE__' },
  // data: addresses of fonts and scripts are outside the content security policy
  build: { outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)), emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8443' } } },
});
