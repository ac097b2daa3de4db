// What a browser has to load, compressed as it is sent, before each page stands: followed through the modules as they were built.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { builtFolder } from '../setup/build.ts';

/** Bytes of script that sign-in may load, and bytes of script and style sheets of any page. Letters come by what is written, and are kept for a year. */
const SIGN_IN = 120_000;
const PAGE = 300_000;
const ROLES = ['staff/staff.tsx', 'contractor/contractor.tsx', 'auditor/auditor.tsx', 'admin/admin.tsx'];
const HOMES: Readonly<Record<string, string>> = { 'staff/staff.tsx': 'staff/home.tsx', 'contractor/contractor.tsx': 'contractor/home.tsx', 'auditor/auditor.tsx': 'auditor/home.tsx', 'admin/admin.tsx': 'admin/people.tsx' };
/** What stands in the place of the whole application before it: nobody has it and a page at once. */
const BEFORE = ['help/outside-help.tsx', 'app/first-password.tsx', 'app/second-step.tsx', 'app/passkey-button.tsx', 'account/must-enrol.tsx'];
const LANGUAGES = ['ja', 'en'];
/** The words that only one part has; its own page of help brings the last. */
const OWN_WORDS: Readonly<Record<string, readonly string[]>> = { 'staff/staff.tsx': ['opening', 'moving', 'content', 'deciding', 'rosters'], 'contractor/contractor.tsx': ['opening', 'moving', 'content', 'deciding', 'rosters'], 'auditor/auditor.tsx': ['auditing'], 'auditor/home.tsx': ['reviewing'], 'auditor/entry.tsx': ['reviewing'], 'auditor/reviews/reviews.tsx': ['reviewing'], 'auditor/reviews/week.tsx': ['reviewing'], 'auditor/reviews/thresholds.tsx': ['reviewing'], 'admin/admin.tsx': ['administering', 'rosters'], 'help/own-help.tsx': ['helping'], 'account/own-sign-in.tsx': ['factors'], 'account/must-enrol.tsx': ['factors'], 'auditor/verify/verify.tsx': ['verifying'], 'auditor/ledger.tsx': ['searching', 'reviewing'], 'auditor/story/story.tsx': ['telling'], 'retention/retention.tsx': ['keeping'], 'admin/unattended/unattended.tsx': ['unattended'], 'parties/standing/standing.tsx': ['unattended'] };

const manifestShape = z.record(z.string(), z.object({ file: z.string(), imports: z.array(z.string()).default([]), dynamicImports: z.array(z.string()).default([]), css: z.array(z.string()).default([]) }));

describe('what a page loads', () => {
  let folder = '';
  let chunks: z.infer<typeof manifestShape> = {};
  beforeAll(async () => {
    folder = join(await builtFolder('web'), 'web');
    chunks = manifestShape.parse(JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')));
  });

  const chunk = (name: string) => {
    const found = chunks[name];
    if (found === undefined) throw new Error(`the build was expected to have a part made of ${name}`);
    return found;
  };
  /** These parts and all that each imports before it runs. */
  function closure(names: Iterable<string>): Set<string> {
    const all = new Set<string>();
    const add = (name: string): void => {
      if (all.has(name)) return;
      all.add(name);
      chunk(name).imports.forEach(add);
    };
    for (const name of names) add(name);
    return all;
  }
  /** With what they may load while they are used: a dialog, a calendar, a plot. */
  function whole(names: Iterable<string>): Set<string> {
    let all = closure(names);
    for (let size = 0; size !== all.size;) {
      size = all.size;
      all = closure([...all, ...[...all].flatMap((name) => chunk(name).dynamicImports).filter((name) => !isPart(name))]);
    }
    return all;
  }
  // What starts a part of the application, or the other language, is not loaded by a page.
  const isPart = (name: string): boolean => ROLES.includes(name) || name.startsWith('words/') || BEFORE.includes(name) || pagesOf.has(name);
  let pagesOf = new Map<string, string[]>();
  beforeAll(() => {
    pagesOf = new Map();
    for (const role of ROLES) {
      for (const page of [...closure([role])].filter((name) => !closure(['index.html']).has(name) || name === role).flatMap((name) => chunk(name).dynamicImports)) pagesOf.set(page, [...(pagesOf.get(page) ?? []), role]);
      for (const page of ['help/own-help.tsx', 'app/settings.tsx', 'account/own-sign-in.tsx']) pagesOf.set(page, ROLES);
    }
  });

  const bytes = (files: Iterable<string>): number => [...new Set(files)].reduce((sum, file) => sum + readFileSync(join(folder, `${file}.br`)).length, 0);
  const scripts = (names: Iterable<string>): string[] => [...names].map((name) => chunk(name).file).filter((file) => file.endsWith('.js'));
  const everything = (names: Iterable<string>): string[] => [...names].flatMap((name) => [chunk(name).file, ...chunk(name).css]).filter((file) => /\.(?:js|css)$/.test(file));
  // The words of sign-in are what the rest of the words builds upon.
  const signIn = (language: string): Set<string> => closure(['index.html', ...chunk(`words/${language}.ts`).imports, 'fonts.ts']);
  const part = (role: string, language: string, page = ''): string[] => [...signIn(language), role, `words/${language}.ts`, ...[role, page].flatMap((name) => OWN_WORDS[name] ?? []).map((name) => `words/${language}/${name}.ts`), 'app/wire-shapes.ts'];

  it.each(LANGUAGES)(`at sign-in is under 120 kB of script (%s)`, (language) => {
    const weighed = bytes(scripts(signIn(language)));
    expect(weighed).toBeGreaterThan(50_000);
    expect(weighed).toBeLessThan(SIGN_IN);
  });

  it.each(ROLES)('on the home of %s is under 300 kB', (role) => {
    for (const language of LANGUAGES) expect(bytes(everything(whole([...part(role, language, HOMES[role]), HOMES[role] ?? ''])))).toBeLessThan(PAGE);
  });

  it('on every page of every role is under 300 kB', () => {
    const heavy: string[] = [];
    expect(pagesOf.size).toBeGreaterThan(25);
    for (const [page, roles] of pagesOf) {
      for (const role of roles) {
        const weighed = bytes(everything(whole([...part(role, 'ja', page), page])));
        if (weighed >= PAGE) heavy.push(`${page} of ${role}: ${weighed}`);
      }
    }
    expect(heavy).toEqual([]);
  });

  it('has OpenPGP in workers only, and in what a worker loads when it is asked for', () => {
    const files = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
    const holders = files.filter((name) => readFileSync(join(folder, 'assets', name), 'utf8').includes('openpgpjs.org'));
    expect(holders.map((name) => name.replace(/-[\w-]{8}\.js$/, ''))).toEqual(['document-signatures', 'worker']);
    expect(Object.values(chunks).map(({ file }) => file).filter((file) => holders.some((name) => file.endsWith(name)))).toEqual([]);
  });
});
