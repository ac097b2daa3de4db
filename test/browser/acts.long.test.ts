// The short path, counted in a real Chromium. An act is one press of a button by which a person commits something: the gateway writes it into its
// ledger, or the person's own computer unlocks or opens. Typing, ticking, choosing a file and going on to the next page are none, but each filled
// button that is pressed is recorded by the page itself and must be named here, as an act or as a step, so that none is left out of the count.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { systemTime } from '../../server/ledger/clock.ts';
import { builtFolder } from '../setup/build.ts';
import { needs, program } from '../setup/programs.ts';
import { confirmedCertificate, draftFor, foundTown, upload, type Someone, type Town } from '../town.ts';
import { openBrowser, signInAt, sitDown } from './person.ts';

const chromiumPath = program('chromium');
const passphrase = 'みどり の つくえ の うえ の はこ 3';
const QUANTITY = 1_200;

/** Runs in the page: every press of a filled button or link is told by its name. */
const RECORDER = `addEventListener('click', (event) => {
  const control = event.target instanceof Element ? event.target.closest('button, a') : null;
  if (event.isTrusted && control?.classList.contains('bg-act')) window.pressedFilled(control.textContent);
}, true)`;

class Desk {
  readonly page: Page;
  /** Filled buttons and links in the order in which they were pressed, as the page saw it. */
  readonly pressed: string[] = [];
  readonly acts: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  async begin(): Promise<this> {
    await this.page.exposeFunction('pressedFilled', (name: string) => void this.pressed.push(name.trim()));
    await this.page.addInitScript(RECORDER);
    return this;
  }

  /** Presses a button that commits, and waits until the page says so. */
  async act(name: string | RegExp, said: string): Promise<void> {
    await this.page.getByRole('button', { name }).click();
    await this.page.getByText(said).first().waitFor();
    this.acts.push(String(name));
  }

  async tick(...labels: string[]): Promise<void> {
    for (const label of labels) await this.page.getByLabel(label, { exact: false }).check();
  }
}

