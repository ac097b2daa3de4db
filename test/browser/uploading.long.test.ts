// Sending from the pages of a real Chromium over a line that breaks: it goes on by itself after a cut and after a restart of the gateway, and after a reload
// with the same file chosen again; another file under its name is never mixed with it.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { layLine, type CuttableLine } from './cuttable-line.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');
const BYTES = 12_000_000;
/** Bytes a second at which no file comes to its end before a person does something, however busy the machine is. */
const CRAWLING = 100_000;

describe('sending over a line that breaks', () => {
  let town: Town;
  let folder: string;
  let file: string;
  let bytes: Buffer;
  let line: CuttableLine;
  let browser: Browser;
  let desk: AtBrowser;
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { locks: 'password' }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-sending-'));
    file = join(folder, '納入通知書_7月.dat');
    bytes = randomBytes(BYTES);
    await writeFile(file, bytes);
    line = await layLine(town.running.origins.ward, 3_000_000);
    browser = await openBrowser(chromiumPath, [line.flag]);
    desk = await sitDown(browser);
    await desk.page.clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(desk.page, town.running.origins.ward, town.sato.login, town.sato.password);
    await desk.page.getByRole('heading', { level: 1, name: /対応/ }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    await line.close();
    expect(town.faults).toEqual([]);
    await town.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (words: string | RegExp): Promise<void> => desk.page.getByText(words).first().waitFor();
  const press = (name: string | RegExp): Promise<void> => desk.page.getByRole('button', { name }).first().click();
  const choose = (path: string): Promise<void> => desk.page.locator('input[type=file]').first().setInputFiles([path]);
  const unfinished = async (id: string) => town.sato.api.call('unfinished', { id });
  const arrived = async (id: string): Promise<number> => (await unfinished(id))[0]?.offset ?? 0;

  /** A draft with its files page open. */
  async function drafted(): Promise<{ id: string; depositId: string; filesPage: string }> {
    const deposit = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    const id = deposit.transfers[0]?.id ?? '';
    const filesPage = `${town.running.origins.ward}/transfers/${id}/draft/files`;
    await desk.page.goto(filesPage);
    return { id, depositId: deposit.id, filesPage };
  }
  async function send(): Promise<void> {
    await press('確認へ進む');
    await sendAway(desk.page);
  }
  async function mustBeWhole(id: string): Promise<void> {
    await text('預け入れました');
    const { files, state } = await town.sato.api.call('transfer', { id });
    expect([files.length, files[0]?.size, files[0]?.sha256, state]).toEqual([1, BYTES, createHash('sha256').update(bytes).digest('hex'), 'awaiting-approval']);
  }

  needs('chromium', 'goes on by itself from what has arrived, and says meanwhile that the line is cut [I 1]', async () => {
    const { id, depositId } = await drafted();
    await choose(file);
    const before = line.sent();
    await send();
    await expect.poll(() => line.sent() - before).toBeGreaterThan(4_000_000);
    line.cut();
    await text('通信が切れました。つながり次第、続きから送ります。');
    await expect.poll(() => arrived(depositId)).toBeGreaterThan(1_000_000);
    const [had, already] = [await arrived(depositId), line.sent()];
    line.mend();
    await mustBeWhole(id);
    // What had arrived was not sent again.
    expect(line.sent() - already).toBeLessThan(BYTES - had + 1_000_000);
  });

  needs('chromium', 'goes on after the gateway was restarted', async () => {
    line.slow();
    const { id, depositId } = await drafted();
    await choose(file);
    const before = line.sent();
    await send();
    await expect.poll(() => line.sent() - before).toBeGreaterThan(4_000_000);
    line.cut();
    await expect.poll(() => arrived(depositId)).toBeGreaterThan(1_000_000);
    await town.restart();
    line.mend();
    await mustBeWhole(id);
  });

  needs('chromium', 'finds after a reload what was begun, and goes on once the same file is chosen again; another file is told from it', async () => {
    line.slow();
    const { id, depositId, filesPage } = await drafted();
    await choose(file);
    const before = line.sent();
    await send();
    await expect.poll(() => line.sent() - before).toBeGreaterThan(4_000_000);
    line.slow(CRAWLING);
    desk.page.once('dialog', (dialog) => void dialog.accept());
    await desk.page.goto(filesPage);
    line.slow();
    await expect.poll(() => arrived(depositId)).toBeGreaterThan(1_000_000);
    await desk.page.reload();
    await text('続きから送るには、次のファイルを選び直してください。');
    const other = join(folder, 'other', '納入通知書_7月.dat');
    await mkdir(join(folder, 'other'));
    await writeFile(other, randomBytes(BYTES));
    await utimes(other, new Date(0), new Date(0));
    await choose(other);
    await text('前に途中まで送ったものとは別のファイルです。最初から送ります');
    await press(/を外す$/);
    await choose(file);
    await text(/続きから送ります（.*まで届いています）/);
    const [had, already] = [await arrived(depositId), line.sent()];
    line.mend();
    await send();
    await mustBeWhole(id);
    expect(line.sent() - already).toBeLessThan(BYTES - had + 1_000_000);
    expect(await unfinished(depositId)).toEqual([]);
  });

  needs('chromium', 'what was begun is discarded by the person, or by stopping everything', async () => {
    line.slow();
    const { depositId } = await drafted();
    await choose(file);
    const before = line.sent();
    await send();
    await expect.poll(() => line.sent() - before).toBeGreaterThan(3_000_000);
    line.slow(CRAWLING);
    await press('すべて中止する');
    line.slow();
    await expect.poll(async () => (await unfinished(depositId)).length).toBe(0);
  });

  needs('chromium', 'and no page complained of anything but the cuts', () => {
    expect(desk.complaints.filter((complaint) => !/ERR_CONNECTION_|Failed to load resource/.test(complaint))).toEqual([]);
  });
});

/** Presses what deposits, after ticking whatever the page wants to have confirmed. */
async function sendAway(page: Page): Promise<void> {
  await page.getByRole('button', { name: /に預け入れる$/ }).waitFor();
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await page.getByRole('button', { name: /に預け入れる$/ }).click();
}
