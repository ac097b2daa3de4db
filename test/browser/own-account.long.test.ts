// A person's own sign-ins at a real browser: the line at home that something happened, the page that tells it, and another device's sign-in ended with the password.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');

describe('the own account at the browser', () => {
  let town: Town;
  let browser: Browser;
  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  needs('chromium', 'says at home that something happened, tells it, and ends the sign-in of another device [ASVS 7.5.2] [ASVS 6.3.7]', async () => {
    const desk = await sitDown(browser);
    const { sato, running: { origins } } = town;
    town.time.advance(1);
    await sato.signInAgain();
    town.time.advance(1);
    await sato.api.call('changePassword', { body: { current: sato.password, next: `${sato.password} 2` } });
    for (let i = 0; i < 5; i += 1) await expect(sato.api.call('signIn', { body: { login: 'sato', password: `まちがい まちがい ${String(i)}` } })).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
    town.time.advance(1);
    await town.running.gateway.tick();
    const { page } = desk;
    await signInAt(page, origins.ward, 'sato', `${sato.password} 2`);
    await page.getByText('お知らせが2件あります').waitFor();
    await page.getByRole('link', { name: 'お知らせを確かめる' }).click();
    await page.getByRole('heading', { level: 1, name: 'サインインの状況' }).waitFor();
    await page.getByRole('row', { name: /パスワードの違うサインイン（この日に5回）/ }).getByText('新着').waitFor();
    await page.getByRole('row', { name: /LinuxのChrome *この端末/ }).waitFor();
    for (const [width, height] of [[1366, 768], [390, 844]] as const) {
      await page.setViewportSize({ width, height });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.getByRole('button', { name: /のサインインを終了する$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /^今のパスワード/ }).fill(`${sato.password} 2`);
    await dialog.getByRole('button', { name: '終了する', exact: true }).click();
    await page.getByText('サインインを終了しました').waitFor();
    await page.getByText('ほかの端末ではサインインしていません').waitFor();
    await expect(sato.api.call('session', {})).rejects.toMatchObject({ problem: { code: 'SESSION_ENDED' } });
    expect(desk.complaints).toEqual([]);
  });
});
