// Lists as people use them, in a real Chromium over the real gateway: many hundreds of rows, filters and their way back, several approvals in one press.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { openStore } from '../../server/store/store.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { testPolicy } from '../town.ts';
import { insertMany } from '../transfers/many.ts';
import { foundLivingTown, type LivingTown } from './living-town.ts';
import { openBrowser, signInAt, sitDown, type AtBrowser } from './person.ts';

const chromiumPath = program('chromium');
const MANY = 1_500;

/** Fifteen hundred more transfers, as if the section had worked for years: written while the gateway is stopped, because it shares its folder with nobody. */
async function workForYears(town: LivingTown): Promise<void> {
  const { engagement, section, firm, sato, settings, admin } = town;
  const { municipality } = await admin.api.call('session', {});
  const form = engagement.forms.find((one) => one.name.startsWith('納入通知書'));
  const line = { engagementId: engagement.id, policy: testPolicy, formId: form?.id ?? '', direction: 'to-contractor' as const, senderId: section.id, recipientId: firm.id, creators: [{ id: sato.id, name: '佐藤 恵' }] };
  await town.restart(async () => {
    const store = await openStore({ file: join(settings.dataFolder, 'kagibako.db') });
    await store.change((tx) => insertMany(tx, { count: MANY, seed: 3, municipalityId: municipality.id, lines: [line], states: ['wiped'], newest: town.time.wall() - 40 * 86_400_000, apart: 3_600_000, titles: ['納入通知書'] }));
    await store.close();
  });
}

