// The roster at a desk and on a phone: the firm submits, the section finds it on its home and accepts, the firm sees who may act.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { addPerson, foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');
const SIZES = [{ width: 1366, height: 768 }, { width: 390, height: 844 }] as const;

describe.each(SIZES)('the roster at $width pixels', (viewport) => {
  let town: Town;
  let browser: Browser;
  let firm: AtBrowser;
  let staff: AtBrowser;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    await addPerson(town, town.admin, { role: 'handler', login: 'suzuki', name: '鈴木 一郎', contractorId: town.firm.id }, town.firm.page);
    browser = await openBrowser(chromiumPath);
    firm = await sitDown(browser, viewport);
    await signInAt(firm.page, `${town.running.origins.contractor}/p/${town.firm.page}/`, town.tanaka.login, town.tanaka.password);
    await firm.page.getByRole('heading', { level: 1, name: /受け取るもの/ }).waitFor();
    staff = await sitDown(browser, viewport);
    await signInAt(staff.page, town.running.origins.ward, town.sato.login, town.sato.password);
    await staff.page.getByRole('heading', { level: 1, name: /対応が必要なもの/ }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([firm.complaints, staff.complaints, town.faults]).toEqual([[], [], []]);
    await town.close();
  });

  needs('chromium', 'is submitted by the firm with what is missing named first [O 0-3] [O 1-15]', async () => {
    await firm.page.goto(`${town.running.origins.contractor}/p/${town.firm.page}/engagements/${town.engagement.id}/roster`);
    await firm.page.getByText('いなければならない役割の人がいません：取扱者').waitFor();
    await firm.page.getByRole('button', { name: '名簿に届け出る' }).click();
    await firm.page.getByRole('button', { name: '名簿に届け出る' }).click();
    await firm.page.getByText('＊届出の理由を入力してください。').waitFor();
    await firm.page.getByRole('combobox', { name: /^利用者/ }).selectOption({ label: '鈴木 一郎' });
    await firm.page.getByRole('textbox', { name: /^届出の理由/ }).fill('繁忙期の増員のため');
    await firm.page.getByRole('button', { name: '名簿に届け出る' }).click();
    await firm.page.getByText('届け出ました。').waitFor();
    await firm.page.getByRole('heading', { name: '受付を待っている届出 1件' }).waitFor();
  });

  needs('chromium', 'waits on the section\'s home and is accepted in one press [O 0-3]', async () => {
    await staff.page.reload();
    await staff.page.getByRole('heading', { name: '名簿の届出 1件' }).waitFor();
    await staff.page.getByRole('link', { name: /^名簿を見て受け付ける/ }).click();
    await staff.page.getByRole('listitem').getByText('繁忙期の増員のため').waitFor();
    await staff.page.getByRole('button', { name: '鈴木 一郎さんの届出を受け付ける' }).click();
    await staff.page.getByText('鈴木 一郎さんを受け付けました。').waitFor();
    await firm.page.reload();
    await firm.page.getByRole('region', { name: /の名簿$/ }).getByText('鈴木 一郎').first().waitFor();
    expect(await firm.page.getByText('いなければならない役割の人がいません').count()).toBe(0);
  });

  needs('chromium', 'asks for a reason before somebody is taken off, and keeps the history in sight [O 0-3]', async () => {
    await firm.page.getByRole('button', { name: '鈴木 一郎さんを名簿から外す' }).click();
    await firm.page.getByRole('button', { name: '名簿から外す', exact: true }).click();
    await firm.page.getByText('理由を入力してください。').waitFor();
    await firm.page.getByRole('textbox', { name: /^理由/ }).fill('異動のため');
    await firm.page.getByRole('button', { name: '名簿から外す', exact: true }).click();
    await firm.page.getByText('鈴木 一郎さんを名簿から外しました。').waitFor();
    await firm.page.locator('summary').filter({ hasText: '変更の履歴 4件' }).click();
    for (const what of ['管理者が追加', '届出', '受付', '取外し']) await firm.page.getByRole('region', { name: /変更の履歴/ }).getByText(what, { exact: true }).first().waitFor();
  });
});
