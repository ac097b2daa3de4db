// A second factor at a real browser: enrolled, used at sign-in, a passkey beside it and alone, required of a role, and reset by two administrators.
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { authenticator, type Authenticator } from '../accounts/authenticator.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { foundTown, secondAdministrator, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { level: 1, name }).waitFor();

describe('a second factor at the browser', () => {
  let town: Town;
  let browser: Browser;
  let second: Someone;
  let app: Authenticator;
  let desk: { page: Page; device: CDPSession };
  const complaints: string[] = [];

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    // Passkeys belong to a name, never to an address of figures.
    town = await foundTown({ environment: { KAGIBAKO_WARD_HOST: 'localhost' }, surroundings: { webFolder: join(await builtFolder('web'), 'web') } });
    second = await secondAdministrator(town);
    browser = await openBrowser(chromiumPath);
    desk = await sit();
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect([complaints.filter((one) => !/Failed to load resource.*4\d\d|outside address: http:\/\/localhost:/.test(one)), town.faults]).toEqual([[], []]);
    await town.close();
  });

  /** A desk with a device that has passkeys: its finger is always right. */
  const sit = async (): Promise<{ page: Page; device: CDPSession }> => {
    const { page, complaints: heard } = await sitDown(browser);
    page.on('close', () => complaints.push(...heard));
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    return { page, device };
  };
  const password = (page: Page, who: Someone): Promise<void> => page.getByRole('dialog').getByRole('textbox', { name: /^今のパスワード/ }).fill(who.password);
  const signOut = async (page: Page): Promise<void> => {
    await press(page, 'サインアウトする');
    await heading(page, 'サインイン');
  };
  const giveCode = async (page: Page): Promise<void> => {
    await heading(page, '確認コードの入力');
    await page.getByLabel('確認コード').fill(app.code());
    await press(page, '確認する');
  };

  needs('chromium', 'is enrolled with the password asked again and a code of the app, and gives ten recovery codes', async () => {
    const { page } = desk;
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await page.getByRole('link', { name: '表示の設定' }).first().click();
    await page.getByRole('link', { name: /^サインインの設定/ }).click();
    await heading(page, 'サインインの設定');
    await press(page, '認証アプリを登録する');
    await password(page, town.sato);
    await press(page, '登録に進む');
    await page.getByRole('img', { name: /二次元コード/ }).waitFor();
    app = authenticator(town, (await page.locator('code').innerText()).replaceAll(' ', ''));
    await page.getByLabel('確認コード').fill('000000');
    await press(page, '登録する');
    await page.getByText('確認コードが違うか').waitFor();
    await page.getByLabel('確認コード').fill(app.code());
    await press(page, '登録する');
    await page.getByText('予備コードを10個作りました').waitFor();
    expect(await page.locator('ol li').count()).toBe(10);
    town.time.advance(1);
    await signOut(page);
  });

  needs('chromium', 'is asked for after the password, and a recovery code stands in for a lost telephone [ASVS 6.3.3]', async () => {
    const { page } = desk;
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await heading(page, '確認コードの入力');
    await page.getByLabel('確認コード').fill('123456');
    await press(page, '確認する');
    await page.getByText('確認コードが違うか').waitFor();
    await giveCode(page);
    await page.getByRole('link', { name: '表示の設定' }).first().waitFor();
    await page.goto(`${town.running.origins.ward}/me/sign-in`);
    await press(page, '予備コードを作り直す');
    await password(page, town.sato);
    await press(page, '作り直す');
    const code = await page.locator('ol li').first().innerText();
    await signOut(page);
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await press(page, '予備コードを使う');
    await page.getByLabel('予備コード').fill(code);
    await press(page, '確認する');
    await page.getByRole('link', { name: '表示の設定' }).first().waitFor();
  });

  needs('chromium', 'a passkey is made with the password asked again, stands in for the code, and is removed', async () => {
    const { page } = desk;
    await page.goto(`${town.running.origins.ward}/me/sign-in`);
    await press(page, 'パスキーを登録する');
    await page.getByLabel('パスキーの名前').fill('執務室の端末');
    await page.getByRole('textbox', { name: /^今のパスワード/ }).first().fill(town.sato.password);
    await press(page, '登録する');
    await page.getByText('パスキーを登録しました').waitFor();
    await signOut(page);
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await press(page, 'パスキーを使う');
    await page.getByRole('link', { name: '表示の設定' }).first().waitFor();
    const told = await town.running.gateway.store.read.selectFrom('ledger_entries').select('bytes').where('act', '=', 'sign-in').orderBy('idx', 'desc').limit(1).executeTakeFirstOrThrow();
    expect(JSON.parse(told.bytes)).toMatchObject({ result: 'done', facts: { factor: 'passkey' } });
  });

  needs('chromium', 'a passkey alone lets in where the policy of the role says so, and nobody else', async () => {
    const { page } = desk;
    await signOut(page);
    expect(await page.getByRole('button', { name: 'パスキーでサインインする' }).count()).toBe(0);
    const { rules, seen } = await town.admin.api.call('signInRules', {});
    await town.admin.api.call('changeSignInRules', { body: { seen, reason: '規程の改正', changes: rules.map((rule) => ({ ...rule, passkeyAlone: rule.role === 'staff' })) } });
    await page.goto(town.running.origins.ward);
    await press(page, 'パスキーでサインインする');
    await page.getByRole('link', { name: '表示の設定' }).first().waitFor();
    await page.goto(`${town.running.origins.ward}/me/sign-in`);
    await press(page, '執務室の端末を外す');
    await password(page, town.sato);
    await press(page, '登録を外す');
    await page.getByText('パスキーを外しました').waitFor();
    await signOut(page);
    await press(page, 'パスキーでサインインする');
    await page.getByText('サインインできませんでした').waitFor();
  });

  needs('chromium', 'the own password is changed later from a page [ASVS 6.2.2]', async () => {
    const { page } = desk;
    town.time.advance(1);
    await signInAt(page, town.running.origins.ward, 'sato', town.sato.password);
    await giveCode(page);
    await page.getByRole('link', { name: '表示の設定' }).first().waitFor();
    await page.goto(`${town.running.origins.ward}/me/sign-in`);
    const next = 'あたらしい ことば つばめ 12 かもめ';
    await page.getByRole('textbox', { name: /^今のパスワード/ }).fill(town.sato.password);
    await page.getByRole('textbox', { name: /^新しいパスワード※/ }).fill(next);
    await page.getByRole('textbox', { name: /^新しいパスワード（確認/ }).fill(next);
    await press(page, '新しいパスワードに変える');
    await page.getByText('新しいパスワードに変えました').waitFor();
    await expect(town.sato.signInAgain()).rejects.toMatchObject({ problem: { code: 'SIGN_IN_FAILED' } });
    await signOut(page);
  });

  needs('chromium', 'two administrators reset it: one asks, the other approves and is shown the password [ASVS 6.4.3]', async () => {
    const [one, other] = [(await sit()).page, (await sit()).page];
    await signInAt(one, town.running.origins.ward, 'admin', town.admin.password);
    await one.getByRole('link', { name: '髙橋 健' }).click();
    await one.getByRole('link', { name: 'リセットを依頼する' }).click();
    await one.getByLabel(/^パスワード/).check();
    await one.getByLabel('依頼の理由').fill('本人からの電話');
    await press(one, '依頼する');
    await one.getByText('リセットを依頼しました').waitFor();
    expect(await one.getByRole('button', { name: /承認する/ }).count()).toBe(0);
    await signInAt(other, town.running.origins.ward, 'kanri2', second.password);
    await other.getByText('承認を待っている依頼 1件').waitFor();
    await other.getByRole('link', { name: '管理者の承認' }).click();
    await press(other, '髙橋 健さんの「パスワードのリセット」を承認する');
    await other.getByRole('textbox', { name: /^あなたのパスワード/ }).fill(second.password);
    await press(other, 'リセットする');
    const initial = (await other.locator('dd .font-mono').first().innerText()).trim();
    expect(initial).toMatch(/^[a-z2-9-]{24}$/);
    await Promise.all([one.close(), other.close()]);
  });

  needs('chromium', 'where a role must have one, whoever has none is led to it and sees nothing else before', async () => {
    const administrator = (await sit()).page;
    await signInAt(administrator, town.running.origins.ward, 'admin', town.admin.password);
    await administrator.getByRole('link', { name: '設定', exact: true }).click();
    await administrator.getByRole('link', { name: 'サインインの決まり' }).click();
    await administrator.getByRole('group', { name: /二要素認証（監査人）/ }).getByLabel('必須').check();
    await press(administrator, '変更を確認する');
    await administrator.getByLabel('変更の理由').fill('規程の改正');
    await press(administrator, /1件の変更を保存する/);
    await administrator.getByText('1件の変更を保存しました').waitFor();
    const { page } = await sit();
    await signInAt(page, town.running.origins.ward, 'kansa', town.auditor.password);
    await heading(page, '二要素認証の登録');
    await page.goto(`${town.running.origins.ward}/audit`);
    await heading(page, '二要素認証の登録');
    await press(page, '認証アプリを登録する');
    await password(page, town.auditor);
    await press(page, '登録に進む');
    await page.getByRole('img', { name: /二次元コード/ }).waitFor();
    await page.getByLabel('確認コード').fill(authenticator(town, (await page.locator('code').innerText()).replaceAll(' ', '')).code());
    await press(page, '登録する');
    await press(page, '予備コードを保管しました。続ける');
    await page.getByRole('navigation', { name: '主な画面' }).waitFor();
    await Promise.all([page.close(), administrator.close(), desk.page.close()]);
  });
});
