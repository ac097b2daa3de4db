// Every page of every role as a reader meets it, in the town of living-town.ts. Pages that change something stand last.
import type { Page } from 'playwright-core';
import type { Someone } from '../town.ts';
import { passphrase, type LivingTown } from './living-town.ts';

export interface ShownPage {
  readonly name: string;
  readonly side: 'ward' | 'contractor';
  /** Null: nobody is signed in. */
  readonly who: (town: LivingTown) => Someone | null;
  /** Below the side's own address. */
  readonly path: (town: LivingTown) => string;
  /** What the reader does there first, in Japanese. */
  readonly first?: (page: Page, town: LivingTown) => Promise<void>;
}

const at = (name: string, side: ShownPage['side'], who: ShownPage['who'], path: string | ShownPage['path'], first?: ShownPage['first']): ShownPage => ({ name, side, who, path: typeof path === 'string' ? () => path : path, ...(first === undefined ? {} : { first }) });
const nobody = (): null => null;
const sato = (town: LivingTown): Someone => town.sato;
const takahashi = (town: LivingTown): Someone => town.takahashi;
const tanaka = (town: LivingTown): Someone => town.tanaka;
const auditor = (town: LivingTown): Someone => town.auditor;
const admin = (town: LivingTown): Someone => town.admin;
const press = (name: string | RegExp) => (page: Page): Promise<void> => page.getByRole('button', { name }).first().click();
const follow = (name: string | RegExp) => (page: Page): Promise<void> => page.getByRole('link', { name }).first().click();
const firstEngagement = (town: LivingTown): string => `/engagements/${town.engagement.id}`;

async function chooseFile(page: Page): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles([{ name: '納入通知書_転入_追加.csv', mimeType: 'text/csv', buffer: Buffer.from('被保険者番号,氏名\r\n'.repeat(900)) }]);
  await page.getByText('納入通知書_転入_追加.csv').first().waitFor();
}

async function unlock(page: Page, town: LivingTown): Promise<void> {
  await page.getByRole('textbox', { name: /^パスワード/ }).fill(town.password);
  await page.getByRole('button', { name: '解錠する' }).click();
  await page.getByText('解錠しました').first().waitFor();
}

async function slip(page: Page, town: LivingTown): Promise<void> {
  await page.getByRole('textbox', { name: /^パスワード/ }).fill(town.password.slice(0, 9) + (town.password[9] === '2' ? '3' : '2') + town.password.slice(10));
  await page.getByRole('button', { name: '解錠する' }).click();
  await page.getByText('まだ解錠は試していません').first().waitFor();
}

async function makeKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: '鍵を作る' }).first().click();
  await page.getByRole('textbox', { name: /^鍵のパスフレーズ ?※/ }).fill(passphrase);
}

async function newAdministrator(page: Page): Promise<void> {
  await page.getByRole('button', { name: '利用者を加える' }).click();
  await page.getByLabel('管理者', { exact: true }).check();
}

