// What is kept long enough is erased on schedule, and only that; commitments, numbers and days stay, and the ledger still verifies.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyBundle } from '../../server/ledger/verify.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { readFile } from 'node:fs/promises';
import { moveDay } from '../../server/engagements/business-days.ts';
import { wipeIds } from '../../server/ledger/wipe-ids.ts';
import { parseTransfer } from '../../server/transfers/rows.ts';
import { openConnection } from '../../server/store/connection.ts';
import { dueDay } from '../../server/retention/due.ts';
import { weekOf } from '../../server/watching/weeks.ts';
import { openTemporaryLedger, someFacts, SUMIDA } from '../ledger/temporary-ledger.ts';
import { collectable } from '../hostile/steps.ts';
import { addPerson, foundTown, type Someone, type Town } from '../town.ts';
import { attachment, beginWith } from '../records/taking.ts';

const phrase = '保存期間の満了により消去済み';
const year = 365 * 24 * 60;

describe('erasure on schedule', () => {
  let town: Town;
  let second: Someone;
  let transfer: string;
  let record: string;
  let file: string;

  const read = () => town.running.gateway.store.read;
  const erased = async (): Promise<string[]> => (await read().selectFrom('erasures').select('rule').orderBy('fiscal_year').orderBy('number').execute()).map(({ rule }) => rule);
  async function turn(): Promise<void> {
    await town.running.gateway.tick();
    expect(town.faults).toEqual([]);
  }
  async function passYears(years: number): Promise<void> {
    town.time.advance(years * year);
    for (const who of [town.auditor, town.admin, second]) await who.signInAgain();
  }
  async function verdict() {
    const { ledger } = town.running.gateway;
    const municipality = await read().selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      for await (const line of ledger.exportBundle(municipality.id)) yield Buffer.from(line);
    }
    return verifyBundle(bytes(), { sha256, verifyEd25519, vkeys: [ledger.vkey] });
  }

  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password' } });
    second = await addPerson(town, town.admin, { role: 'auditor', login: 'kansa2', name: '監査 次郎' });
    ({ transfer: { id: transfer } } = await collectable(town));
    file = await attachment(town.tanaka, '研修資料.txt', '氏名のある資料');
    record = (await beginWith(town.tanaka, { kind: 'training', engagementId: town.engagement.id }, { title: '個人情報保護研修', trainer: '情報管理室 西村', attendees: [{ id: town.tanaka.id, name: '田中 誠' }], material: [file] })).id;
    await town.sato.api.call('recall', { id: transfer, body: { reason: 'other', text: '山本さんの依頼による取消。' } });
  });
  afterAll(() => town.close());

  it('nothing of a running engagement is erased, however long it runs', async () => {
    await passYears(1);
    await turn();
    expect((await read().selectFrom('transfers').select('state').where('id', '=', transfer).executeTakeFirstOrThrow()).state).toBe('wiped');
    await passYears(12);
    await turn();
    expect(await erased()).not.toContain('texts');
  });

  it('what is closed waits for the end of the fiscal year and the years after it, for weeks to be reviewed, for what is open and for holds', async () => {
    const { store } = town.running.gateway;
    const closedAt = town.running.gateway.clock.now();
    // Closed as the end of a contract leaves it: nothing owed, nothing open.
    await store.change(async (tx) => {
      await tx.updateTable('engagements').set({ closed_at: closedAt }).where('id', '=', town.engagement.id).execute();
      await tx.updateTable('duties').set({ cancelled_at: closedAt }).where('settled_at', 'is', null).execute();
      await tx.updateTable('records').set({ state: 'closed', closed_at: closedAt }).where('id', '!=', record).execute();
      await tx.updateTable('records').set({ state: 'open' }).where('id', '=', record).execute();
    });
    const next = async () => (await town.auditor.api.call('retention', {})).next[0];
    expect(await next()).toMatchObject({ engagementId: town.engagement.id, dueOn: dueDay(closedAt, 5), stops: ['record', 'week'] });
    await store.change((tx) => tx.updateTable('records').set({ state: 'closed' }).where('id', '=', record).execute());
    await passYears(7);
    await turn();
    expect(await erased()).not.toContain('texts');
    // 650 weeks would be signed one by one; what is looked at is only that each has a review.
    const [first, last] = [weekOf((await read().selectFrom('engagements').select('created_at').executeTakeFirstOrThrow()).created_at), weekOf(closedAt)];
    const { municipality_id, id: by } = await read().selectFrom('accounts').select(['id', 'municipality_id']).where('id', '=', town.auditor.id).executeTakeFirstOrThrow();
    await store.change(async (tx) => {
      let number = 0;
      for (let week = first; week <= last; week = moveDay(week, 7)) {
        number += 1;
        await tx.insertInto('log_reviews').values({ id: randomBytes(16).toString('hex'), municipality_id, fiscal_year: 2026, number, week, seen: '0'.repeat(64), fired: 0, anomaly: 0, assessment: '山本に確かめた。', action: null, by_id: by, by_name: '監査 花子', at: closedAt, entry: 0 }).execute();
      }
    });
    const hold = await town.auditor.api.call('setHold', { body: { engagementId: town.engagement.id, reason: '訴訟のため。' } });
    expect((await next())?.stops).toEqual(['hold']);
    town.time.advance(24 * 60);
    await turn();
    expect(await erased()).not.toContain('texts');
    for (const who of [town.auditor, second]) await who.signInAgain();
    await expect(town.auditor.api.call('liftHold', { id: hold.id, body: { reason: '終わった。' } })).rejects.toMatchObject({ problem: { code: 'HOLD_OF_ONES_OWN' } });
    await second.api.call('liftHold', { id: hold.id, body: { reason: '終わった。' } });
    expect((await next())?.stops).toEqual([]);
  });

  it('then its readable content is gone from the database; numbers, days and commitments stay, and the ledger verifies [H 106] [ASVS 14.2.7]', async () => {
    const { store } = town.running.gateway;
    const before = await read().selectFrom('record_stages').selectAll().where('record_id', '=', record).executeTakeFirstOrThrow();
    expect(before.content).toContain('西村');
    expect(await verdict()).toMatchObject({ ok: true });
    const notice = await read().selectFrom('notices').selectAll().executeTakeFirstOrThrow();
    expect(notice.document).toMatch(/髙橋|佐藤/);
    town.time.advance(24 * 60);
    // Somebody reads all the while: until then the old pages stay on the disk, and the day is not done.
    const reader = await openConnection(`${town.folder}/data/kagibako.db`, 'read');
    await reader.exec('BEGIN');
    await reader.all('SELECT count(*) FROM record_stages');
    await turn();
    await reader.close();
    await turn();
    expect(await erased()).toEqual(expect.arrayContaining(['records', 'attachments', 'confirmations', 'calls', 'notices', 'transfers', 'roster', 'texts', 'reviews']));
    const told = await read().selectFrom('notices').selectAll().executeTakeFirstOrThrow();
    expect([told.id, told.created_at, told.handed_over_at, told.document.includes(transfer), told.document.includes(phrase)]).toEqual([notice.id, notice.created_at, notice.handed_over_at, true, true]);
    const course = await read().selectFrom('transfers').select(['document', 'number']).where('id', '=', transfer).executeTakeFirstOrThrow();
    expect(parseTransfer(course.document)).toMatchObject({ id: transfer, number: course.number, state: 'wiped', createdBy: { id: town.sato.id, name: phrase } });
    for (const { document } of [told, course]) expect(document).not.toMatch(/佐藤|髙橋|田中/);
    const after = await read().selectFrom('record_stages').selectAll().where('record_id', '=', record).executeTakeFirstOrThrow();
    expect(after).toMatchObject({ commitment: before.commitment, entry: before.entry, at: before.at });
    expect(after.content).not.toMatch(/西村|田中/);
    expect(after.content).toContain(phrase);
    const kept = await read().selectFrom('attachments').selectAll().where('id', '=', file).executeTakeFirstOrThrow();
    expect([kept.bytes.length, kept.size > 0, kept.name]).toEqual([0, true, phrase]);
    await town.sato.signInAgain();
    await expect(town.sato.api.call('attachment', { id: file })).rejects.toMatchObject({ problem: { code: 'CONTENT_ERASED' } });
    expect(JSON.stringify((await town.sato.api.call('record', { id: record })).stages)).toContain(phrase);
    expect((await read().selectFrom('texts').select('text').execute()).filter(({ text }) => text.includes('山本'))).toEqual([]);
    expect(await read().selectFrom('log_reviews').select('assessment').distinct().execute()).toEqual([{ assessment: phrase }]);
    const held = await readFile(`${town.folder}/data/kagibako.db`);
    for (const word of ['西村', '山本', '氏名のある資料']) expect(held.includes(word), word).toBe(false);
    const found = await verdict();
    expect(found).toMatchObject({ ok: true });
    await town.auditor.signInAgain();
    const view = await town.auditor.api.call('retention', {});
    expect(view.erased.map(({ engagement }) => engagement)).toContain('介護保険料納入通知書等の作成等業務');
    const register = await erased();
    town.time.advance(24 * 60);
    await turn();
    expect(await erased(), 'nothing is erased twice').toEqual(register);
    await expect(store.change((tx) => tx.deleteFrom('erasures').execute())).rejects.toThrow(/never deleted/);
  });

  it('the years are set with a reason, and only by auditors and administrators', async () => {
    for (const who of [town.admin, town.sato]) await who.signInAgain();
    expect(await town.admin.api.call('changeRetention', { body: { years: 10, reason: '規則の改正による。' } })).toEqual({ years: 10 });
    expect(await town.admin.api.call('retention', {})).toMatchObject({ years: 10, usual: 5, changed: { by: '管理 太郎' } });
    await expect(town.admin.api.call('changeRetention', { body: { years: 10, reason: '同じ。' } })).rejects.toMatchObject({ problem: { code: 'TERM_UNCHANGED' } });
    await expect(town.sato.api.call('retention', {})).rejects.toMatchObject({ problem: { status: 403 } });
  });
});

describe('many texts', () => {
  it('more than one entry can name are erased in one go, each named by an entry of the same transaction', async () => {
    const town = await openTemporaryLedger();
    try {
      for (let at = 0; at < 2; at += 1) await town.store.change(async (tx) => {
        for (let n = 0; n < 1_000; n += 1) await town.ledger.append(tx, someFacts({ texts: { a: `氏名 ${at} ${n}` } }));
      });
      const ids = Array.from({ length: 1_500 }, (_, n) => `${n}:a`);
      const entry = await town.store.change((tx) => wipeIds(tx, town.ledger, { at: '2026-04-02T00:30:00.000Z', actor: { system: true }, municipality: SUMIDA }, { texts: ids }));
      expect(entry?.index).toBe(2_000);
      expect((await town.store.read.selectFrom('texts').select((make) => make.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count).toBe(500);
    } finally {
      await town.close();
    }
  });
});
