// A small town for tests: a gateway on two real listeners with a turnable clock, a ward section with two clerks, a printing
// firm with a handling manager, an auditor and an administrator, all made through the API as a real administrator would.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi, type Api } from '../client/api.ts';
import { createSignedFetch, type SignedFetch } from '../client/cli/signed-fetch.ts';
import { uploadFile } from '../client/cli/upload.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { administratorOnMachine } from '../server/accounts/administrator-on-machine.ts';
import type { TimeSource } from '../server/ledger/clock.ts';
import { initialise, run, type RunningGateway, type Surroundings } from '../server/running.ts';
import type { DepositView } from '../server/http/wire/transfers.ts';
import { takenFileView } from '../server/http/wire/transfers.ts';
import type { Policy } from '../server/engagements/policy.ts';
import { plainTerms, type Terms } from '../server/engagements/terms.ts';
import { testPolicy } from './policy.ts';
import { quickHasher } from './quick-hasher.ts';

export const start = Date.parse('2026-07-02T05:00:00.000Z'); // 令和8年7月2日 14:00 in Japan

export interface TurnableTime extends TimeSource {
  /** Lets both clocks go on. */
  advance(minutes: number): void;
  /** Sets only the wall clock. */
  leap(minutes: number): void;
}

export function turnableTime(from = start): TurnableTime {
  let monotonic = 0;
  let shift = 0;
  return { wall: () => from + monotonic + shift, monotonic: () => monotonic, advance: (minutes) => (monotonic += minutes * 60_000), leap: (minutes) => (shift += minutes * 60_000) };
}

export interface Someone {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly api: Api;
  readonly line: SignedFetch;
  /** A new sign-in: another occasion. */
  signInAgain(): Promise<void>;
}

export { testPolicy };

