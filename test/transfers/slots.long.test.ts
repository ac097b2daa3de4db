// Three clinics, three files (S4): each recipient's own files are sealed for it alone, what could be in the wrong slot is asked about, and no clinic learns
// anything of another by any id.
import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainTerms } from '../../server/engagements/terms.ts';
import { routes, type RouteName } from '../../server/http/wire/routes.ts';
import type { Route } from '../../server/http/wire/route.ts';
import { takenFileView, type DepositView, type TransferView } from '../../server/http/wire/transfers.ts';
import { uploadFile } from '../../client/cli/upload.ts';
import { attach, begin } from '../records/contract-steps.ts';
import { addPerson, foundTown, testPolicy, type Someone, type Town } from '../town.ts';
import { head, kept, raw } from '../hostile/line.ts';

interface Clinic { readonly id: string; readonly name: string; readonly doctor: Someone }

describe('three clinics and three files', () => {
  let town: Town;
  let clinics: Clinic[];
  let engagementId: string;
  let forms: Record<'inquiry' | 'answer' | 'record', string>;
  let sent: TransferView[];
  beforeAll(async () => {
    town = await foundTown();
    clinics = [];
    for (const name of ['つつじ医院', 'もみじ医院', 'さくら医院']) {
      const firm = await town.admin.api.call('addContractor', { body: { name, address: '○○県' } });
      clinics.push({ id: firm.id, name, doctor: await addPerson(town, town.admin, { role: 'handler', login: 'doctor', name: `${name} 医師`, contractorId: firm.id }, firm.page) });
    }
    const made = await town.admin.api.call('addEngagement', { body: {
      title: '訪問接種', purpose: '接種', legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items: [],
      forms: [{ name: '照会', nameEn: 'Inquiry', direction: 'to-section', unit: '件', kind: 'inquiry' }, { name: '回答', nameEn: 'Answer', direction: 'to-contractor', unit: '名', kind: 'inquiry-answer' }, { name: '訪問接種記録票', nameEn: 'Visit record', direction: 'to-section', unit: '件', kind: 'record' }],
      policy: { ...testPolicy, locks: 'password', passwordGapMinutes: 1 }, terms: plainTerms, preset: null, sectionIds: [town.section.id], contractorIds: clinics.map((one) => one.id),
    } });
    engagementId = made.id;
    const formOf = (name: string): string => made.forms.find((one) => one.name === name)?.id ?? '';
    forms = { inquiry: formOf('照会'), answer: formOf('回答'), record: formOf('訪問接種記録票') };
    for (const { id, doctor } of clinics) await town.admin.api.call('addRosterEntry', { id: engagementId, body: { contractorId: id, accountId: doctor.id, role: 'manager', startsOn: '2026-04-01' } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const draft = () => town.sato.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId, formId: forms.answer, recipientIds: clinics.map((one) => one.id), quantity: 1 } });
  const put = async (id: string, name: string, text: string, recipient?: string): Promise<DepositView> => {
    const address = town.sato.api.address('addFile', { id }) + (recipient === undefined ? '' : `?for=${recipient}`);
    const taken = takenFileView.parse(await uploadFile({ address, headers: town.sato.line.headers(), name, chunks: (async function* () { yield await Promise.resolve(Buffer.from(text)); })() }));
    expect(taken.transfers.map((one) => one.file.name)).toEqual(taken.transfers.map(() => name));
    return town.sato.api.call('deposit', { id });
  };
  const namesOf = (deposit: DepositView, clinic: Clinic | undefined) => deposit.transfers.find((one) => one.recipient.id === clinic?.id)?.files.map((file) => file.name);
  const doubtsOf = (deposit: DepositView, clinic: Clinic | undefined) => deposit.transfers.find((one) => one.recipient.id === clinic?.id)?.doubts.filter((one) => 'fileId' in one).map((one) => one.kind);

  it('seals a file of one slot for that recipient alone, a common one for all, and names slots that are empty or wrong [O 4-9]', async () => {
    const { id } = await draft();
    await put(id, 'tsutsuji.txt', 'A', clinics[0]?.id);
    await expect(town.sato.api.call('submit', { id })).rejects.toMatchObject({ problem: { code: 'NO_FILES' } });
    await put(id, 'momiji.txt', 'かかりつけ さくら医院', clinics[1]?.id);
    await put(id, 'もみじ医院.txt', 'B', clinics[2]?.id);
    const whole = await put(id, 'common.txt', 'for all');
    expect(clinics.map((one) => namesOf(whole, one))).toEqual([['tsutsuji.txt', 'common.txt'], ['momiji.txt', 'common.txt'], ['もみじ医院.txt', 'common.txt']]);
    expect(clinics.map((one) => doubtsOf(whole, one))).toEqual([['same-to-several'], ['file-names-other', 'same-to-several'], ['file-named-for-other', 'same-to-several']]);
    expect(whole.transfers.flatMap((one) => one.doubts).filter((one) => one.kind === 'same-to-several')[0]).toMatchObject({ recipients: expect.any(Array) as string[] });
    await expect(put(id, 'x.txt', 'x', town.firm.id)).rejects.toMatchObject({ problem: { code: 'RECIPIENT_NOT_IN_ENGAGEMENT' } });
    const common = whole.transfers[0]?.files.find((file) => file.name === 'common.txt')?.uploadId ?? '';
    const own = whole.transfers.find((one) => one.recipient.id === clinics[0]?.id)?.files[0]?.uploadId ?? '';
    const less = await town.sato.api.call('removeFile', { id, uploadId: common });
    expect(clinics.map((one) => namesOf(less, one)?.length)).toEqual([1, 1, 1]);
    const none = await town.sato.api.call('removeFile', { id, uploadId: own });
    expect(clinics.map((one) => namesOf(none, one)?.length)).toEqual([0, 1, 1]);
    await expect(town.sato.api.call('removeFile', { id, uploadId: own })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    await town.sato.api.call('discard', { id });
  });

  it('asks when the same bytes stand in several slots under other names [O 4-9]', async () => {
    const { id } = await draft();
    await put(id, 'a.txt', 'the very same', clinics[0]?.id);
    const whole = await put(id, 'b.txt', 'the very same', clinics[1]?.id);
    expect(clinics.map((one) => doubtsOf(whole, one))).toEqual([['same-to-several'], ['same-to-several'], []]);
    expect(whole.transfers.find((one) => one.recipient.id === clinics[0]?.id)?.doubts).toContainEqual(expect.objectContaining({ kind: 'same-to-several', recipients: ['もみじ医院'] }));
    await town.sato.api.call('discard', { id });
  });

  it('makes three ciphertexts, three locks and three 確認書 of three files [O 4-9]', async () => {
    const { id } = await draft();
    for (const [index, clinic] of clinics.entries()) await put(id, `answer_${index}.txt`, `answer of ${index}`, clinic.id);
    const { transfers } = await town.sato.api.call('submit', { id });
    for (const { id: transfer, digest } of transfers) await town.takahashi.api.call('approve', { id: transfer, body: { destination: true, content: true, attachments: true, digest } });
    town.time.advance(2);
    await town.sato.signInAgain();
    for (const transfer of transfers) await town.sato.api.call('addNotice', { body: { transferIds: [transfer.id] } });
    sent = await Promise.all(clinics.map(async (clinic) => town.sato.api.call('transfer', { id: transfers.find((one) => one.recipient.id === clinic.id)?.id ?? '' })));
    const bodies: string[] = [];
    for (const [index, { doctor }] of clinics.entries()) {
      const transfer = sent[index];
      const body = Buffer.from(await (await doctor.api.call('body', { id: transfer?.id ?? '', fileId: transfer?.files[0]?.id ?? '' })).arrayBuffer());
      expect(body.includes(Buffer.from('answer of'))).toBe(false);
      bodies.push(createHash('sha256').update(body).digest('hex'));
    }
    const records = await Promise.all(sent.map((one) => town.sato.api.call('confirmationRecords', { id: one.id })));
    for (const things of [bodies, sent.map((one) => one.lockSha256), sent.map((one) => one.number), records.map((one) => one[0]?.label)]) expect(new Set(things.filter((one) => one !== undefined)).size).toBe(3);
  });

  it('answers one clinic about every id of another as about what does not exist, whatever the id is of and whatever is asked [O 4-9]', async () => {
    const [a, b] = clinics;
    const { store } = town.running.gateway;
    const first = sent[0];
    if (a === undefined || b === undefined) throw new Error('expected three clinics');
    expect(await a.doctor.api.call('transfer', { id: first?.id ?? '' })).toMatchObject({ state: 'collected' });
    await a.doctor.api.call('confirm', { id: first?.id ?? '', body: { quantity: 1, opened: true, digest: first?.digest ?? '' } });
    const image = await attach(a.doctor, 'evidence.txt', 'x');
    const record = await begin(a.doctor, 'complaint', engagementId, null, { receivedAt: '2026-07-02T05:00:00.000Z', from: 'subject', way: 'telephone', content: '待ち時間', receivers: [{ id: a.doctor.id, name: 'x' }] });
    // Every id of every row that names clinic A or its transfer, whatever table it stands in.
    const ids = new Set([first?.id, a.id, a.doctor.id, first?.depositId, first?.notice?.id, record.id, image.id, ...first?.files.flatMap((file) => [file.id, file.uploadId]) ?? []]);
    for (const table of ['confirmation_records', 'duties', 'records', 'attachments'] as const) {
      const rows = table === 'attachments' ? await store.read.selectFrom(table).select('id').where('added_by', '=', a.doctor.id).execute()
        : table === 'confirmation_records' ? await store.read.selectFrom(table).select('id').where('transfer_id', '=', first?.id ?? '').execute()
          : await store.read.selectFrom(table).select('id').where('contractor_id', '=', a.id).execute();
      for (const row of rows) ids.add(row.id);
    }
    const before = await kept(town);
    let asked = 0;
    // Whoever is refused so often is slowed down (H 104): the questions are spread over days.
    const rest = async (): Promise<void> => {
      town.time.advance(24 * 60);
      await b.doctor.signInAgain();
    };
    for (const name of (Object.keys(routes) as RouteName[]).filter((one) => routes[one].path.includes(':') && (routes[one].sides as readonly string[]).includes('contractor') && routes[one].roles !== 'anyone' && (routes[one].roles as readonly string[]).includes('handler'))) {
      for (const id of ids) {
        if (id === undefined) continue;
        if (asked % 200 === 199) await rest();
        const answers = [await ask(b.doctor, name, id), await ask(b.doctor, name, randomBytes(16).toString('hex'))];
        // What is wrong with the request itself is said before anything is looked for, to both alike.
        expect([name, answers[0]?.status, answers[0]?.text]).toEqual([name, answers[1]?.status, answers[1]?.text]);
        expect([name, [400, 404, 415].includes(answers[0]?.status ?? 0)]).toEqual([name, true]);
        asked += 1;
      }
    }
    expect(asked).toBeGreaterThan(150);
    expect(await kept(town)).toEqual(before);
    const lists = JSON.stringify([await b.doctor.api.call('transfers', {}), await b.doctor.api.call('engagements', {}), await b.doctor.api.call('notices', {}), await b.doctor.api.call('certificates', {}), await b.doctor.api.call('searchTransfers', { body: {} }), await b.doctor.api.call('searchRecords', { body: {} })]);
    for (const id of [...ids, 'つつじ', 'さくら']) if (id !== first?.depositId) expect([id, lists.includes(id ?? '')]).toEqual([id, false]);
  });

  const ask = async (who: Someone, name: RouteName, id: string) => {
    const route: Route = routes[name];
    const address = route.path.replace(/:(\w+)/g, () => id);
    const body = JSON.stringify(bodies[name] ?? {});
    const carries = route.body !== undefined;
    return raw(who.line.headers()['origin'] ?? '', head(who, route.method, `/api/v1${address}`, carries ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : { 'content-length': '0' }) + (carries ? body : ''));
  };
  const digest = '0'.repeat(64);
  const bodies: Partial<Record<RouteName, unknown>> = {
    addStage: { stage: 'act', values: {}, seen: 1 }, correctStage: { seq: 1, values: {}, reason: 'x', seen: 1 },
    approve: { destination: true, content: true, attachments: true, digest }, sendBack: { reason: 'x', digest }, recall: { reason: 'other' }, confirm: { quantity: 1, opened: true, digest }, collectAgain: { reason: 'x' },
    handover: { method: 'in-person', to: '0'.repeat(32), at: '2026-07-02T06:00:00.000Z' }, confirmCertificate: { fingerprint: '0' },
  };
});
