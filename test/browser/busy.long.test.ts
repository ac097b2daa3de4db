// Sending and collecting from the pages of a real Chromium while the gateway has no free place: the page comes back when it was asked to, and goes on by itself.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { boundary, filePart, head, open } from '../hostile/line.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, type Someone, type Town } from '../town.ts';
import { atWork, depositByPage, openByPage } from './handing-over.ts';
import { openBrowser } from './person.ts';

const chromiumPath = program('chromium');
/** One place, and nobody may wait for it. */
const limits = { KAGIBAKO_UPLOADS_AT_ONCE: '1', KAGIBAKO_DOWNLOADS_AT_ONCE: '1', KAGIBAKO_WAITING_AT_MOST: '0' };
/** More than the line to somebody who reads nothing swallows. */
const BYTES = 16_000_000;
/** What the gateway asks for, in milliseconds (admission.ts). */
const COME_BACK = 5_000;

describe('pages before a gateway without a free place [H 94]', () => {
  let town: Town;
  let folder: string;
  let browser: Browser;
  let bytes: Buffer;
  let id: string;
  let holder: Socket | undefined;
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ environment: limits, policy: { locks: 'password', approval: { 'to-contractor': false, 'to-section': false } }, terms: { downloads: { allowed: 100, reasonFrom: 101 } }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-busy-'));
    browser = await openBrowser(chromiumPath);
    bytes = randomBytes(BYTES);
    await writeFile(join(folder, 'a.dat'), bytes);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    holder?.destroy();
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  const active = async (lane: 'uploads' | 'downloads'): Promise<number> => (await town.running.gateway.standing())[lane].active;
  /** A real request that begins and does not go on. */
  async function hold(lane: 'uploads' | 'downloads', request: string | Buffer, who: Someone): Promise<void> {
    holder = (await open(who.line.headers()['origin'] ?? '')).pause();
    holder.write(request);
    await expect.poll(() => active(lane)).toBe(1);
  }
  /** Waits until the page was refused and says that it will go on, and makes room; returns how long after the refused request was begun the next one was, in milliseconds. */
  function comesBack(page: Page, to: RegExp, says: string): { readonly makeRoom: () => Promise<void>; readonly after: () => number } {
    const asked: { status: number; begun: number }[] = [];
    page.on('response', (response) => {
      if (to.test(response.url())) asked.push({ status: response.status(), begun: response.request().timing().startTime });
    });
    return {
      makeRoom: async () => {
        await page.getByText(says).first().waitFor();
        await expect.poll(() => asked.some(({ status }) => status === 503)).toBe(true);
        holder?.destroy();
      },
      after: () => {
        const refused = asked.findIndex(({ status }) => status === 503);
        return (asked[refused + 1]?.begun ?? 0) - (asked[refused]?.begun ?? Infinity);
      },
    };
  }

  needs('chromium', 'an upload comes back when it was asked to, and is whole once', async () => {
    const [draft, other] = [await draftFor(town.sato, town, { recipientIds: [town.firm.id] }), await draftFor(town.takahashi, town, { recipientIds: [town.firm.id] })];
    id = draft.transfers[0]?.id ?? '';
    const begun = head(town.takahashi, 'POST', `/api/v1/deposits/${other.id}/files`, { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': '5000' });
    await hold('uploads', Buffer.concat([Buffer.from(begun), filePart('begun', 'b.csv')]), town.takahashi);
    const page = await atWork(browser, town.running.origins.ward, town.sato, town);
    const { makeRoom, after } = comesBack(page, /\/api\/uploads\//, '続きから送ります');
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
    await hold('downloads', head(town.tanaka, 'GET', new URL(town.tanaka.api.address('body', { id, fileId: files[0]?.id ?? '' })).pathname), town.tanaka);
    const firm = `${town.running.origins.contractor}/p/${town.firm.page}`;
    const page = await atWork(browser, firm, town.tanaka, town);
    const { makeRoom, after } = comesBack(page, /\/body$/, '続きから受け取ります');
    const path = join(folder, 'opened.dat');
    await openByPage(page, firm, { id, path, password }, makeRoom);
    expect(after()).toBeGreaterThanOrEqual(COME_BACK);
    expect(createHash('sha256').update(await readFile(path)).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
    await page.context().close();
  });
});
