// The gateway dies in the middle of a page's upload, as with a power cut, and is started again by whatever supervises it: the page goes on by itself from what the
// gateway had acknowledged, twice, and what is opened in the end is every byte of the file.
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { cleanEnvironment } from '../cli/command.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { layLine } from './cuttable-line.ts';
import { atWork, depositByPage, openByPage } from './handing-over.ts';
import { openBrowser } from './person.ts';

const chromiumPath = program('chromium');
const MIB = 1024 * 1024;
const BYTES = 200 * MIB;
/** Acknowledged for good each time so much has come (uploads.ts). */
const EACH = 64 * MIB;

describe('a gateway that dies in the middle of a page\'s upload [I 1]', () => {
  let town: Town;
  let folder: string;
  let browser: Browser;
  let gateway: ChildProcess | undefined;
  const hash = createHash('sha256');
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    // The program below goes by the machine's own time.
    town = await foundTown({ from: Date.now(), policy: { locks: 'password', maxFileBytes: BYTES, approval: { 'to-contractor': false, 'to-section': false } }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-killed-'));
    const bytes = randomBytes(BYTES);
    hash.update(bytes);
    await writeFile(join(folder, 'a.dat'), bytes);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    gateway?.kill('SIGKILL');
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The program itself, on the town's data and ports; resolves when it listens. */
  async function started(): Promise<ChildProcess> {
    const { dataFolder, keysFolder } = town.settings;
    const portOf = (side: 'ward' | 'contractor'): string => new URL(town.running.origins[side]).port;
    const environment = { KAGIBAKO_DATA: dataFolder, KAGIBAKO_KEYS: keysFolder, KAGIBAKO_WARD_PORT: portOf('ward'), KAGIBAKO_CONTRACTOR_PORT: portOf('contractor') };
    const child = spawn(process.execPath, [join(await builtFolder('server'), 'server/main.js')], { env: cleanEnvironment(environment), stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('"ward":')) break;
    child.stdout.resume();
    gateway = child;
    return child;
  }
  async function kill(child: ChildProcess): Promise<void> {
    if (child.kill('SIGKILL')) await once(child, 'exit');
  }

  needs('chromium', 'finds the page going on by itself after each restart, and every byte as it was sent', async (path) => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const id = draft.transfers[0]?.id ?? '';
    /** All of it once it is whole: then it is unfinished no more. */
    const acknowledged = async (): Promise<number> => {
      const [waiting] = await town.sato.api.call('unfinished', { id: draft.id });
      return waiting?.offset ?? (await town.sato.api.call('transfer', { id })).files[0]?.size ?? 0;
    };
    const line = await layLine(town.running.origins.ward, 20 * MIB);
    browser = await openBrowser(path, [line.flag]);
    await town.restart(async () => {
      let child = await started();
      const page = await atWork(browser, town.running.origins.ward, town.sato, town);
      await depositByPage(page, town.running.origins.ward, { id, path: join(folder, 'a.dat') }, async () => {
        for (const kills of [1, 2]) {
          await expect.poll(acknowledged).toBeGreaterThanOrEqual(kills * EACH);
          await kill(child);
          // What a dead process held open, its machine closes.
          line.cut();
          const sent = line.sent();
          await page.getByText('通信が切れました。つながり次第、続きから送ります。').first().waitFor();
          child = await started();
          line.mend();
          if (kills === 1) line.slow();
          // What had been acknowledged is not sent again.
          await expect.poll(acknowledged).toBeGreaterThanOrEqual((kills + 1) * EACH);
          expect(line.sent() - sent).toBeLessThan(BYTES - kills * EACH + 20 * MIB);
        }
      });
      await page.context().close();
      await kill(child);
    });
    await line.close();
    expect((await town.sato.api.call('transfer', { id })).files.map(({ sha256, size }) => [sha256, size])).toEqual([[hash.copy().digest('hex'), BYTES]]);
    // The program's clock went on meanwhile.
    town.time.advance(90);
    for (const one of [town.sato, town.tanaka]) await one.signInAgain();
    const { password } = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
    const firm = `${town.running.origins.contractor}/p/${town.firm.page}`;
    const page = await atWork(browser, firm, town.tanaka, town);
    await openByPage(page, firm, { id, path: join(folder, 'opened.dat'), password });
    expect(createHash('sha256').update(await readFile(join(folder, 'opened.dat'))).digest('hex')).toBe(hash.digest('hex'));
    await page.context().close();
  }, 900_000);
});
