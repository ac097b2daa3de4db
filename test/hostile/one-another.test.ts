import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { createPasswordHasher } from '../../server/accounts/password-hash.ts';
import { foundMunicipality } from '../../server/accounts/people.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { attachmentView } from '../../server/http/wire/records.ts';
import type { Route } from '../../server/http/wire/route.ts';
import { routes, type RouteName } from '../../server/http/wire/routes.ts';
import type { TransferView } from '../../server/http/wire/transfers.ts';
import { addEngagement, addPerson, arrive, confirmedCertificate, draftFor, foundTown, onMachine, start, testPolicy, type Someone, type Town } from '../town.ts';
import { head, kept, newestEntries, raw } from './line.ts';
import { noticed, released } from './steps.ts';

interface Clinic { readonly id: string; readonly page: string; readonly doctor: Someone }

describe('parties are strangers to one another', () => {
  let town: Town;
  let clinics: Clinic[];
  let foreign: Record<'admin' | 'staff' | 'handler' | 'auditor', Someone>;
  let otherSection: Someone;
  let unlisted: Someone;
  let engagement: Town['engagement'];
  let made: { transfer: TransferView; password: string; notice: string }[];
  let own: Readonly<Record<string, string>>;
  const payload = randomBytes(50_000);

  beforeAll(async () => {
    town = await foundTown();
    const clinic = async (name: string): Promise<Clinic> => {
      const firm = await town.admin.api.call('addContractor', { body: { name, address: '○○県' } });
      return { ...firm, doctor: await addPerson(town, town.admin, { role: 'handler', login: 'doctor', name: `${name} 医師`, contractorId: firm.id }, firm.page) };
    };
    clinics = [await clinic('つつじ医院'), await clinic('もみじ医院'), await clinic('さくら医院')];
    engagement = await addEngagement(town.admin, { title: '予防接種', sectionIds: [town.section.id], contractorIds: clinics.map((one) => one.id), policy: { ...testPolicy, passwordGapMinutes: 1 } });
    for (const { id, doctor } of clinics) await town.admin.api.call('addRosterEntry', { id: engagement.id, body: { contractorId: id, accountId: doctor.id, role: 'manager', startsOn: '2026-04-01' } });
    unlisted = await addPerson(town, town.admin, { role: 'handler', login: 'reception', name: '受付', contractorId: clinics[0]?.id ?? '' }, clinics[0]?.page);
    const welfare = await town.admin.api.call('addSection', { body: { name: '別の課', telephone: '03' } });
    otherSection = await addPerson(town, town.admin, { role: 'staff', login: 'betsu', name: '別 課子', sectionId: welfare.id, canApprove: true });
    foreign = await secondWard(town);
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('makes no deposit at all while the third recipient has no certificate [H 82]', async () => {
    for (const { doctor } of clinics.slice(0, 2)) await certified(town, doctor);
    const before = await kept(town);
    await expect(draftFor(town.sato, { engagement }, { recipientIds: clinics.map((one) => one.id) })).rejects.toMatchObject({ problem: { code: 'RECIPIENT_HAS_NO_CERTIFICATE', facts: { recipient: 'さくら医院' } } });
    expect(await kept(town)).toEqual(before);
  });

  it('seals one upload for each recipient alone: its own session key, body, lock and password [H 82]', async () => {
    if (clinics[2] !== undefined) await certified(town, clinics[2].doctor);
    const transfers = await released({ ...town, engagement }, clinics.map((one) => one.id), [payload]);
    made = await noticed({ ...town, engagement }, transfers, async () => {
      await town.sato.api.call('signIn', { body: { login: 'sato@asagiri', password: town.sato.password } });
    }, 2);
    const bodies: string[] = [];
    const locks: string[] = [];
    for (const [index, { transfer }] of made.entries()) {
      const { api } = clinics[index]?.doctor ?? town.tanaka;
      const [file] = transfer.files;
      expect(file).toMatchObject({ size: payload.length, sha256: createHash('sha256').update(payload).digest('hex') });
      const body = Buffer.from(await (await api.call('body', { id: transfer.id, fileId: file?.id ?? '' })).arrayBuffer());
      expect(body.includes(payload.subarray(0, 32))).toBe(false);
      bodies.push(createHash('sha256').update(body).digest('hex'));
      locks.push(createHash('sha256').update(Buffer.from(await (await api.call('lock', { id: transfer.id })).arrayBuffer())).digest('hex'));
    }
    for (const things of [bodies, locks, made.map((one) => one.password), made.map((one) => one.transfer.number)]) expect(new Set(things).size).toBe(3);
    const [first] = made;
    const certificate = (await town.sato.api.call('certificates', {})).find((one) => one.party.id === clinics[0]?.id);
    const [confirmation] = await town.sato.api.call('confirmationRecords', { id: first?.transfer.id ?? '' });
    own = {
      // Weeks are the same for everybody; this one lies before anybody's first entry.
      confirmation: confirmation?.id ?? '', week: '2026-06-22',
      deposit: first?.transfer.depositId ?? '', transfer: first?.transfer.id ?? '', file: first?.transfer.files[0]?.id ?? '', upload: first?.transfer.files[0]?.uploadId ?? '', notice: first?.notice ?? '',
      ...await recordOf(town, engagement.id, clinics[0]), search: (await town.auditor.api.call('saveSearch', { body: { name: '拒否', filter: { result: 'refused' }, shared: true } }))[0]?.id ?? '',
      request: await waitingRequest(town), passkey: await passkeyOf(town), ownSession: (await town.sato.api.call('ownSessions', {})).sessions[0]?.id ?? '',
      hold: (await town.auditor.api.call('setHold', { body: { engagementId: engagement.id, reason: '監査中' } })).id,
      ...await beforehand(town, engagement, clinics[0]?.id ?? ''),
      terminal: (await town.admin.api.call('addTerminal', { id: clinics[0]?.id ?? '', body: { address: '192.0.2.9', label: '診察室', reason: '届出' } })).id,
      certificate: certificate?.id ?? '', engagement: engagement.id, roster: (await town.admin.api.call('engagements', {})).find((one) => one.id === engagement.id)?.roster[0]?.id ?? '', account: town.sato.id, section: town.section.id, contractor: clinics[0]?.id ?? '',
    };
  });

  /** Every route with an id in its path that one of `people` may call, with the ids of `own` and with ids that do not exist. */
  const asked = async (people: readonly Someone[], side: 'ward' | 'contractor', roles: readonly string[], ids: Readonly<Record<string, string>> = own): Promise<void> => {
    const names = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].path.includes(':') && (routes[name].sides as readonly string[]).includes(side));
    let count = 0;
    for (const name of names) {
      const route: Route = routes[name];
      const [index = -1] = roles.flatMap((role, at) => (route.roles !== 'anyone' && (route.roles as readonly string[]).includes(role) ? [at] : []));
      const who = people[index];
      if (who === undefined) continue;
      const [theirs, none] = [await ask(who, name, (key) => ids[key] ?? ''), await ask(who, name, () => randomBytes(16).toString('hex'))];
      expect([name, theirs.status, theirs.text]).toEqual([name, 404, none.text]);
      expect(none.status).toBe(404);
      count += 1;
    }
    expect(count).toBeGreaterThan(10);
  };

  const ask = (who: Someone, name: RouteName, idOf: (key: string) => string) => {
    const { method, path }: Route = routes[name];
    const keys: Record<string, string> = { deposits: 'deposit', transfers: 'transfer', notices: 'notice', certificates: 'certificate', engagements: 'engagement', roster: 'roster', terminals: 'terminal', accounts: 'account', sections: 'section', contractors: 'contractor', ledger: 'entry', records: 'record', attachments: 'attachment', 'confirmation-records': 'confirmation', reviews: 'week', searches: 'search', holds: 'hold', 'unattended-terminals': 'unattended', 'standing-approvals': 'standing', requests: 'request', session: 'passkey', sessions: 'ownSession' };
    const [, area = '', second = ''] = path.split('/');
    const address = path.replace(/:(\w+)/g, (_, parameter: string) => (parameter === 'fileId' ? idOf('file') : parameter === 'uploadId' ? idOf('upload') : parameter === 'index' || parameter === 'level' ? '99999999' : idOf(keys[area === 'admin' || area === 'audit' || area === 'retention' ? second : area] ?? '')));
    const body = JSON.stringify(bodies[name] ?? null);
    const carries = method === 'POST' && 'body' in routes[name];
    return raw(who.line.headers()['origin'] ?? '', head(who, method, `/api/v1${address}`, carries ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : { 'content-length': '0' }) + (carries ? body : ''));
  };
  const digest = '0'.repeat(64);
  const at = '2026-07-02T06:00:00.000Z';
  const bodies: Partial<Record<RouteName, unknown>> = {
    approve: { destination: true, content: true, attachments: true, digest }, allowUnscanned: { unscanned: true, reason: 'x', digest }, sendBack: { reason: 'x', digest }, recall: { reason: 'other' }, confirm: { quantity: 1, opened: true, digest }, collectAgain: { reason: 'x' },
    useMedia: { reason: 'other' }, handOverMedium: { to: '0'.repeat(32), at, method: 'in-person', count: 1 }, confirmOnPaper: { by: '0'.repeat(32), quantity: 1, opened: true, digest },
    giveBack: { what: 'medium', at, from: '0'.repeat(32) }, loseMedium: { what: 'medium', at, place: 'x', text: 'x' }, addCall: { to: '0'.repeat(32), at, telephone: '03', result: 'talked' },
    correctConfirmation: { at, ward: ['x'], contractor: ['x'], content: 'x', quantity: 1, unit: '件', reason: 'x' },
    handover: { method: 'in-person', to: '0'.repeat(32), at }, confirmCertificate: { fingerprint: '0' }, addRosterEntry: { contractorId: '0'.repeat(32), accountId: '0'.repeat(32), role: 'handler', startsOn: '2026-04-01' },
    submitRosterEntry: { person: { accountId: '0'.repeat(32) }, role: 'handler', startsOn: '2026-04-01', endsOn: null, reason: 'x' }, decideRosterEntry: { accept: true }, endRosterEntry: { reason: 'x' },
    addTerminal: { address: '192.0.2.7', label: 'x', reason: 'x' }, removeTerminal: { reason: 'x' }, renewEngagement: { from: '2027-04-01', to: '2028-03-31', reason: 'x' },
    removePasskey: { password: 'x' }, endOwnSession: { password: 'x' }, askReset: { what: 'password', reason: 'x' }, askAdministratorAgain: { reason: 'x' }, approveRequest: { password: 'x' },
    changeSearch: { name: 'x', shared: true }, liftHold: { reason: 'x' }, confirmUnattended: { fingerprint: 'x' }, revokeUnattended: { reason: 'x' }, revokeStandingApproval: { reason: 'x' },
    grantStandingApproval: { formId: '0'.repeat(32), recipientId: '0'.repeat(32), weekdays: [1], from: 0, until: 1440, maxFiles: 1, maxBytes: 1, lastDay: '2026-12-31' },
    readPrintLog: { engagementId: '0'.repeat(32), file: 'eHh4' },
    addStage: { stage: 'answer', values: {}, seen: 1 }, correctStage: { seq: 1, values: {}, reason: 'x', seen: 1 },
    ...Object.fromEntries((['changeSection', 'changeContractor', 'changeAccount', 'changeEngagement'] as const).map((name) => [name, { seen: digest, reason: 'x', changes: {} }])),
  };

  it('answers one clinic about another\'s as about what does not exist, byte for byte, and enters it [H 48] [O 1-6] [ASVS 8.2.2] [ASVS 16.3.2]', async () => {
    // The engagement that they share answers both, each with what is its own; one of the first clinic alone answers nobody else.
    const alone = await addEngagement(town.admin, { title: '一つの診療所の業務', sectionIds: [town.section.id], contractorIds: [clinics[0]?.id ?? ''], policy: testPolicy });
    await asked([clinics[1]?.doctor ?? town.tanaka], 'contractor', ['handler'], { ...own, engagement: alone.id });
    expect((await newestEntries(town, 1))[0]).toMatch(/refused NOT_FOUND$/);
    expect((await clinics[1]?.doctor.api.call('transfers', {}))?.transfers.map((one) => one.id)).toEqual([made[1]?.transfer.id]);
  });

  it('shows a recipient no deposit, whether it stands first in it or not [H 48]', async () => {
    for (const { doctor } of clinics) {
      for (const name of ['deposit', 'addFile', 'addBatch', 'submit', 'discard', 'removeFile'] as const) expect([name, (await ask(doctor, name, (key) => own[key] ?? '')).status]).toEqual([name, 404]);
    }
  });

  it('shows a contractor neither the other contractors nor their people [H 49] [ASVS 8.2.3] [ASVS 14.2.6] [ASVS 15.3.1]', async () => {
    const [seen] = await clinics[1]?.doctor.api.call('engagements', {}) ?? [];
    expect([seen?.contractors.map((one) => one.name), seen?.roster.map((one) => one.contractorId)]).toEqual([['もみじ医院'], [clinics[1]?.id]]);
  });

  it('answers another section as about what does not exist [H 49]', async () => {
    await asked([otherSection], 'ward', ['staff']);
    expect(await otherSection.api.call('transfers', {})).toMatchObject({ total: 0 });
  });

  it('answers a handler who is not on the roster as about what does not exist [H 49]', async () => {
    for (const name of ['transfer', 'timeline', 'manifest', 'lock', 'body', 'confirm', 'receipt', 'confirmationRecords'] as const) expect([name, (await ask(unlisted, name, (key) => own[key] ?? '')).status]).toEqual([name, 404]);
    expect(await unlisted.api.call('transfers', {})).toMatchObject({ total: 0 });
  });

  it('answers another municipality as about what does not exist, on every route [H 48] [ASVS 8.4.1]', async () => {
    const before = [await kept(town), await town.sato.api.call('transfer', { id: own['transfer'] ?? '' })];
    await asked([foreign.admin, foreign.staff, foreign.auditor], 'ward', ['administrator', 'staff', 'auditor']);
    await asked([foreign.handler], 'contractor', ['handler']);
    expect([await kept(town), await town.sato.api.call('transfer', { id: own['transfer'] ?? '' })]).toEqual(before);
    expect((await town.sato.api.call('session', {})).account.name).toBe('佐藤 恵');
  });

  it('takes no id of another municipality in a request either [H 48] [ASVS 8.4.1]', async () => {
    const sent = { sectionIds: [town.section.id], contractorIds: [clinics[0]?.id ?? ''], policy: testPolicy };
    await expect(addEngagement(foreign.admin, sent)).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(addPerson(town, foreign.admin, { role: 'staff', login: 'spy', name: 'x', sectionId: town.section.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(addPerson(town, foreign.admin, { role: 'handler', login: 'spy', name: 'x', contractorId: clinics[0]?.id ?? '' })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(foreign.staff.api.call('addNotice', { body: { transferIds: [own['transfer'] ?? ''] } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(foreign.auditor.api.call('setHold', { body: { engagementId: own['engagement'] ?? '', reason: 'x' } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await expect(draftFor(foreign.staff, { engagement }, { recipientIds: clinics.map((one) => one.id) })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('lists nothing of another municipality [H 48]', async () => {
    expect((await foreign.admin.api.call('accounts', {})).map((one) => one.login).sort()).toEqual(['admin', 'auditor', 'staff', 'worker']);
    expect([await foreign.staff.api.call('certificates', {}), await foreign.staff.api.call('notices', {}), (await foreign.staff.api.call('transfers', {})).total]).toEqual([[], [], 0]);
    expect((await foreign.admin.api.call('sections', {})).map((one) => one.name)).toEqual(['ゆうぎり課']);
    // Before the searches: what somebody typed to search for stands in their own bundle.
    const page = await (await foreign.auditor.api.call('ledgerExport', {})).text();
    for (const query of [{}, { transfer: own['transfer'] }, { engagement: own['engagement'] }, { contractor: clinics[0]?.id }, { person: '佐藤' }]) {
      const { entries } = await foreign.auditor.api.call('searchLedger', { body: query });
      expect(entries.filter((entry) => /佐藤|髙橋|医師|管理 太郎/.test(entry.actor))).toEqual([]);
    }
    expect(page).not.toContain('佐藤');
    expect(page).not.toContain(own['transfer']);
    const { index } = (await town.auditor.api.call('searchLedger', { body: {} })).entries.find((entry) => entry.actor === '佐藤 恵') ?? { index: 0 };
    await expect(foreign.auditor.api.call('ledgerEntry', { index: String(index) })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND', status: 404 } });
  });

  it('names no ward to whoever does not say which', async () => {
    expect(await foreign.staff.api.call('gateway', {})).toMatchObject({ municipality: null });
  });
});

async function certified(town: Town, who: Someone): Promise<void> {
  const key = await makeKeyPair({ name: who.login, passphrase: 'つつじ の つくえ 3' }, new Date(start));
  await confirmedCertificate(who, town.sato, key.certificate);
}

/** An unattended terminal of the section, and what it may send without anybody's looking. */
async function beforehand(town: Town, engagement: Town['engagement'], recipientId: string): Promise<{ unattended: string; standing: string }> {
  const { id: unattended } = await town.admin.api.call('registerUnattended', { body: { name: '夜間送信機', publicKey: `ed25519:${randomBytes(32).toString('base64')}`, responsibleId: town.sato.id, scope: 'send', engagementIds: [engagement.id], lastDay: '2026-12-31' } });
  const formId = engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
  const { approvals } = await town.takahashi.api.call('grantStandingApproval', { id: engagement.id, body: { formId, recipientId, weekdays: [1], from: 0, until: 1440, maxFiles: 1, maxBytes: 1, lastDay: '2026-12-31' } });
  return { unattended, standing: approvals[0]?.id ?? '' };
}

/** A record that the ward began about a clinic and the clinic answered, with an attachment. */
async function recordOf(town: Town, engagementId: string, clinic: Clinic | undefined): Promise<{ record: string; attachment: string }> {
  const doctor = clinic?.doctor ?? town.tanaka;
  const asked = await town.takahashi.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { kind: 'status-request', engagementId, contractorId: clinic?.id ?? '', values: { topics: ['storage'], answerBy: '2026-07-09' } } });
  const { id } = attachmentView.parse(await uploadFile({ address: doctor.api.address('addAttachment'), headers: doctor.line.headers(), name: '状況.txt', chunks: (async function* () { yield await Promise.resolve(Buffer.from('保管庫は施錠')); })() }));
  await doctor.api.call('addStage', { id: asked.id, body: { stage: 'answer', seen: 1, values: { asOf: '2026-07-02', report: '施錠しています', problems: false, evidence: [id] } } });
  return { record: asked.id, attachment: id };
}

/** A reset that the first administrator asked for. */
async function waitingRequest(town: Town): Promise<string> {
  // With a second municipality on the gateway nobody signs in by the bare login; that there is another administrator is enough.
  await onMachine(town, { login: 'kanri2', name: '管理 次郎' });
  return (await town.admin.api.call('askReset', { id: town.takahashi.id, body: { what: 'second-factor', reason: '紛失の届出' } })).id;
}

/** A passkey of somebody else's, as it stands in the table: its id must be nothing to others. */
async function passkeyOf(town: Town): Promise<string> {
  const id = randomBytes(16).toString('hex');
  await town.running.gateway.store.change((tx) => tx.insertInto('passkeys').values({
    id, credential: id, account_id: town.admin.id, rp: 'localhost', public_key: randomBytes(64), counter: 0, transports: '', name: '端末', created_at: new Date(start).toISOString(), last_used_at: null,
  }).execute());
  return id;
}

/** A second municipality on the same gateway, with one of each role. */
async function secondWard(town: Town): Promise<Record<'admin' | 'staff' | 'handler' | 'auditor', Someone>> {
  const { store, ledger, clock } = town.running.gateway;
  const founded = await foundMunicipality({ store, ledger, clock, hasher: createPasswordHasher(), random: randomBytes }, { code: 'yugiri', name: 'ゆうぎり町', login: 'admin', adminName: '夕霧 管理' });
  const admin = await arrive(town, 'ward', { id: founded.account.id, ...founded.initial, login: 'admin@yugiri' });
  const section = await admin.api.call('addSection', { body: { name: 'ゆうぎり課', telephone: '03' } });
  const firm = await admin.api.call('addContractor', { body: { name: 'ゆうぎり印刷', address: 'x' } });
  const ward = async (role: 'staff' | 'auditor', more: object): Promise<Someone> => {
    const { account, initial } = await admin.api.call('addAccount', { body: { role, login: role, name: `夕霧 ${role}`, ...more } });
    return arrive(town, 'ward', { id: account.id, ...initial, login: `${role}@yugiri` });
  };
  const staff = await ward('staff', { sectionId: section.id, canApprove: true });
  const handler = await addPerson(town, admin, { role: 'handler', login: 'worker', name: '夕霧 作業', contractorId: firm.id }, firm.page);
  const own = await addEngagement(admin, { sectionIds: [section.id], contractorIds: [firm.id], policy: testPolicy });
  await admin.api.call('addRosterEntry', { id: own.id, body: { contractorId: firm.id, accountId: handler.id, role: 'manager', startsOn: '2026-04-01' } });
  return { admin, staff, handler, auditor: await ward('auditor', {}) };
}
