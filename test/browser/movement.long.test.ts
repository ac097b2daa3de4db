// The media route and 確認書 through the pages: the clerk switches, writes and hands over; the firm confirms everything in one press.
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { released } from '../hostile/steps.ts';
import { unpack } from '../records/movement/medium-disc.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { confirmedCertificate, foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');

describe.each([{ at: 'a desk', viewport: { width: 1366, height: 768 } }, { at: 'a phone', viewport: { width: 390, height: 844 } }])('a medium and its papers, at $at', ({ viewport }) => {
  let town: Town;
  let browser: Browser;
  let [sato, tanaka]: AtBrowser[] = [];
  let id = '';
  const pageOf = (who: AtBrowser | undefined): Page => {
    if (who === undefined) throw new Error('expected a person at a browser');
    return who.page;
  };

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { passwordGapMinutes: 0 }, surroundings: { time: systemTime, tickEvery: 500, webFolder: join(await builtFolder('web'), 'web') } });
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date());
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    id = (await released(town, [town.firm.id]))[0]?.id ?? '';
    browser = await openBrowser(chromiumPath);
    [sato, tanaka] = [await sitDown(browser, viewport), await sitDown(browser, viewport)];
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  needs('chromium', 'the clerk switches to a medium with the reason, writes it on another occasion and records the hand-over [O 1-30] [O 1-14]', async () => {
    const page = pageOf(sato);
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await page.getByRole('heading', { name: /対応が必要なもの/ }).waitFor();
    await page.goto(`${town.running.origins.ward}/transfers/${id}`);
    await page.getByRole('button', { name: '媒体での受渡しに切り替える' }).click();
    await page.getByRole('radio', { name: '回線の障害' }).check();
    await page.getByRole('button', { name: '媒体に切り替える', exact: true }).click();
    await page.getByRole('heading', { name: '媒体での受渡し', exact: true }).waitFor();
    await town.takahashi.signInAgain();
    await town.takahashi.api.call('addNotice', { body: { transferIds: [id] } });
    await page.goto(`${town.running.origins.ward}/transfers/${id}/medium`);
    await page.getByRole('button', { name: '書込みを始める' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /ZIP/ }).click()]);
    const files = unpack(await readFile(await download.path()));
    expect([...files.keys()].map((path) => path.split('/')[1])).toContain('HOW-TO-OPEN.txt');
    await page.getByRole('button', { name: '媒体を渡したことを記録する' }).click();
    await page.getByText('田中 誠').first().waitFor();
    await page.getByRole('link', { name: /パスワード通知書を渡す/ }).waitFor();
    expect(sato?.complaints).toEqual([]);
  });

  needs('chromium', 'the clerk counts what comes back, before its receipt is confirmed, and is told where one is missing [H 113]', async () => {
    const page = pageOf(sato);
    await page.goto(`${town.running.origins.ward}/transfers/${id}/medium`);
    await page.locator('summary', { hasText: '媒体を返してもらう' }).click();
    const [count, record] = [page.getByLabel('戻った媒体の枚数'), page.getByRole('button', { name: '媒体の返却を記録する' })];
    await record.click();
    await count.and(page.locator('[aria-invalid=true]')).fill('2');
    await record.click();
    await page.getByText('渡した媒体は1枚ですが、戻った媒体は2枚と入力されています。').waitFor();
    await count.fill('1');
    await record.click();
    await record.waitFor({ state: 'detached' });
    expect(await town.sato.api.call('transfer', { id })).toMatchObject({ medium: { returned: { medium: { from: { name: '田中 誠' }, count: 1 }, notice: null } } });
  });

  needs('chromium', 'the firm sees what waits on its home and confirms it in one press [O 1-29]', async () => {
    const { engagement } = town;
    await town.sato.signInAgain();
    const about = { kind: 'delivery', engagementId: engagement.id, transferId: id };
    const { values } = await town.sato.api.call('prepareRecord', { body: about });
    await town.sato.api.call('addRecord', { idempotencyKey: `delivery-${id}`, body: { ...about, values } });
    const page = pageOf(tanaka);
    await signInAt(page, `${town.running.origins.contractor}/p/${town.firm.page}`, 'tanaka', town.tanaka.password);
    await page.getByText('確認していない確認書が2件あります。').waitFor();
    await page.getByRole('link', { name: '確認書', exact: true }).click();
    await page.getByRole('button', { name: '選んだ確認書の内容を確認した' }).click();
    await page.getByText('待っている確認書はありません。').waitFor();
    const records = await town.sato.api.call('confirmationRecords', { id });
    expect(records.filter((record) => ['delivery', 'medium-return'].includes(record.kind)).map((record) => record.standing)).toEqual(['closed', 'closed']);
    expect(tanaka?.complaints).toEqual([]);
  });
});
