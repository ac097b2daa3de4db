// A file handed over by the pages, in two steps of two people: chosen and deposited by one, opened and saved by the other.
import type { Browser, Page } from 'playwright-core';
import type { Someone, Town } from '../town.ts';
import { signInAt, sitDown } from './person.ts';

/** Far beyond what a line that breaks, or a gateway that is busy, takes to come through. */
const LONG = 240_000;

/** Somebody signed in at a page of their own; its context is to be closed. */
export async function atWork(browser: Browser, address: string, who: Someone, town: Pick<Town, 'time'>): Promise<Page> {
  const { page } = await sitDown(browser);
  // The town's clock stands in July; what the pages count down must stand there with it.
  await page.clock.setFixedTime(new Date(town.time.wall()));
  await signInAt(page, address, who.login, who.password);
  await page.getByRole('heading', { level: 1, name: /対応|受け取る/ }).waitFor();
  return page;
}

/** Chooses the file at `path` for the draft of transfer `id` and deposits it; `meanwhile` is done once the sending has begun. */
export async function depositByPage(page: Page, origin: string, { id, path }: { id: string; path: string }, meanwhile?: () => Promise<void>): Promise<void> {
  await page.goto(`${origin}/transfers/${id}/draft/files`);
  await page.locator('input[type=file]').first().setInputFiles([path]);
  await press(page, '確認へ進む');
  await page.getByRole('button', { name: /に預け入れる$/ }).waitFor();
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await press(page, /に預け入れる$/);
  await meanwhile?.();
  await page.getByText('預け入れました').first().waitFor({ timeout: LONG });
}

/** Opens the one file of transfer `id` with its password and saves it at `path`; `firm` is the address of the firm's page. */
export async function openByPage(page: Page, firm: string, { id, path, password }: { id: string; path: string; password: string }, meanwhile?: () => Promise<void>): Promise<void> {
  await page.goto(`${firm}/transfers/${id}/open`);
  await page.getByRole('textbox', { name: /^パスワード/ }).fill(password);
  await press(page, '解錠する');
  await page.getByText('解錠しました').first().waitFor();
  const download = page.waitForEvent('download', { timeout: LONG });
  await press(page, '保存先を選んで開く');
  await meanwhile?.();
  await (await download).saveAs(path);
}

const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).first().click();
