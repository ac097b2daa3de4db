// How the browser application is built: hashed files under /assets, nothing inline, a nonce placeholder that the server fills per response,
// each text compressed once and for all beside itself.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { wireTable } from './wire-table.ts';

/** Every browser of the last eight years reads woff2; without the second format the font slices are half as many files. The family has the name that the theme knows. */
const fontSlices: Plugin = {
  name: 'font-slices',
  enforce: 'pre',
  transform: (code, id) => (id.includes('@fontsource') && id.includes('.css') ? code.replace(/, url\([^)]*\.woff\) format\('woff'\)/g, '').replaceAll('Noto Sans JP Variable', 'Noto Sans JP') : undefined),
};

/** Puts the values of the table of routes where the pages read them, in place of the schemas that they are made from. */
const wire: Plugin = {
  name: 'wire',
  load: (id) => {
    const part = /\/client\/web\/app\/(wire|wire-shapes)\.ts$/.exec(id)?.[1];
    if (part === undefined) return undefined;
    const { addresses, first, rest } = wireTable();
    return Object.entries(part === 'wire' ? { addresses, first } : { rest }).map(([name, value]) => `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(value))});`).join('\n');
  },
};

/** react-aria speaks thirty languages; the pages speak two. */
const twoLanguages: Plugin = {
  name: 'two-languages',
  enforce: 'pre',
  load: (id) => (/\/react-(?:aria|stately|aria-components)\/.*\/intl\/(?:[^/]+\/)?(?!ja-JP|en-US)[a-z]{2}-[A-Z]{2}\.m?js$/.test(id) ? 'export default {};' : undefined),
};

/** A page in dark colours must not be painted white first: painting waits for the script that knows the reader's colours. */
const paintLast: Plugin = {
  name: 'paint-last',
  transformIndexHtml: { order: 'post', handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"') },
};

const [asBrotli, asGzip] = [promisify(brotliCompress), promisify(gzip)];
/** Only what is the same for everybody is compressed, and only while building: an answer that holds a secret never is (BREACH). */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle: async ({ dir = '' }) => {
    const folder = join(dir, 'assets');
    for (const name of (await readdir(folder)).filter((one) => /\.(?:js|css|svg)$/.test(one))) {
      const bytes = await readFile(join(folder, name));
      await writeFile(join(folder, `${name}.br`), await asBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
      await writeFile(join(folder, `${name}.gz`), await asGzip(bytes, { level: 9 }));
    }
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [fontSlices, twoLanguages, wire, react(), tailwindcss(), paintLast, compressed],
  html: { cspNonce: '__CSP_NONCE__' },
  // data: addresses of fonts and scripts are outside the content security policy
  build: { outDir: fileURLToPath(new URL('../../dist/web', import.meta.url)), emptyOutDir: true, assetsInlineLimit: 0, target: 'es2022', modulePreload: { polyfill: false }, manifest: true },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: 'http://127.0.0.1:8443' } } },
});