async function reviewPerson(page: Page): Promise<void> {
  await page.getByLabel('氏名').fill('佐藤 惠');
  await page.getByRole('group', { name: /承認/ }).getByLabel('できる', { exact: true }).check();
  await page.getByRole('button', { name: '変更を確認する' }).click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

async function makeNotice(page: Page): Promise<void> {
  for (const label of ['まわりにほかの人がいません', 'すぐに印刷物を取りに行けます']) await page.getByLabel(label).check();
  await page.getByRole('button', { name: 'パスワードを作って表示する' }).click();
  await page.locator('.password-groups').first().waitFor();
}

const drawn = (page: Page): Promise<void> => page.locator('.plot').nth(3).waitFor();

async function allTables(page: Page): Promise<void> {
  await drawn(page);
  for (const button of await page.getByRole('button', { name: '表', exact: true }).all()) await button.click();
}

const openKept = (page: Page): Promise<void> => page.getByText(/^保存した検索条件/).first().click();

async function nameSearch(page: Page): Promise<void> {
  await openKept(page);
  await press('この条件を保存する')(page);
  await press('検索条件を保存する')(page);
  await page.getByText('名前を入力してください').first().waitFor();
}

/** A search is kept, what it found is saved, and the register of what was saved is opened. */
async function keepAndExtract(page: Page): Promise<void> {
  await openKept(page);
  if (await page.getByRole('button', { name: '「拒否された操作」でさがす' }).count() === 0) {
    await press('この条件を保存する')(page);
    await page.getByLabel('条件の名前').fill('拒否された操作');
    await press('検索条件を保存する')(page);
    await page.getByRole('button', { name: '「拒否された操作」でさがす' }).waitFor();
  }
  await press('番号を付けて保存する')(page);
  await page.getByText(/ログ抽出書 .*を保存しました/).waitFor();
  await press('抽出簿を見る')(page);
  await page.getByRole('button', { name: /と同じ条件でさがす$/ }).first().waitFor();
}

async function signByGnuPg(page: Page): Promise<void> {
  await page.getByLabel('GnuPG', { exact: false }).first().check();
  await press(/^受領を確認する/)(page);
}

const verifyExport = (tampered: (bundle: string) => string) => async (page: Page, town: LivingTown): Promise<void> => {
  const bundle = await (await town.auditor.api.call('ledgerExport', {})).text();
  await page.locator('input[type=file]').setInputFiles([{ name: 'kagibako-ledger.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(tampered(bundle)) }]);
  await page.getByRole('button', { name: '検証する' }).click();
  await page.locator('.banner').first().waitFor();
};

/** Another export, or a document of the same one, beside an export. */
const verifyWith = (task: string, press: string, changed: (bundle: string) => string) => async (page: Page, town: LivingTown): Promise<void> => {
  const bundle = await (await town.auditor.api.call('ledgerExport', {})).text();
  const files = [bundle, changed(bundle)].map((text, i) => ({ name: `kagibako-ledger-${i}.jsonl`, mimeType: 'application/jsonl', buffer: Buffer.from(text) }));
  await page.getByLabel(task).check();
  for (const [i, id] of ['verify-file-input', 'verify-other-input'].entries()) await page.locator(`#${id}`).setInputFiles(files.slice(i, i + 1));
  await page.getByRole('button', { name: press, exact: true }).click();
  await page.locator('.banner').first().waitFor();
};

const outside = [
  at('sign-in', 'ward', nobody, '/'),
  at('sign-in-missing', 'ward', nobody, '/', press('サインインする')),
  at('contractor-sign-in', 'contractor', nobody, '/'),
  at('sign-in-help', 'ward', nobody, '/help'),
  at('contractor-sign-in-help', 'contractor', nobody, '/help'),
];
const staff = [
  at('staff-home', 'ward', takahashi, '/'),
  at('staff-home-sato', 'ward', sato, '/'),
  at('transfers', 'ward', sato, '/transfers'),
  at('transfers-no-match', 'ward', sato, '/transfers?state=wipe-failed'),
  ...(['wiped', 'confirmed', 'collected', 'released', 'recalled', 'expired', 'returned', 'draft', 'approval', 'report'] as const).map((which) => at(`transfer-${which}`, 'ward', sato, (town) => `/transfers/${town.transfers[which]}`)),
  at('recall', 'ward', sato, (town) => `/transfers/${town.transfers.released}`, press('取り消す')),
  at('receipt-document', 'ward', sato, (town) => `/transfers/${town.transfers.wiped}/documents/receipt`),
  at('wipe-certificate', 'ward', sato, (town) => `/transfers/${town.transfers.wiped}/documents/wipe-certificate`),
  at('new-contents', 'ward', sato, '/transfers/new', async (page, town) => { await page.getByLabel('委託業務').selectOption(town.engagement.id); }),
  at('new-contents-missing', 'ward', sato, '/transfers/new', press('ファイルへ進む')),
  at('new-files', 'ward', sato, (town) => `/transfers/${town.transfers.draft}/draft/files`, chooseFile),
  at('new-check', 'ward', sato, (town) => `/transfers/${town.transfers.draft}/draft/check`),
  at('standing-approvals', 'ward', takahashi, (town) => `/engagements/${town.engagement.id}/standing-approvals`, press('継続承認を作る')),
  at('approvals', 'ward', takahashi, '/approvals'),
  at('approval', 'ward', takahashi, (town) => `/transfers/${town.transfers.approval}/approval`),
  at('approval-missing', 'ward', takahashi, (town) => `/transfers/${town.transfers.approval}/approval`, press(/^承認して/)),
  at('notices', 'ward', takahashi, '/notices'),
  at('notice-new', 'ward', takahashi, (town) => `/notices/new?transfers=${town.transfers.notice}`),
  at('notice-open', 'ward', takahashi, (town) => `/notices/${town.openNotice}`),
  at('engagements', 'ward', sato, '/engagements'),
  at('engagement', 'ward', sato, firstEngagement),
  at('engagement-roster', 'ward', sato, (town) => `${firstEngagement(town)}/roster`),
  at('section-keys', 'ward', sato, '/keys'),
  at('report-open', 'ward', sato, (town) => `/transfers/${town.transfers.report}/open`),
  at('records', 'ward', sato, '/records'),
  at('duties', 'ward', sato, '/duties'),
  at('registers', 'ward', sato, '/registers'),
  at('record-new-missing', 'ward', sato, (town) => `/records/new?kind=inspection&engagement=${town.engagement.id}&contractor=${town.firm.id}`, press('立入り調査を記録する')),
  at('staff-help', 'ward', sato, '/help'),
  at('display-settings', 'ward', sato, '/me'),
  at('own-sign-in', 'ward', sato, '/me/sign-in'),
  at('own-account', 'ward', sato, '/me/happenings'),
  at('own-sign-in-again', 'ward', sato, '/me/sign-in', press('認証アプリを登録する')),
  at('not-found', 'ward', sato, '/nowhere'),
  at('no-such-transfer', 'ward', sato, `/transfers/${'0'.repeat(32)}`),
];
const contractor = [
  at('contractor-help', 'contractor', tanaka, '/help'),
  at('contractor-home', 'contractor', tanaka, '/'),
  at('contractor-home-similar', 'contractor', (town) => town.yamazaki, '/'),
  at('contractor-transfers', 'contractor', tanaka, '/transfers'),
  at('contractor-transfer', 'contractor', tanaka, (town) => `/transfers/${town.transfers.released}`),
  at('unlock-slip', 'contractor', tanaka, (town) => `/transfers/${town.transfers.released}/open`, slip),
  at('sealed-parts', 'contractor', tanaka, (town) => `/transfers/${town.transfers.released}/open`, press('封緘したまま保存する')),
  at('receipt', 'contractor', tanaka, (town) => `/transfers/${town.transfers.collected}/receipt`),
  at('receipt-missing', 'contractor', tanaka, (town) => `/transfers/${town.transfers.collected}/receipt`, press(/^受領を確認する/)),
  at('receipt-gnupg', 'contractor', tanaka, (town) => `/transfers/${town.transfers.collected}/receipt`, signByGnuPg),
  at('send', 'contractor', tanaka, '/send'),
  at('contractor-notices', 'contractor', tanaka, '/notices'),
  at('roster', 'contractor', tanaka, '/engagements'),
  at('roster-submit', 'contractor', tanaka, (town) => `${firstEngagement(town)}/roster`, press('名簿に届け出る')),
  at('record', 'contractor', tanaka, (town) => `/records/${town.record}`),
  at('keys', 'contractor', tanaka, '/keys'),
  at('make-key', 'contractor', tanaka, '/keys', makeKey),
];
const auditing = [
  at('auditor-help', 'ward', auditor, '/help'),
  at('audit-home', 'ward', auditor, '/audit'),
  at('ledger', 'ward', auditor, '/audit/ledger?from=2026-07-14&to=2026-07-14'),
  at('ledger-refused', 'ward', auditor, '/audit/ledger?result=refused'),
  at('ledger-no-match', 'ward', auditor, '/audit/ledger?number=0000-0000'),
  at('ledger-name', 'ward', auditor, '/audit/ledger?act=sign-in', nameSearch),
  at('ledger-kept', 'ward', auditor, '/audit/ledger?result=refused&from=2026-07-01', keepAndExtract),
  at('entry', 'ward', auditor, '/audit/ledger/20'),
  at('no-such-entry', 'ward', auditor, '/audit/ledger/9999'),
  at('story', 'ward', auditor, (town) => `/audit/transfers/${town.transfers.wiped}`),
  at('story-running', 'ward', auditor, (town) => `/audit/transfers/${town.transfers.released}`),
  at('audit-receipt', 'ward', auditor, (town) => `/audit/transfers/${town.transfers.wiped}/documents/receipt`),
  at('audit-reviews', 'ward', auditor, '/audit/reviews'),
  at('audit-thresholds', 'ward', auditor, '/audit/thresholds'),
  at('audit-threshold-change', 'ward', auditor, '/audit/thresholds', press(/変更する|変える/)),
  at('audit-retention', 'ward', auditor, '/audit/retention'),
  at('audit-retention-missing', 'ward', auditor, '/audit/retention', press('保全を始める')),
  at('audit-registers', 'ward', auditor, '/audit/registers'),
  at('audit-review', 'ward', auditor, '/audit/reviews/2026-07-06', press('確認を記録する')),
  at('plots', 'ward', auditor, '/audit/plots?from=2026-07-01&to=2026-07-31', drawn),
  at('plots-tables', 'ward', auditor, '/audit/plots?from=2026-07-01&to=2026-07-30', allTables),
  at('plots-none', 'ward', auditor, '/audit/plots?from=2025-07-01&to=2025-07-31'),
  at('verify', 'ward', auditor, '/audit/verify'),
  at('verify-good', 'ward', auditor, '/audit/verify', verifyExport((bundle) => bundle)),
  at('verify-bad', 'ward', auditor, '/audit/verify', verifyExport((bundle) => bundle.replace('"quantity":68000', '"quantity":68001'))),
  at('compare-good', 'ward', auditor, '/audit/verify', verifyWith('二つの書き出しを比べる', '比べる', (bundle) => bundle)),
  at('compare-bad', 'ward', auditor, '/audit/verify', verifyWith('二つの書き出しを比べる', '比べる', (bundle) => bundle.replace('"quantity":68000', '"quantity":68001'))),
  at('check-document', 'ward', auditor, '/audit/verify', verifyWith('受領書・消去証明書・確認書を確かめる', '確かめる', (bundle) => bundle.split('\n').find((line) => line.startsWith('{"document"') && line.includes('"kind":"receipt"')) ?? '')),
  at('verify-unreadable', 'ward', auditor, '/audit/verify', verifyExport(() => '%PDF-1.7')),
  at('export', 'ward', auditor, '/audit/export'),
];
const administration = [
  at('admin-help', 'ward', admin, '/help'),
  at('admin-people', 'ward', admin, '/admin/people'),
  at('admin-sections', 'ward', admin, '/admin/sections'),
  at('admin-contractors', 'ward', admin, '/admin/contractors'),
  at('admin-engagements', 'ward', admin, '/admin/engagements'),
  at('admin-engagement', 'ward', admin, (town) => `/admin/engagements/${town.engagement.id}`),
  at('admin-engagement-new', 'ward', admin, '/admin/engagements', follow('委託業務を加える')),
  at('admin-person', 'ward', admin, (town) => `/admin/people/${town.sato.id}`),
  at('admin-ask-reset', 'ward', admin, (town) => `/admin/people/${town.sato.id}/reset`),
  at('admin-people-new', 'ward', admin, '/admin/people', newAdministrator),
  at('admin-requests', 'ward', admin, '/admin/requests'),
  at('admin-requests-approve', 'ward', admin, '/admin/requests', press('管理 三郎さんの「管理者の追加」を承認する')),
  at('admin-sign-in-policy', 'ward', admin, '/admin/sign-in-policy'),
  at('admin-person-review', 'ward', admin, (town) => `/admin/people/${town.sato.id}/change`, reviewPerson),
  at('admin-contractor', 'ward', admin, (town) => `/admin/contractors/${town.firm.id}`),
  at('admin-contractor-change', 'ward', admin, (town) => `/admin/contractors/${town.firm.id}/change`),
  at('admin-engagement-change', 'ward', admin, (town) => `/admin/engagements/${town.engagement.id}/change`),
  at('admin-engagement-end', 'ward', admin, (town) => `/admin/engagements/${town.engagement.id}/end`),
  at('admin-unattended', 'ward', admin, '/admin/unattended-terminals', press('自動転送端末を登録する')),
  at('admin-settings', 'ward', admin, '/admin/settings'),
  at('admin-settings-change', 'ward', admin, '/admin/settings/change'),
  at('admin-health', 'ward', admin, '/admin/health'),
  at('admin-retention', 'ward', admin, '/admin/retention'),
];
const changing = [
  at('open', 'contractor', tanaka, (town) => `/transfers/${town.transfers.released}/open`, unlock),
  at('notice', 'ward', takahashi, (town) => `/notices/new?transfers=${town.transfers.notice}`, makeNotice),
];

export const shownPages: readonly ShownPage[] = [...outside, ...staff, ...contractor, ...auditing, ...administration, ...changing];
