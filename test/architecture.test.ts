// Holds the architecture: who may import whom, one importer per library, sizes and names.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closureOf, libraryOf, readSources, root, type Source } from './sources.ts';

const sources = readSources();
const product = sources.filter(({ path }) => !path.startsWith('test/'));
const named = (pattern: RegExp): Source[] => sources.filter(({ path }) => pattern.test(path));

/** What a room may import of ours, besides itself. Each line of the journey may import all lines below it. */
const line = ['main', 'gateway', 'signing-in', 'starting', 'over-time', 'operating', 'recovery', 'keys', 'http', 'retention', 'watching', 'records', 'transfers', 'engagements', 'accounts', 'forwarding', 'ledger', 'store'];
const tools = ['addresses', 'signatures', 'sealing', 'scanning', 'inspecting', 'vault', 'documents', 'mailing', 'store'];
/** Single files of server/ that start or wire it, by the line they stand on. */
const stands: Readonly<Record<string, string>> = { main: 'main', running: 'main', gateway: 'gateway', closing: 'gateway', 'engagement-presets': 'gateway' };

const roomOf = (path: string): string => {
  const [, second = ''] = path.split('/');
  return second.endsWith('.ts') ? second.slice(0, -3) : second;
};

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (tools.includes(from)) return false;
  const [above, below] = [line.indexOf(stands[from] ?? from), line.indexOf(stands[to] ?? to)];
  if (tools.includes(to)) return true;
  return above !== -1 && below !== -1 && (above < below || (stands[from] !== undefined && above === below));
}