describe('the short path', () => {
  let town: Town;
  let browser: Browser;
  let file: string;
  let keyFile: string;

  beforeAll(async () => {
    if (chromiumPath === undefined) return;
    town = await foundTown({ policy: { passwordGapMinutes: 0, wipeAfterConfirmHours: 0 }, surroundings: { time: systemTime, tickEvery: 500, webFolder: join(await builtFolder('web'), 'web') } });
    browser = await openBrowser(chromiumPath);
    [file, keyFile] = [join(town.folder, '納入通知書.csv'), join(town.folder, 'key.asc')];
    const key = await makeKeyPair({ name: '株式会社みどり印刷 印刷室', passphrase }, new Date());
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    await writeFile(file, '被保険者番号,氏名\r\n'.repeat(QUANTITY));
    await writeFile(keyFile, key.privateKey);
  });
  afterAll(async () => {
    if (chromiumPath === undefined) return;
    await browser.close();
    expect(town.faults).toEqual([]);
    await town.close();
  });

  /** Somebody sits down and signs in: on another day, so on another occasion. */
  async function desk(who: Someone): Promise<Desk> {
    const made = await new Desk((await sitDown(browser)).page).begin();
    const { origins } = town.running;
    await signInAt(made.page, who === town.tanaka ? `${origins.contractor}/p/${town.firm.page}` : origins.ward, who.login, who.password);
    await made.page.getByRole('heading', { name: who === town.tanaka ? '受け取るもの' : '対応が必要なもの' }).waitFor();
    made.pressed.length = 0;
    return made;
  }

  /** Makes the password, reads it, and records that it was handed over. */
  async function handOver(at: Desk): Promise<string> {
    await at.tick('まわりにほかの人がいません', 'すぐに印刷物を取りに行けます');
    await at.act('パスワードを作って表示する', '1組');
    const password = (await at.page.locator('.password-groups').allInnerTexts()).join(' ');
    await at.tick('手渡し');
    await at.act('渡したことを記録する', '渡したことを記録しました');
    return password;
  }

  needs('chromium', 'the usual transfer costs the ward four acts and the contractor three', async () => {
    const sato = await desk(town.sato);
    await sato.page.getByRole('link', { name: '新しい授受を作る' }).click();
    await sato.page.getByLabel('数量').fill(String(QUANTITY));
    await sato.page.getByRole('button', { name: 'ファイルへ進む' }).click();
    await sato.page.locator('input[type=file]').first().setInputFiles([file]);
    await sato.page.getByRole('button', { name: '確認へ進む' }).click();
    // What is sent there for the first time asks for a tick more, as each doubt does.
    await sato.page.getByRole('button', { name: '株式会社みどり印刷に預け入れる' }).waitFor();
    for (const doubt of await sato.page.locator('main').getByRole('checkbox').all()) await doubt.check();
    await sato.act('株式会社みどり印刷に預け入れる', '預け入れました');

    const approver = await desk(town.takahashi);
    await approver.page.getByRole('link', { name: /^承認する \d/ }).click();
    await approver.tick('送付先を確認しました', '送付内容を確認しました', '添付ファイルを確認しました');
    await approver.act(/^承認して/, '承認しました');

    const notifier = await desk(town.takahashi);
    await notifier.page.getByRole('link', { name: /^パスワードを渡す/ }).click();
    const password = await handOver(notifier);

    const tanaka = await desk(town.tanaka);
    await tanaka.page.getByRole('link', { name: /^受け取る/ }).click();
    await tanaka.page.getByRole('textbox', { name: /^パスワード/ }).fill(password);
    await tanaka.act('解錠する', '解錠しました');
    await tanaka.page.locator('input[type=file]').first().setInputFiles([keyFile]);
    await tanaka.page.getByRole('textbox', { name: /^鍵のパスフレーズ/ }).fill(passphrase);
    await tanaka.act('保存先を選んで開く', '送られた内容と一致しています');
    await tanaka.page.getByRole('link', { name: '受領確認へ進む' }).click();
    await tanaka.page.getByLabel('数えた件数').fill(String(QUANTITY));
    await tanaka.tick('すべて開き');
    await tanaka.act(/^受領を確認/, '受領を確認しました');

    const ward = [...sato.acts, ...approver.acts, ...notifier.acts];
    expect(ward).toHaveLength(4);
    expect(tanaka.acts).toHaveLength(3);
    // Nothing filled was pressed that is not named: two steps of a form, the way to an act from the home page, and the acts.
    expect(sato.pressed).toEqual(['新しい授受を作る', 'ファイルへ進む', '確認へ進む', '株式会社みどり印刷に預け入れる']);
    expect(approver.pressed).toEqual(['承認する', '承認して、株式会社みどり印刷が受け取れるようにする']);
    expect(notifier.pressed).toEqual(['パスワードを渡す', 'パスワードを作って表示する']);
    expect(tanaka.pressed).toEqual(['受け取る', '解錠する', '保存先を選んで開く', '受領確認へ進む', '受領を確認する']);
    // The ledger agrees: of what was committed for this transfer, four entries are the ward's.
    const [transfer] = (await town.sato.api.call('transfers', {})).transfers;
    const entries = await town.sato.api.call('timeline', { id: transfer?.id ?? '' });
    const committed = entries.filter((entry) => entry.result === 'done' && ['佐藤 恵', '髙橋 健'].includes(entry.actor)).map((entry) => entry.act).filter((act) => !/draft|add-file/.test(act));
    expect(committed).toHaveLength(4);
  });

  needs('chromium', 'three transfers to one recipient are approved in one press and share one notice', async () => {
    const ids: string[] = [];
    for (const name of ['一.csv', '二.csv', '三.csv']) {
      const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id], quantity: QUANTITY });
      await upload(town.sato, draft.id, name, Buffer.from('被保険者番号,氏名\r\n'.repeat(QUANTITY)));
      await town.sato.api.call('submit', { id: draft.id });
      ids.push(draft.transfers[0]?.id ?? '');
    }
    const statesOf = async (): Promise<string[]> => Promise.all(ids.map(async (id) => (await town.sato.api.call('transfer', { id })).state));

    const approver = await desk(town.takahashi);
    await approver.page.getByRole('link', { name: '承認 3' }).click();
    // Nine ticks, each below its evidence; none stands for several.
    const ticks = approver.page.getByRole('checkbox');
    await ticks.first().waitFor();
    expect(await ticks.count()).toBe(9);
    for (const tick of await ticks.all()) await tick.check();
    await approver.act('3件を承認する', '3件を承認しました');
    expect(await statesOf()).toEqual(['released', 'released', 'released']);

    const notifier = await desk(town.takahashi);
    // One line for the three: a second such link would stop the press.
    await notifier.page.getByRole('link', { name: /^パスワードを渡す/ }).click();
    await handOver(notifier);
    expect(approver.acts.length + notifier.acts.length).toBe(3);
    const whoCanOpen = await Promise.all(ids.map(async (id) => (await town.sato.api.call('transfer', { id })).notice?.handedOver?.method));
    expect(whoCanOpen).toEqual(['in-person', 'in-person', 'in-person']);
  });
});