export interface Town {
  readonly folder: string;
  readonly settings: Settings;
  readonly time: TurnableTime;
  readonly running: RunningGateway;
  readonly admin: Someone;
  readonly sato: Someone;
  readonly takahashi: Someone;
  readonly tanaka: Someone;
  readonly auditor: Someone;
  readonly section: { id: string };
  readonly firm: { id: string; page: string };
  readonly engagement: Awaited<ReturnType<typeof addEngagement>>;
  readonly faults: string[];
  /** Stops the gateway and opens it again on the same data; `between` is done while nothing holds the folder. */
  restart(between?: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Founds the town. `policy` and `terms` change the engagement's; `environment` the settings. Passwords are hashed at a small cost, but where `surroundings` say otherwise. */
export async function foundTown(given: { policy?: Partial<Policy>; terms?: Partial<Terms>; environment?: Record<string, string>; surroundings?: Partial<Surroundings>; from?: number } = {}): Promise<Town> {
  const folder = await mkdtemp(join(tmpdir(), 'kagibako-town-'));
  const settings = readSettings({ KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0', ...given.environment });
  const time = turnableTime(given.from);
  const faults: string[] = [];
  const surroundings: Surroundings = { time, random: randomBytes, tickEvery: 0, webFolder: null, hasher: quickHasher, fault: (id, error) => faults.push(`${id} ${error instanceof Error ? error.stack ?? error.message : String(error)}`), ...given.surroundings };
  const founded = await initialise(settings, surroundings, { code: 'asagiri', name: 'あさぎり区', login: 'admin', adminName: '管理 太郎' });
  const town = { running: await run(settings, surroundings) };
  const admin = await arrive(town, 'ward', { id: founded.account.id, ...founded.initial });
  const section = await admin.api.call('addSection', { body: { name: '福祉部 介護保険課', telephone: '03-0000-1111' } });
  const firm = await admin.api.call('addContractor', { body: { name: '株式会社みどり印刷', address: '○○県△△市2-4-6' } });
  const person = async (body: Parameters<typeof addPerson>[2]) => addPerson(town, admin, body, body.role === 'handler' ? firm.page : undefined);
  const sato = await person({ role: 'staff', login: 'sato', name: '佐藤 恵', sectionId: section.id });
  const takahashi = await person({ role: 'staff', login: 'takahashi', name: '髙橋 健', sectionId: section.id, canApprove: true });
  const tanaka = await person({ role: 'handler', login: 'tanaka', name: '田中 誠', contractorId: firm.id });
  const auditor = await person({ role: 'auditor', login: 'kansa', name: '監査 花子' });
  const engagement = await addEngagement(admin, { sectionIds: [section.id], contractorIds: [firm.id], policy: { ...testPolicy, ...given.policy }, terms: { ...plainTerms, ...given.terms } });
  await admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: firm.id, accountId: tanaka.id, role: 'manager', startsOn: '2026-04-01' } });
  return {
    folder, settings, time, admin, sato, takahashi, tanaka, auditor, section, firm, engagement, faults,
    get running() { return town.running; },
    restart: async (between) => {
      await town.running.close();
      await between?.();
      town.running = await run({ ...settings, ward: { ...settings.ward, port: portOf(town.running.origins.ward) }, contractor: { ...settings.contractor, port: portOf(town.running.origins.contractor) } }, surroundings);
    },
    close: async () => {
      await town.running.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const portOf = (origin: string): number => Number(new URL(origin).port);

export async function addEngagement(admin: Someone, given: { sectionIds: string[]; contractorIds: string[]; policy: Policy; terms?: Terms; title?: string; from?: string; to?: string }) {
  return admin.api.call('addEngagement', { body: {
    title: given.title ?? '介護保険料納入通知書等の作成等業務', purpose: '納入通知書の印字・封入封緘', legalBasis: '条例第14条第1項', from: given.from ?? '2026-04-01', to: given.to ?? '2027-03-31', items: ['被保険者番号', '氏名', '住所'],
    forms: [{ name: '納入通知書 印字データ', nameEn: 'Premium notices', direction: 'to-contractor', unit: '件' }, { name: '業務報告書', nameEn: 'Report', direction: 'to-section', unit: '件' }],
    policy: given.policy, terms: given.terms, preset: null, sectionIds: given.sectionIds, contractorIds: given.contractorIds,
  } });
}

type NewPerson = { role: 'staff' | 'handler' | 'auditor'; login: string; name: string; sectionId?: string; contractorId?: string; canApprove?: boolean };

export async function addPerson(town: { running: Pick<RunningGateway, 'origins'> }, admin: Someone, body: NewPerson, page?: string): Promise<Someone> {
  const made = await admin.api.call('addAccount', { body });
  return arrive(town, body.role === 'handler' ? 'contractor' : 'ward', { id: made.account.id, ...made.initial, ...(page === undefined ? {} : { page }) });
}

/** Signs in with the initial password and chooses a password of one's own. */
export async function arrive(town: { running: Pick<RunningGateway, 'origins'> }, side: 'ward' | 'contractor', given: { id: string; login: string; password: string; page?: string }): Promise<Someone> {
  const line = createSignedFetch(town.running.origins[side]);
  const api = createApi({ base: town.running.origins[side], fetch: line.fetch });
  const page = given.page === undefined ? {} : { page: given.page };
  const password = `${given.login} あさぎり つつじ 7月 りす 2026`;
  await api.call('signIn', { body: { login: given.login, password: given.password, ...page } });
  await api.call('changePassword', { body: { current: given.password, next: password } });
  return { id: given.id, login: given.login, password, api, line, signInAgain: async () => { await api.call('signIn', { body: { login: given.login, password, ...page } }); } };
}

/** A second administrator, as whoever runs the machine makes one: the first has nobody who could approve it. */
export async function secondAdministrator(town: Pick<Town, 'running'>, given = { login: 'kanri2', name: '管理 次郎' }): Promise<Someone> {
  return arrive(town, 'ward', await onMachine(town, given));
}

/** What `kagibako admin administrator` does, without stopping the gateway. */
export async function onMachine({ running: { gateway: { store, ledger, clock } } }: Pick<Town, 'running'>, given: { login: string; name: string | null }) {
  const { id, initial } = await administratorOnMachine({ store, ledger, clock, hasher: quickHasher, random: randomBytes }, { code: 'asagiri', by: '保守 一郎', ...given });
  return { id, login: given.login, password: initial?.password ?? '' };
}

/** Resets what one administrator asks for and another approves. Returns what the second was shown. */
export async function resetByTwo(town: Pick<Town, 'running' | 'admin'>, accountId: string, what: 'password' | 'second-factor' = 'password') {
  const second = await secondAdministrator(town);
  const asked = await town.admin.api.call('askReset', { id: accountId, body: { what, reason: '本人からの電話' } });
  return second.api.call('approveRequest', { id: asked.id, body: { password: second.password } });
}

/** Registers a certificate for `who` and has `by` confirm it by its fingerprint. */
export async function confirmedCertificate(who: Someone, by: Someone, certificate: string): Promise<{ id: string; fingerprint: string }> {
  const made = await who.api.call('addCertificate', { body: { certificate, label: '印刷室の端末' } });
  return by.api.call('confirmCertificate', { id: made.id, body: { fingerprint: made.words } });
}

export async function draftFor(who: Someone, town: Pick<Town, 'engagement'>, given: { recipientIds: string[]; quantity?: number; form?: string; key?: string }): Promise<DepositView> {
  const form = town.engagement.forms.find((one) => one.name.startsWith(given.form ?? '納入通知書'));
  return who.api.call('addDeposit', { idempotencyKey: given.key ?? randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId: form?.id ?? '', recipientIds: given.recipientIds, quantity: given.quantity ?? 3 } });
}

export async function upload(who: Someone, depositId: string, name: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<DepositView> {
  const chunks = bytes instanceof Uint8Array ? (async function* () { for (let at = 0; at < bytes.length || at === 0; at += 65_536) yield await Promise.resolve(bytes.subarray(at, at + 65_536)); })() : bytes;
  takenFileView.parse(await uploadFile({ address: who.api.address('addFile', { id: depositId }), headers: who.line.headers(), name, chunks }));
  return who.api.call('deposit', { id: depositId });
}
