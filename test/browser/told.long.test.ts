// What people are told in a real Chromium: that the gateway's key was changed, how long to wait when too much was refused, whom to call in an incident,
// and that a firm with a name that reads alike is registered already.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { changeKey, rotateGatewayKey } from '../keys/changing.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { addPerson, foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');

describe('what people are told', () => {
  let town: Town;
  let browser: Browser;
  const desks: AtBrowser[] = [];

  async function desk(side: 'ward' | 'contractor', who: { login: string; password: string }, viewport?: { width: number; height: number }): Promise<AtBrowser['page']> {
    const made = await sitDown(browser, viewport);
    desks.push(made);
    await made.page.context().clock.install({ time: new Date(town.time.wall()) });
    await signInAt(made.page, side === 'ward' ? town.running.origins.ward : `${town.running.origins.contractor}/p/${town.firm.page}`, who.login, who.password);
    await made.page.getByRole('button', { name: 'サインインする' }).waitFor({ state: 'detached' });
    await made.page.getByRole('heading', { level: 1 }).waitFor();
    return made.page;
  }

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([town.faults, desks.flatMap(({ complaints }) => complaints).filter((one) => !one.includes('status of 429'))]).toEqual([[], []]);
    await town.close();
  });

  needs('chromium', 'nothing is said of a key that was not changed; once it is, both sides hear it on their homes for ninety days, with the way to its words', async () => {
    const before = await desk('ward', town.sato);
    expect(await before.getByText('鍵箱の署名鍵が替わりました').count()).toBe(0);
    await before.waitForLoadState('networkidle');
    await before.close();
    await town.restart(async () => { await changeKey(town, rotateGatewayKey); });
    for (const [side, who] of [['ward', town.sato], ['contractor', town.tanaka]] as const) {
      const page = await desk(side, who);
      await page.getByText('鍵箱の署名鍵が替わりました').waitFor();
      await page.getByRole('link', { name: '鍵箱の署名鍵を見る' }).click();
      await page.getByText('鍵箱の署名鍵が替わりました').waitFor();
      await page.close();
    }
    town.time.advance(91 * 24 * 60);
    const after = await desk('ward', town.sato);
    expect(await after.getByText('鍵箱の署名鍵が替わりました').count()).toBe(0);
    await after.close();
  });

  needs('chromium', 'whom to call in an incident stands on the help of both sides', async () => {
    await town.admin.signInAgain();
    const { seen } = await town.admin.api.call('settings', {});
    await town.admin.api.call('changeSettings', { body: { seen, reason: '連絡先を決めたため。', changes: { securityContact: { name: '情報政策課 危機管理担当', telephone: '03-0000-9999' } } } });
    for (const [side, who] of [['ward', town.sato], ['contractor', town.tanaka]] as const) {
      const page = await desk(side, who);
      await page.getByRole('link', { name: 'ヘルプ' }).first().click();
      await page.getByText('情報政策課 危機管理担当').waitFor();
      expect(await page.getByRole('link', { name: '03-0000-9999' }).getAttribute('href')).toBe('tel:0300009999');
      await page.close();
    }
  });

  needs('chromium', 'a firm whose name reads alike is shown with its address, and is registered only once it was said to be another one', async () => {
    const page = await desk('ward', town.admin, { width: 390, height: 844 });
    await page.goto(`${town.running.origins.ward}/admin/contractors`);
    // The list stands above the form, and pushes it down when it comes.
    await page.getByText('○○県△△市2-4-6').first().waitFor();
    await page.getByLabel(/^受託事業者の名称/).fill('㈱みどり　印刷');
    await page.getByLabel(/^所在地/).fill('○○県□□市9-9');
    const firms = async (): Promise<number> => (await town.admin.api.call('contractors', {})).length;
    const register = page.getByRole('button', { name: 'この受託事業者を加える' });
    await register.click();
    await page.getByText('よく似た名称の事業者が、すでに登録されています。').waitFor();
    await page.getByText('株式会社みどり印刷（○○県△△市2-4-6）').waitFor();
    await register.click();
    expect(await firms()).toBe(1);
    await page.getByLabel('別の事業者であることを、名称と所在地で確かめました').check();
    await register.click();
    await page.getByText(/㈱みどり　印刷/).first().waitFor();
    await expect.poll(firms).toBe(2);
    await page.close();
  });

  needs('chromium', 'whoever was refused too often sees the seconds go by and then that it goes on', async () => {
    const one = await addPerson(town, town.admin, { role: 'staff', login: 'suzuki', name: '鈴木 一', sectionId: town.section.id });
    const page = await desk('ward', one);
    for (let asked = 0; asked < 620; asked += 20) await Promise.all(Array.from({ length: 20 }, () => one.api.call('transfer', { id: '0'.repeat(32) }).catch(() => undefined)));
    // The page's clock stands still from here, at a time that it has not come to: no second goes by before it is read.
    await page.clock.pauseAt(new Date(town.time.wall() + 10 * 60_000));
    await page.goto(`${town.running.origins.ward}/transfers`);
    await page.getByRole('timer').filter({ hasText: 'あと6秒お待ちください。' }).waitFor();
    await page.clock.fastForward(3_000);
    await page.getByRole('timer').filter({ hasText: /あと[123]秒お待ちください。/ }).waitFor();
    await page.clock.fastForward(4_000);
    await page.getByText('もう一度操作できます。').waitFor();
    await page.close();
  });
});
