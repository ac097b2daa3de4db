// A person at a browser: real Chromium, its own profile, everything it complains about kept for the test to look at.
import { chromium, type Browser, type Page } from 'playwright-core';

export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function openBrowser(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  // Without a locale of UTF-8 Chromium silently takes no file whose path has Japanese in it.
  return chromium.launch({ executablePath, timeout: 120_000, args: [...flags, ...more], env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' } });
}

export interface AtBrowser { readonly page: Page; readonly complaints: string[] }

/** Opens a page for one person. `showSaveFilePicker` asks a person, so the pages' own way without it is taken. */
export async function sitDown(browser: Browser, viewport = { width: 1366, height: 768 }): Promise<AtBrowser> {
  const context = await browser.newContext({ viewport, acceptDownloads: true, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  await context.addInitScript('delete window.showSaveFilePicker; delete window.showDirectoryPicker;');
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refusal that the page shows in words is also a line in the console; what counts is anything else.
    if (['error', 'warning'].includes(message.type()) && !/Failed to load resource.*40[0-9]/.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|blob:|data:)/.test(request.url())) complaints.push(`outside address: ${request.url()}`);
  });
  return { page, complaints };
}

export async function signInAt(page: Page, address: string, login: string, password: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('利用者ID').fill(login);
  await page.getByRole('textbox', { name: /^パスワード/ }).fill(password);
  await page.getByRole('button', { name: 'サインインする', exact: true }).click();
}
