// The administrator at a desk and on a phone: a person, a condition and a contact are changed, each seen before and after; the gateway's health is read.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { addPerson, foundTown, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const SIZES = [{ width: 1366, height: 768 }, { width: 390, height: 844 }] as const;

/** The texts of the cells of the row that this header names, wherever the table stands. */
async function rowOf(page: Page, table: string, head: string): Promise<string[]> {
  const row = page.getByRole('region', { name: table }).locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: head }) });
  await row.waitFor();
  return row.locator('td > span:nth-of-type(2)').allInnerTexts();
}
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();
const follow = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('link', { name }).click();

async function save(page: Page, reason: string, count: number): Promise<void> {
  await page.getByLabel('変更の理由').fill(reason);
  await press(page, `${String(count)}件の変更を保存する`);
  await page.getByText(`${String(count)}件の変更を保存しました。`).waitFor();
}

describe.each(SIZES)('the administrator at $width pixels', (viewport) => {
  let town: Town;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let clerk: Someone;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    clerk = await addPerson(town, town.admin, { role: 'staff', login: 'mori', name: '森 旧姓', sectionId: town.section.id });
    browser = await openBrowser(chromiumPath);
    ({ page, complaints } = await sitDown(browser, viewport));
    await signInAt(page, town.running.origins.ward, town.admin.login, town.admin.password);
    await page.getByRole('heading', { level: 1, name: /利用者/ }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });
  const open = async (path: string): Promise<void> => {
    await page.goto(town.running.origins.ward + path);
    await page.getByRole('region').or(page.getByRole('textbox')).first().waitFor();
  };
  /** A refusal that the page shows in words is also a line in the console; what counts is anything else. */
  const wrong = (): string[] => complaints.filter((one) => !/Failed to load resource.*(?:409|422)/.test(one));

  needs('chromium', 'finds a person, sees the change before and after, and must say why', async () => {
    await page.getByLabel(/氏名・利用者ID/).fill('ＭＯＲＩ');
    await page.getByText('6人のうち1人').waitFor();
    await follow(page, '森 旧姓');
    await follow(page, '変更する');
    await page.getByLabel('氏名').fill('森 新姓');
    await page.getByRole('group', { name: /承認/ }).getByLabel('できる', { exact: true }).check();
    await press(page, '変更を確認する');
    await page.getByRole('heading', { name: '変更の確認' }).waitFor();
    expect(await rowOf(page, '変更の確認', '氏名')).toEqual(['森 旧姓', '森 新姓', 'すぐに']);
    expect(await rowOf(page, '変更の確認', '承認')).toEqual(['できない', 'できる', 'すぐに']);
    await press(page, '2件の変更を保存する');
    await page.getByText('変更の理由を入力してください。').waitFor();
    expect((await clerk.api.call('session', {})).account.name).toBe('森 旧姓');
    await save(page, '改姓のため', 2);
    await page.getByText('氏名：森 旧姓 → 森 新姓').waitFor();
    await page.getByText('改姓のため').waitFor();
    expect((await clerk.api.call('session', {})).account).toMatchObject({ name: '森 新姓', canApprove: true });
    expect(wrong()).toEqual([]);
  });

  needs('chromium', 'goes back from the review with everything typed, and is told when there is nothing to change', async () => {
    await open(`/admin/sections/${town.section.id}/change`);
    await press(page, '変更を確認する');
    await page.getByText('今と同じ内容のため、変更するものがありません。').waitFor();
    await page.getByLabel('電話番号').fill('03-0000-5555');
    await press(page, '変更を確認する');
    await press(page, '戻って直す');
    expect(await page.getByLabel('電話番号').inputValue()).toBe('03-0000-5555');
    await town.admin.api.call('changeSection', { id: town.section.id, body: { changes: { telephone: '03-0000-6666' }, seen: (await town.admin.api.call('sections', {}))[0]?.seen ?? '', reason: '別の管理者' } });
    await press(page, '変更を確認する');
    await page.getByText('同時に別の操作がありました。').waitFor();
    expect((await town.admin.api.call('sections', {}))[0]?.telephone).toBe('03-0000-6666');
    expect(wrong()).toEqual([]);
  });

  needs('chromium', 'changes a condition of an engagement and reads from when it counts; what is fixed says why', async () => {
    await open(`/admin/engagements/${town.engagement.id}`);
    expect((await rowOf(page, '取扱条件', '下書きの保存'))[1]).toContain('変更できません');
    await follow(page, '変更する');
    await page.getByLabel('パスワード通知までの間隔').fill('１２０');
    await press(page, '変更を確認する');
    await page.getByRole('heading', { name: '変更の確認' }).waitFor();
    expect(await rowOf(page, '変更の確認', 'パスワード通知までの間隔')).toEqual(['60分', '120分', 'まだパスワードを渡していない授受から']);
    await save(page, '協議による', 1);
    await page.getByRole('region', { name: '変更の記録' }).getByText('協議による').waitFor();
    expect((await rowOf(page, '取扱条件', 'パスワード通知までの間隔'))[0]).toBe('120分');
    expect((await town.admin.api.call('engagementDetail', { id: town.engagement.id })).policy).toEqual({ ...town.engagement.policy, passwordGapMinutes: 120 });
    expect(wrong()).toEqual([]);
  });

  needs('chromium', 'sets whom readers call: all of a contact or nothing of it', async () => {
    await open('/admin/settings');
    await follow(page, '変更する');
    await page.getByLabel('問い合わせ先の名称').fill('情報政策課');
    await press(page, '変更を確認する');
    await page.getByRole('link', { name: '受付時間を入力してください。' }).waitFor();
    await page.getByLabel('問い合わせ先の電話番号').fill('03-0000-4444');
    await page.getByLabel('受付時間').fill('平日 8:30から17:15まで');
    await press(page, '変更を確認する');
    await page.getByRole('heading', { name: '変更の確認' }).waitFor();
    expect(await rowOf(page, '変更の確認', '問い合わせ先の名称')).toEqual(['（なし）', '情報政策課', 'すぐに']);
    await save(page, '初期設定', 3);
    expect((await town.admin.api.call('settings', {})).contact).toEqual({ name: '情報政策課', telephone: '03-0000-4444', hours: '平日 8:30から17:15まで' });
    expect(wrong()).toEqual([]);
  });

  needs('chromium', 'reads how the gateway is doing, judged and with what to do', async () => {
    await open('/admin/health');
    await page.getByText('対応が必要なものがあります。').waitFor();
    const [verdict, , todo] = await rowOf(page, '稼働状況', 'ウイルス検査');
    expect(verdict).toBe('対応が必要');
    expect(todo).toContain('検査プログラムを入れ');
    expect((await rowOf(page, '稼働状況', '消去'))[0]).toBe('良好');
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    expect(wrong()).toEqual([]);
  });
});