describe('imports run one way', () => {
  it('main -> gateway -> starting -> over-time -> operating -> http -> retention -> watching -> records -> transfers -> engagements -> accounts -> forwarding -> ledger -> store, and tools import nothing of ours', () => {
    const wrong = named(/^server\//).flatMap(({ path, imports }) => imports.filter(({ file }) => file?.startsWith('server/') === true && !mayImport(roomOf(path), roomOf(file)))
      .map(({ file }) => `${path} -> ${file ?? ''}`));
    expect(wrong).toEqual([]);
  });

  it('every room of the server has its place in the table', () => {
    const rooms = [...new Set(named(/^server\//).map(({ path }) => roomOf(path)))];
    expect(rooms.filter((room) => !line.includes(room) && !tools.includes(room) && stands[room] === undefined)).toEqual([]);
  });

  it('the server imports nothing of the client, and of config only where it is started', () => {
    const wrong = named(/^server\//).flatMap(({ path, imports }) => imports.filter(({ file }) => file !== null && !file.startsWith('server/')
      && !(file.startsWith('config/') && stands[roomOf(path)] !== undefined)).map(({ file }) => `${path} -> ${file ?? ''}`));
    expect(wrong).toEqual([]);
  });

  it('config imports nothing of server or client, and nothing that is shipped imports a test', () => {
    const foreign = named(/^config\//).flatMap(({ path, imports }) => imports.filter(({ file }) => file !== null && !file.startsWith('config/')).map(({ file }) => `${path} -> ${file ?? ''}`));
    const tests = product.flatMap(({ path, imports }) => imports.filter(({ file }) => file?.startsWith('test/') === true).map(({ file }) => `${path} -> ${file ?? ''}`));
    expect([...foreign, ...tests]).toEqual([]);
  });

  it('steps never import steps', () => {
    const steps = ['draft', 'upload', 'remove-file', 'submit', 'decide', 'notice', 'hand-over', 'collect', 'confirm', 'wipe'].map((step) => `server/transfers/${step}.ts`);
    expect(steps.filter((step) => !existsSync(join(root, step)))).toEqual([]);
    const wrong = sources.filter(({ path }) => steps.includes(path)).flatMap(({ path, imports }) => imports.filter(({ file }) => file !== null && steps.includes(file)).map(({ file }) => `${path} -> ${file ?? ''}`));
    expect(wrong).toEqual([]);
  });

  it('rules and other pure files do no input or output', () => {
    const pure = ['lifecycle', 'clockwork', 'outlook', 'delivered', 'file-name', 'visibility', 'transfer'].map((name) => `server/transfers/${name}.ts`);
    const wrong = sources.filter(({ path }) => pure.includes(path)).flatMap(({ path, imports }) => imports.filter(({ name, file, typeOnly }) => !typeOnly && (name.startsWith('node:') || file?.includes('/store/') === true)).map(({ name }) => `${path} -> ${name}`));
    expect(wrong).toEqual([]);
  });

  it('no two folders import each other', () => {
    const edges = new Map<string, string>();
    // The pages of the browser application are one room: React's parts and their frame name each other.
    // A program that nobody imports can close no circle.
    const imported = new Set(sources.flatMap(({ imports }) => imports.map(({ file }) => file)));
    for (const { path, imports } of product.filter((source) => !source.path.startsWith('client/web/') && imported.has(source.path))) {
      for (const { file } of imports) {
        if (file === null || posix.dirname(path) === posix.dirname(file)) continue;
        edges.set(`${posix.dirname(path)} > ${posix.dirname(file)}`, `${path} -> ${file}`);
      }
    }
    const mutual = [...edges].filter(([edge]) => edges.has(edge.split(' > ').reverse().join(' > '))).map(([, example]) => example);
    expect(mutual).toEqual([]);
  });
});

describe('what the browser shares', () => {
  it('pages of one role import nothing of another role\'s', () => {
    const roles = ['staff', 'contractor', 'auditor', 'admin'];
    const roleOf = (path: string | null): string | undefined => roles.find((role) => path?.startsWith(`client/web/${role}/`) === true);
    const wrong = named(/^client\/web\//).flatMap(({ path, imports }) => imports.filter(({ file }) => roleOf(path) !== undefined && roleOf(file) !== undefined && roleOf(path) !== roleOf(file)).map(({ file }) => `${path} -> ${file ?? ''}`));
    expect(wrong).toEqual([]);
  });

  it('runs without anything of Node', () => {
    const entries = named(/^client\/web\//).map(({ path }) => path).filter((path) => !path.endsWith('vite.config.ts'));
    const shared = ['server/ledger/verify.ts', 'server/ledger/canonical.ts', 'server/sealing/password.ts', 'server/sealing/manifest.ts', 'client/opening.ts', 'client/api.ts', 'client/collecting.ts'];
    expect(shared.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const wrong = closureOf(sources, [...entries, ...shared]).flatMap(({ path, imports }) => imports.filter(({ name, typeOnly }) => name.startsWith('node:') && !typeOnly).map(({ name }) => `${path} -> ${name}`));
    expect(wrong).toEqual([]);
  });

  it('is of the server only the wire, the pure files of sealing and ledger, and the reading of CSV headings', () => {
    const wrong = named(/^client\/(?:web\/|[^/]+\.ts$)/).flatMap(({ path, imports }) => imports.filter(({ file }) => file?.startsWith('server/') === true && !/^server\/(?:(?:http\/wire|sealing|ledger)\/|inspecting\/(?:first-row|columns)\.ts$)/.test(file)).map(({ file }) => `${path} -> ${file ?? ''}`));
    expect(wrong).toEqual([]);
  });
});

/** The one place of each library: a file, or a folder that is one room. */
const homes: Readonly<Record<string, readonly string[]>> = {
  argon2: ['server/accounts/password-hash.ts'], sqlite3: ['server/store/connection.ts'], kysely: ['server/store/'], openpgp: ['server/sealing/', 'client/opening.ts', 'client/receipt.ts'],
  helmet: ['server/http/listener.ts'], 'prom-client': ['server/operating/metrics.ts'], '@tus/server': ['server/http/uploads/'], 'tus-js-client': ['client/upload-resumable.ts'], multer: ['server/http/'], pino: ['server/main.ts'], pdfkit: ['server/documents/'], nodemailer: ['server/mailing/mailer.ts'], 'csv-parse': ['server/records/printing/print-csv.ts'], '@holiday-jp/holiday_jp': ['server/engagements/business-days.ts'], fontkit: ['server/documents/'], yazl: ['server/documents/zip.ts'],
  commander: ['client/cli/main.ts'], 'iconv-lite': ['client/cli/demo-data/cp932.ts'], i18next: ['client/web/app/language.ts'], vite: ['client/web/vite.config.ts'],
  '@simplewebauthn/server': ['server/accounts/webauthn.ts'], otplib: ['server/accounts/totp.ts'], uqr: ['client/web/account/qr-code.tsx'], '@observablehq/plot': ['client/web/auditor/plots/drawing.ts'], '@noble/hashes': ['client/web/auditor/verify/primitives.ts'], '@noble/curves': ['client/web/auditor/verify/primitives.ts'],
};

describe('libraries', () => {
  const users = (library: string): Source[] => product.filter(({ imports }) => imports.some((one) => libraryOf(one) === library));

  it.each(Object.entries(homes))('%s has one importer', (library, allowed) => {
    const strays = users(library).map(({ path }) => path).filter((path) => !allowed.some((home) => (home.endsWith('/') ? path.startsWith(home) : path === home)));
    expect(strays).toEqual([]);
  });

  it('express stays in http; elsewhere only its types are named', () => {
    const strays = product.filter(({ path, imports }) => !path.startsWith('server/http/') && imports.some((one) => libraryOf(one) === 'express' && !one.typeOnly)).map(({ path }) => path);
    expect(strays).toEqual([]);
  });

  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
  const every = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });

  it('every dependency is used', () => {
    const styles = readdirSync(join(root, 'client/web'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css')).map((path) => readFileSync(join(root, 'client/web', path), 'utf8'));
    const lint = readFileSync(join(root, 'eslint.config.mjs'), 'utf8');
    const own = sources.filter(({ path }) => path !== 'test/architecture.test.ts').map(({ text }) => text);
    const text = [...own, ...styles, lint].join('\n');
    const used = (name: string): boolean => new RegExp(`['"\`/]${name.replaceAll('/', '\\/')}['"/]`).test(text);
    const idle = every.filter((name) => (name.startsWith('@types/') ? !every.includes(name.slice('@types/'.length)) && name !== '@types/node' : !used(name)));
    expect(idle).toEqual([]);
  });

  it('every dependency has its line of reason in the README', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    expect(every.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
  });

  it('nothing is imported that package.json does not name', () => {
    const foreign = sources.flatMap(({ path, imports }) => imports.map(libraryOf).filter((name) => name !== null && name !== 'vitest' && !every.includes(name)).map((name) => `${path} -> ${name ?? ''}`));
    expect(foreign).toEqual([]);
  });
});

describe('sizes and names', () => {
  it('no file is longer than 300 lines', () => {
    expect(sources.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path)).toEqual([]);
  });

  it('no file is a place for anything at all', () => {
    expect(sources.map(({ path }) => path).filter((path) => /(?:^|[/-])(?:utils?|helpers?|common|managers?|misc|services?)(?:[.-]|\/|$)/.test(path))).toEqual([]);
  });

  it('only the programs and the launcher read the environment', () => {
    const readers = product.filter(({ path, text }) => /process\.env\b/.test(text) && !path.startsWith('config/')).map(({ path }) => path);
    expect(readers.filter((path) => !['server/main.ts', 'client/cli/main.ts'].includes(path))).toEqual([]);
  });

  it('no lint rule is switched off in a file', () => {
    const word = ['eslint', 'disable'].join('-');
    expect(sources.filter(({ text }) => text.includes(word)).map(({ path }) => path)).toEqual([]);
  });
});
