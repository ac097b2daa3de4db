// An administrator limits a firm to its network and registers a client certificate, on the page: typed, looked at, saved with a reason.
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { Browser } from 'playwright-core';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

describe('the limits of a firm', () => {
  let [town, browser]: [Town | null, Browser | null] = [null, null];
  beforeAll(async () => {
    const chromium = program('chromium');
    if (chromium === undefined) return;
    town = await foundTown({ surroundings: { webFolder: `${await builtFolder('web')}/web` } });
    browser = await openBrowser(chromium);
  });
  afterAll(async () => {
    await browser?.close();
    expect(town?.faults ?? []).toEqual([]);
    await town?.close();
  });

  needs('chromium', 'are typed, refused where they are wrong, looked at and saved by an administrator at the page [O 1-3]', async () => {
    if (town === null || browser === null) throw new Error('expected a browser');
    const { firm, running, admin } = town;
    const { page, complaints } = await sitDown(browser);
    await signInAt(page, `${running.origins.ward}/admin/contractors/${firm.id}`, 'admin', admin.password);
    await page.getByText('限っていません').waitFor();
    await page.getByRole('link', { name: '変更する' }).click();
    await page.getByLabel(/^使えるネットワーク/).fill('somewhere');
    await page.getByRole('button', { name: '変更を確認する' }).click();
    await page.getByText(/ネットワークの形が違うか/).waitFor();
    await page.getByLabel(/^使えるネットワーク/).fill('192.0.2.0/24\n\n 198.51.100.7 ');
    await page.getByLabel(/^クライアント証明書/).fill(`${'AB:'.repeat(31)}AB`);
    await page.getByRole('button', { name: '変更を確認する' }).click();
    await page.getByRole('cell', { name: /192\.0\.2\.0\/24/ }).waitFor();
    expect((await admin.api.call('contractors', {})).find(({ id }) => id === firm.id)?.networks, 'only looked at').toEqual([]);
    await page.getByLabel(/理由/).fill('事業者の届出による。');
    await page.getByRole('button', { name: /保存する/ }).click();
    await page.getByText('ab'.repeat(32)).first().waitFor();
    expect((await admin.api.call('contractors', {})).find(({ id }) => id === firm.id)).toMatchObject({ networks: ['192.0.2.0/24', '198.51.100.7'], clientCertificates: ['ab'.repeat(32)] });
    expect(complaints.filter((one) => !one.includes('422')), 'but for the refusal that the page shows').toEqual([]);
    await page.close();
  });
});
