// Sending and collecting from the pages of a real Chromium while the gateway has no free place: the page comes back when it was asked to, and goes on by itself.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { heldPlace, MORE_THAN_A_LINE, onePlace } from '../http/held-place.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { atWork, depositByPage, openByPage } from './handing-over.ts';
import { openBrowser } from './person.ts';

const chromiumPath = program('chromium');
/** What the gateway asks for, in milliseconds (admission.ts). */
const COME_BACK = 5_000;

describe('pages before a gateway without a free place [H 94]', () => {
  let town: Town;
  let folder: string;
  let browser: Browser;
  let bytes: Buffer;
  let id: string;
  const place = heldPlace(() => town);
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ environment: onePlace, policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, terms: { downloads: { allowed: 100, reasonFrom: 101 } }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-busy-'));
    browser = await openBrowser(chromiumPath);
    bytes = randomBytes(MORE_THAN_A_LINE);
    await writeFile(join(folder, 'a.dat'), bytes);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    place.free();
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Waits until the page was refused, says so and counts down to its going on, which is no line that is cut (`never`), and makes room; returns how long after the refused request was begun the next one was, in milliseconds. */
  function comesBack(page: Page, to: RegExp, says: RegExp, never: string): { readonly makeRoom: () => Promise<void>; readonly after: () => number } {
    const asked: { status: number; begun: number }[] = [];
    page.on('response', (response) => {
      if (to.test(response.url())) asked.push({ status: response.status(), begun: response.request().timing().startTime });
    });
    return {
      makeRoom: async () => {
        const told = page.getByText(says).first();
        await told.waitFor();
        const [before] = /\d/.exec(await told.innerText()) ?? [];
        await expect.poll(async () => /\d/.exec(await told.innerText())?.[0]).not.toBe(before);
        expect(await page.getByText(never).count()).toBe(0);
        await expect.poll(() => asked.some(({ status }) => status === 503)).toBe(true);
        place.free();
      },
      after: () => {
        const refused = asked.findIndex(({ status }) => status === 503);
        return (asked[refused + 1]?.begun ?? 0) - (asked[refused]?.begun ?? Infinity);
      },
    };
  }

  needs('chromium', 'an upload comes back when it was asked to, and is whole once', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    id = draft.transfers[0]?.id ?? '';
    await place.upload(town.takahashi);
    const page = await atWork(browser, town.running.origins.ward, town.sato, town);
    const { makeRoom, after } = comesBack(page, /\/api\/uploads\//, /鍵箱が混み合っています。[1-5]秒後に、続きから自動で送ります。/, '通信が切れ');
    await depositByPage(page, town.running.origins.ward, { id, path: join(folder, 'a.dat') }, makeRoom);
    expect(after()).toBeGreaterThanOrEqual(COME_BACK);
    expect((await town.sato.api.call('transfer', { id })).files.map(({ sha256 }) => sha256)).toEqual([createHash('sha256').update(bytes).digest('hex')]);
    await page.context().close();
  });

  needs('chromium', 'a collection comes back when it was asked to, and opens to every byte', async () => {
    town.time.advance(61);
    for (const one of [town.sato, town.tanaka]) await one.signInAgain();
    const { password } = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    const { files } = await town.tanaka.api.call('transfer', { id });
    await place.download(town.tanaka, town.tanaka.api.address('body', { id, fileId: files[0]?.id ?? '' }));
    const firm = `${town.running.origins.contractor}/p/${town.firm.page}`;
    const page = await atWork(browser, firm, town.tanaka, town);
    const { makeRoom, after } = comesBack(page, /\/body$/, /鍵箱が混み合っています。[1-5]秒後に、続きから自動で受け取ります/, '通信が切れ');
    const path = join(folder, 'opened.dat');
    await openByPage(page, firm, { id, path, password }, makeRoom);
    expect(after()).toBeGreaterThanOrEqual(COME_BACK);
    expect(createHash('sha256').update(await readFile(path)).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    await page.context().close();
  });
});