describe('lists in the browser', () => {
  let town: LivingTown;
  let browser: Browser;
  let sato: AtBrowser;
  let takahashi: AtBrowser;
  let total: number;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundLivingTown({ webFolder: join(await builtFolder('web'), 'web') });
    await workForYears(town);
    total = (await town.sato.api.call('transferCounts', {})).all;
    browser = await openBrowser(chromiumPath);
    [sato, takahashi] = [await sitDown(browser), await sitDown(browser)];
    for (const { page } of [sato, takahashi]) await page.context().clock.setFixedTime(new Date(town.time.wall()));
    await signInAt(sato.page, town.running.origins.ward, 'sato', town.sato.password);
    await signInAt(takahashi.page, town.running.origins.ward, 'takahashi', town.takahashi.password);
    for (const { page } of [sato, takahashi]) await page.getByRole('heading', { name: '対応が必要なもの' }).waitFor();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const goTo = async (page: Page, path: string): Promise<void> => {
    await page.goto(town.running.origins.ward + path);
    await page.locator('h1').waitFor();
  };
  const table = (page: Page) => page.getByRole('table', { name: '授受一覧' });
  /** The row of this place in the whole list, once its content is there. */
  const row = (page: Page, place: number) => table(page).locator(`tr[aria-rowindex="${place + 2}"]:has(a)`);
  const numberAt = async (place: number, search: object = {}): Promise<string> => (await town.sato.api.call('searchTransfers', { body: { ...search, offset: place, limit: 1 } })).transfers[0]?.number ?? '';
  const topRow = (page: Page): Promise<number> => page.evaluate<number>("Number([...document.querySelectorAll('tr[data-index]')].find((row) => row.getBoundingClientRect().bottom > 1)?.dataset.index)");

  needs('chromium', 'fifteen hundred transfers are a table of that length that holds some dozens of rows', async () => {
    const { page } = sato;
    await page.getByRole('link', { name: '授受', exact: true }).click();
    await row(page, 0).waitFor();
    // The header is a row as well.
    expect(Number(await table(page).getAttribute('aria-rowcount'))).toBe(total + 1);
    await page.getByText(`${total.toLocaleString('ja-JP')}件`, { exact: true }).waitFor();
    expect(await table(page).locator('tbody tr[data-index]').count()).toBeLessThan(60);
  });

  needs('chromium', 'every row has come once it is scrolled to, step by step and after a jump to the end', async () => {
    const { page } = sato;
    let top = 0;
    for (const place of [60, 120, 180, 260]) {
      // At once, by the page itself: a row is taken away while another hand still waits for it to stand.
      await page.evaluate("[...document.querySelectorAll('tr[data-index]')].at(-1).scrollIntoView()");
      await page.evaluate(`scrollTo(0, document.querySelector('tbody').getBoundingClientRect().top + scrollY + ${place} * 61)`);
      const before = top;
      top = await settledTop(page);
      expect(top).toBeGreaterThan(before);
    }
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await expect.poll(async () => {
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      return row(page, total - 1).count();
    }).toBe(1);
    expect(await row(page, total - 1).getByRole('link').innerText()).toBe(await numberAt(total - 1));
    expect(await table(page).locator('tbody tr[data-index]').count()).toBeLessThan(60);
  });

  /** The row at the top, once it has stopped moving (what comes is measured, and moves the rest) and its content is there. */
  async function settledTop(page: Page): Promise<number> {
    let top = Number.NaN;
    await expect.poll(async () => {
      const before = top;
      top = await topRow(page);
      return top === before && await row(page, top).count() === 1;
    }).toBe(true);
    return top;
  }

  needs('chromium', 'filters and order stand in the address, what is searched for does not; Back brings back filters, text and place', async () => {
    const { page } = sato;
    await goTo(page, '/transfers');
    await page.getByRole('button', { name: '状態' }).click();
    await page.getByLabel('消去済').check();
    await page.getByLabel('受領確認済').check();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('納入通知書');
    const search = { q: '納入通知書', states: ['wiped', 'confirmed'] as ('wiped' | 'confirmed')[], sort: 'quantity' as const };
    const found = (await town.sato.api.call('searchTransfers', { body: search })).total;
    expect(found).toBeGreaterThan(400);
    await page.getByText(`${total.toLocaleString('ja-JP')}件のうち${found.toLocaleString('ja-JP')}件`).waitFor();
    await page.getByRole('button', { name: '数量' }).click();
    await expect.poll(async () => row(page, 0).getByRole('link').innerText()).toBe(await numberAt(0, search));
    expect(await page.getByRole('columnheader', { name: '数量' }).getAttribute('aria-sort')).toBe('descending');
    await page.waitForURL((address) => address.href.includes('/transfers?state=wiped%2Cconfirmed&sort=quantity'));
    await page.evaluate("scrollTo(0, document.querySelector('tbody').getBoundingClientRect().top + scrollY + 300 * 61)");
    await settledTop(page);
    // So that the row at the top is half there: of one that shows a pixel or two nobody can say whether it is still the top.
    await page.evaluate("scrollBy(0, [...document.querySelectorAll('tr[data-index]')].map((row) => row.getBoundingClientRect()).find(({ bottom }) => bottom > 1).bottom - 30)");
    const top = await settledTop(page);
    expect(top).toBeGreaterThan(200);
    await row(page, top + 2).getByRole('link').click();
    await page.getByRole('heading', { name: /^授受 \d{4}-\d{4}/ }).waitFor();
    await page.goBack();
    await page.getByText(`のうち${found.toLocaleString('ja-JP')}件`).waitFor();
    await expect.poll(() => topRow(page)).toBe(top);
    expect(await page.getByRole('searchbox').inputValue()).toBe('納入通知書');
    await page.getByRole('button', { name: '条件をすべて外す' }).click();
    await page.getByText(`${total.toLocaleString('ja-JP')}件`, { exact: true }).waitFor();
  });

  needs('chromium', 'a page of rows that is refused leaves the others standing, and comes when asked for again', async () => {
    const { page } = sato;
    await goTo(page, '/transfers');
    await row(page, 0).waitFor();
    await page.route('**/transfers/search', (route) => route.abort());
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.getByText('通信できません。', { exact: true }).waitFor();
    expect(await table(page).count()).toBe(1);
    await page.unroute('**/transfers/search');
    await page.getByRole('button', { name: 'もう一度読み込む' }).click();
    await expect.poll(async () => {
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      return row(page, total - 1).count();
    }).toBe(1);
    expect(await page.getByText('通信できません。', { exact: true }).count()).toBe(0);
  });

  needs('chromium', 'the home joins the notices of one recipient, and asks for what waits for others only when it is opened', async () => {
    const { page } = takahashi;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${new URL(request.url()).pathname} ${request.postData() ?? ''}`));
    await goTo(page, '/');
    await page.getByRole('button', { name: 'パスワード通知 3' }).click();
    await page.waitForURL((address) => address.search.includes('only=password'));
    await page.getByText('ほか1件').waitFor();
    expect(await page.getByRole('link', { name: /^パスワードを渡す/ }).count()).toBe(1);
    expect(asked.filter((one) => one.includes('"waiting"'))).toEqual([]);
    await page.getByText(/^ほかの人を待っているもの/).first().click();
    await page.getByRole('table', { name: /^ほかの人を待っているもの/ }).waitFor();
    expect(asked.filter((one) => one.includes('"waiting"'))).toHaveLength(1);
  });

  needs('chromium', 'the page of an approval stands under 承認, with a firm of like name named in yellow beside the recipient', async () => {
    const { page } = takahashi;
    await goTo(page, `/transfers/${town.transfers.approval}/approval`);
    expect(await page.getByRole('link', { name: '承認', exact: false }).and(page.locator('[aria-current=page]')).count()).toBe(1);
    expect(await page.locator('nav [aria-current=page]').count()).toBe(1);
    await page.getByText('よく似た名称の事業者があります：みどり印刷加工株式会社').waitFor();
  });

  needs('chromium', 'what is begun but not fully ticked is named, and nothing is approved [O 3-6]', async () => {
    const { page } = takahashi;
    await goTo(page, '/approvals');
    const [one, two] = await Promise.all([town.transfers.approval, town.transfers.approvalToo].map((id) => town.takahashi.api.call('transfer', { id })));
    for (const check of ['送付先', '送付内容', '添付ファイル']) await page.getByLabel(`${check}を確認しました（${one?.number ?? ''}）`).check();
    await page.getByLabel(`送付先を確認しました（${two?.number ?? ''}）`).check();
    await page.getByRole('button', { name: '1件を承認する' }).click();
    await page.getByText(`${two?.number ?? ''}　みどり印刷加工株式会社　『送付内容』『添付ファイル』の確認が残っています。`).waitFor();
    expect((await town.takahashi.api.call('transfer', { id: town.transfers.approval })).state).toBe('awaiting-approval');
  });

  needs('chromium', 'several are approved in one press; one that was sent back meanwhile is refused by itself, and the other is not lost', async () => {
    const { page } = takahashi;
    const two = await town.takahashi.api.call('transfer', { id: town.transfers.approvalToo });
    for (const check of ['送付内容', '添付ファイル']) await page.getByLabel(`${check}を確認しました（${two.number}）`).check();
    await town.takahashi.api.call('sendBack', { id: two.id, body: { reason: '件数が違います', digest: two.digest } });
    await page.getByRole('button', { name: '2件を承認する' }).click();
    await page.getByText('1件を承認しました。').waitFor();
    expect(await page.getByText('1件は承認していません').count()).toBe(1);
    expect((await town.takahashi.api.call('transfer', { id: town.transfers.approval })).state).toBe('released');
    expect((await town.takahashi.api.call('transfer', { id: two.id })).state).toBe('returned');
    expect(await page.getByRole('button', { name: /承認する$/ }).count()).toBe(0);
  });

  needs('chromium', 'no page complained', () => {
    expect([...sato.complaints, ...takahashi.complaints].filter((one) => !one.includes('ERR_FAILED'))).toEqual([]);
  });
});
