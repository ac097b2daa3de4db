// The access log: who read what, searches by anything, searches that are kept, and numbered extracts whose bytes are looked at.
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../client/opening.ts';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseVerifierKey } from '../../server/ledger/note.ts';
import { verifyProof } from '../../server/ledger/tlog-proof.ts';
import { leafHash } from '../../server/ledger/tree.ts';
import { readPdf, textOf } from '../documents/reading.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, start, upload, type Someone, type Town } from '../town.ts';

const evil = '=HYPERLINK("http://x")佐藤';

describe('the access log', () => {
  let town: Town;
  let colleague: Someone;
  let transfer: { id: string; number: string };
  let record: string;

  beforeAll(async () => {
    town = await foundTown();
    const key = await makeKeyPair({ name: '株式会社みどり印刷', passphrase: 'みどり の つくえ 3' }, new Date(start));
    await confirmedCertificate(town.tanaka, town.sato, key.certificate);
    colleague = await addPerson(town, town.admin, { role: 'auditor', login: 'kansa2', name: '監査 次郎' });
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'a.csv', Buffer.from('被保険者番号\r\n'));
    await town.sato.api.call('submit', { id: draft.id });
    transfer = { id: draft.transfers[0]?.id ?? '', number: draft.transfers[0]?.number ?? '' };
    ({ id: record } = await town.takahashi.api.call('addRecord', { idempotencyKey: 'status-request-1', body: { kind: 'status-request', engagementId: town.engagement.id, contractorId: town.firm.id, values: { topics: ['storage'], answerBy: '2026-07-09' } } }));
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const seenOf = async (who: Someone) => (await town.admin.api.call('accounts', {})).find((one) => one.id === who.id)?.seen ?? '';
  const search = (body: object, who = town.auditor) => who.api.call('searchLedger', { body });
  const acts = async (body: object) => (await search(body)).entries.map((one) => `${one.act} ${one.actor}`);
  const save = async (body: { filter: object; format: 'csv' | 'jsonl' | 'pdf'; mark?: boolean; size?: number }) => {
    const response = await town.auditor.api.call('addExtract', { body });
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const committed = async (entry: number, name: string) => {
    const { texts } = JSON.parse((await town.auditor.api.call('ledgerEntry', { index: String(entry) })).bytes) as { texts: Record<string, string> };
    const row = await town.running.gateway.store.read.selectFrom('texts').selectAll().where('id', '=', `${entry}:${name}`).executeTakeFirstOrThrow();
    expect(createHash('sha256').update(row.salt).update(row.text, 'utf8').digest('hex')).toBe(texts[name]);
    return row.text;
  };

  it('enters who read a transfer once a session, and again in the next, with its files and however often a page asks [O 0-7] [O 1-5]', async () => {
    await town.takahashi.signInAgain();
    for (let i = 0; i < 3; i += 1) {
      await town.takahashi.api.call('transfer', { id: transfer.id });
      await town.takahashi.api.call('timeline', { id: transfer.id });
    }
    await Promise.all([1, 2, 3].map(() => town.takahashi.api.call('confirmationRecords', { id: transfer.id })));
    const seen = async () => (await search({ act: 'read-transfer', person: '髙橋', transfer: transfer.id })).entries;
    expect(await seen()).toMatchObject([{ transferId: null, facts: { id: transfer.id, number: transfer.number }, engagement: town.engagement.title }]);
    await town.takahashi.signInAgain();
    await town.takahashi.api.call('transfer', { id: transfer.id });
    expect(await seen()).toHaveLength(2);
    expect((await search({ act: 'read-transfer', number: transfer.number, result: 'done', person: '髙橋' })).entries).toHaveLength(2);
  });

  it('enters who read a record; whoever may not read it leaves a refusal and no reading [O 1-6] [ASVS 16.3.2]', async () => {
    for (let i = 0; i < 2; i += 1) await town.tanaka.api.call('record', { id: record });
    expect(await acts({ act: 'read-record', contractor: town.firm.id })).toEqual(['read-record 田中 誠']);
    await expect(town.tanaka.api.call('record', { id: transfer.id })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await search({ act: 'read-record', result: 'refused' })).entries).toMatchObject([{ actor: '田中 誠', code: 'NOT_FOUND' }]);
  });

  it('keeps readings out of the sight of both parties: none stands in the line of time', async () => {
    for (const who of [town.sato, town.takahashi]) expect((await who.api.call('timeline', { id: transfer.id })).map((one) => one.act)).not.toContain('read-transfer');
    expect((await town.auditor.api.call('story', { id: transfer.id })).entries.map((one) => one.act)).not.toContain('read-transfer');
  });

  it('forgets with the session what it had read', async () => {
    const { store } = town.running.gateway;
    await town.tanaka.signInAgain();
    const of = async () => (await store.read.selectFrom('readings').innerJoin('sessions', 'sessions.occasion', 'readings.occasion').select('object_id').where('account_id', '=', town.tanaka.id).execute()).length;
    await town.tanaka.api.call('record', { id: record });
    expect(await of()).toBe(1);
    await town.tanaka.api.call('signOut', {});
    const sessions = (await store.read.selectFrom('sessions').select('occasion').execute()).map(({ occasion }) => occasion);
    expect((await store.read.selectFrom('readings').select('occasion').execute()).filter(({ occasion }) => !sessions.includes(occasion))).toEqual([]);
    await town.tanaka.signInAgain();
  });

  it('is searched by several acts, a reason, a period and all of them together [O 1-5]', async () => {
    expect(new Set((await search({ act: ['deposit', 'add-file'] })).entries.map((one) => one.act))).toEqual(new Set(['deposit', 'add-file']));
    expect((await search({ code: 'NOT_FOUND', act: ['read-record', 'deposit'], person: '田中', contractor: town.firm.id, from: new Date(start).toISOString(), to: new Date(start + 3_600_000).toISOString(), result: 'refused' })).total).toBe(1);
    for (const nothing of [{ act: 'deposit', code: 'NOT_FOUND' }, { from: new Date(start + 3_600_000).toISOString() }, { person: '居ない人' }, { number: '0000-0000' }, { code: 'NEVER_SAID' }]) expect(await search(nothing)).toMatchObject({ total: 0, capped: false, next: null, entries: [] });
    const { acts: offered, codes } = await town.auditor.api.call('auditChoices', {});
    expect([offered.includes('read-transfer'), codes.includes('NOT_FOUND')]).toEqual([true, true]);
  });

  it('turns its pages without losing or repeating an entry', async () => {
    const whole = await search({ limit: 500 });
    const indices: number[] = [];
    for (let before: number | undefined = whole.size; before !== undefined;) {
      const page: Awaited<ReturnType<typeof search>> = await search({ limit: 7, before });
      indices.push(...page.entries.map((one) => one.index));
      before = page.next ?? undefined;
    }
    expect(indices).toEqual(whole.entries.map((one) => one.index));
  });

  it('finds who was renamed under the name that each entry says [ASVS 16.3.1]', async () => {
    const seen = await seenOf(town.sato);
    await town.admin.api.call('changeAccount', { id: town.sato.id, body: { seen, reason: '改姓', changes: { name: '鈴木 恵' } } });
    await town.sato.signInAgain();
    expect(await acts({ person: '鈴木恵', act: 'sign-in' })).toEqual(['sign-in 鈴木 恵']);
    expect(await acts({ person: '佐藤', act: 'deposit' })).toEqual(['deposit 佐藤 恵']);
    expect(await acts({ person: '鈴木', act: 'deposit' })).toEqual([]);
  });

  it('says in a search\'s own entry what was searched for, behind a commitment', async () => {
    await search({ person: '田中 誠', act: ['read-record'] });
    const [entry] = (await search({ act: 'search-ledger' })).entries.slice(1);
    expect(JSON.parse(await committed(entry?.index ?? 0, 'filter'))).toEqual({ acts: ['read-record'], person: '田中 誠' });
    expect((await town.auditor.api.call('ledgerEntry', { index: String(entry?.index) })).bytes).not.toContain('田中');
  });

  it('keeps searches under a name, shared or not; making, changing and deleting one is entered', async () => {
    const { api } = town.auditor;
    const [own] = await api.call('saveSearch', { body: { name: '田中さんの閲覧', filter: { person: '田中', act: ['read-record', 'read-transfer'] }, shared: false } });
    expect(own).toMatchObject({ filter: { person: '田中', act: ['read-record', 'read-transfer'] }, own: true, shared: false });
    await expect(api.call('saveSearch', { body: { name: '田中さんの閲覧', filter: {}, shared: false } })).rejects.toMatchObject({ problem: { code: 'SEARCH_NAME_TAKEN' } });
    expect(await colleague.api.call('savedSearches', {})).toEqual([]);
    await api.call('changeSearch', { id: own?.id ?? '', body: { name: '田中さん', shared: true } });
    const [seen] = await colleague.api.call('savedSearches', {});
    expect(seen).toMatchObject({ name: '田中さん', own: false, by: '監査 花子' });
    for (const act of [(): Promise<unknown> => colleague.api.call('deleteSearch', { id: own?.id ?? '' }), () => colleague.api.call('changeSearch', { id: own?.id ?? '', body: { name: 'x', shared: false } })]) await expect(act()).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
    expect((await search(seen?.filter ?? {}, colleague)).entries.every((one) => one.actor === '田中 誠')).toBe(true);
    await api.call('deleteSearch', { id: own?.id ?? '' });
    expect(await colleague.api.call('savedSearches', {})).toEqual([]);
    const entries = (await search({ act: ['save-search', 'change-search', 'delete-search'], result: 'done' })).entries;
    expect(entries.map((one) => one.act)).toEqual(['delete-search', 'change-search', 'save-search']);
    expect(await committed(entries[2]?.index ?? 0, 'name')).toBe('田中さんの閲覧');
  });

  it('is saved as CSV that a spreadsheet runs nothing of, numbered and entered before it leaves [H 30] [ASVS 1.2.10] [ASVS 4.1.1]', async () => {
    const seen = await seenOf(town.takahashi);
    await town.admin.api.call('changeAccount', { id: town.takahashi.id, body: { seen, reason: '試験', changes: { name: evil } } });
    await town.takahashi.signInAgain();
    const { bytes, headers } = await save({ filter: { person: '佐藤', act: ['sign-in', 'deposit'] }, format: 'csv' });
    expect([headers.get('kagibako-extract'), headers.get('content-type'), headers.get('cache-control')]).toEqual(['R8-1', 'text/csv; charset=utf-8', 'no-store']);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString('utf8').split('\r\n').at(-1)).toBe('');
    const rows = parse<Record<string, string>>(bytes, { bom: true, columns: true, record_delimiter: '\r\n' });
    const found = await search({ person: '佐藤', act: ['sign-in', 'deposit'] });
    expect(rows.map((row) => Number(row['番号']))).toEqual(found.entries.map((one) => one.index).reverse());
    expect(rows.at(-1)).toMatchObject({ 操作した人: `'${evil}`, 操作: 'サインイン', 操作の符号: 'sign-in', 結果: '実施' });
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    const [listed] = await town.auditor.api.call('extracts', {});
    expect(listed).toMatchObject({ label: 'R8-1', by: '監査 花子', format: 'csv', count: rows.length, sha256: createHash('sha256').update(bytes).digest('hex'), filter: { person: '佐藤', act: ['deposit', 'sign-in'] } });
    const { row } = await town.auditor.api.call('ledgerEntry', { index: String(listed?.entry) });
    expect(row).toMatchObject({ act: 'export-search', facts: { number: 'R8-1', format: 'csv', count: rows.length, sha256: listed?.sha256, size: listed?.size, rows: listed?.rows } });
    expect(JSON.parse(await committed(listed?.entry ?? 0, 'filter'))).toEqual({ acts: ['deposit', 'sign-in'], person: '佐藤' });
    expect((await save({ filter: { act: 'deposit' }, format: 'csv', mark: false })).bytes.subarray(0, 1).toString()).toBe('"');
  });

  it('is saved as JSON Lines whose every entry is tied to the ledger by its own proof, the same rows again at the same size', async () => {
    const { size, total } = await search({ result: 'refused' });
    const [first, again] = [await save({ filter: { result: 'refused' }, format: 'jsonl', size }), await save({ filter: { result: 'refused' }, format: 'jsonl', size })];
    const lines = first.bytes.toString('utf8').trimEnd().split('\n');
    const { header } = JSON.parse(lines[0] ?? '') as { header: { vkey: string; number: string; proofs: boolean; size: number } };
    const { checkpoint } = JSON.parse(lines.at(-1) ?? '') as { checkpoint: string };
    expect([header.size, header.proofs, lines.length]).toEqual([size, true, total + 3]);
    expect(parseCheckpoint(`${checkpoint.split('\n\n')[0] ?? ''}\n`).size).toBeGreaterThanOrEqual(size);
    const trust = { origin: header.vkey.split('+')[0] ?? '', keys: [parseVerifierKey(sha256, header.vkey)], sha256, verifyEd25519 };
    const leaves = createHash('sha256');
    for (const line of lines.slice(1, -2)) {
      const { entry, leaf, proof } = JSON.parse(line) as { entry: { index: number }; leaf: string; proof: string[] };
      const bytes = line.slice('{"entry":'.length, line.indexOf(',"leaf":"'));
      expect(Buffer.from(leafHash(sha256, Buffer.from(bytes))).toString('base64')).toBe(leaf);
      await verifyProof(`c2sp.org/tlog-proof@v1\nindex ${entry.index}\n${proof.map((hash) => `${hash}\n`).join('')}\n${checkpoint}`, Buffer.from(leaf, 'base64'), trust);
      leaves.update(Buffer.from(leaf, 'base64'));
    }
    expect(JSON.parse(lines.at(-2) ?? '')).toEqual({ end: { count: total, rows: leaves.digest('hex') } });
    const [second, before] = await town.auditor.api.call('extracts', {});
    expect([second?.rows, second?.count, second?.label]).toEqual([before?.rows, before?.count, 'R8-4']);
    expect(again.bytes.toString('utf8').trimEnd().split('\n').slice(1, -2).map((line) => line.slice(0, line.indexOf(',"leaf":')))).toEqual(lines.slice(1, -2).map((line) => line.slice(0, line.indexOf(',"leaf":'))));
    await expect(save({ filter: {}, format: 'jsonl', size: size + 100_000 })).rejects.toMatchObject({ problem: { code: 'EXTRACT_AHEAD' } });
    expect((await town.auditor.api.call('extracts', {})).length).toBe(4);
  });

  it('is saved as PDF with a code that leads back to the ledger', async () => {
    const { bytes } = await save({ filter: { result: 'refused' }, format: 'pdf' });
    const text = textOf(readPdf(bytes));
    const [listed] = await town.auditor.api.call('extracts', {});
    expect(text.replace(/\s/g, '')).toContain('第R8-5号');
    for (const word of ['ログ抽出書', '検証点', '拒否', '田中']) expect(text.replace(/\s/g, '')).toContain(word);
    expect(text).toContain(listed?.code ?? 'no code');
    expect(await town.auditor.api.call('checkPaper', { body: { code: listed?.code ?? '' } })).toMatchObject({ title: 'ログ抽出書', label: 'R8-5', current: true, of: null });
    await expect(town.sato.api.call('checkPaper', { body: { code: listed?.code ?? '' } })).rejects.toMatchObject({ problem: { code: 'NOT_FOUND' } });
  });

  it('hands out nothing to clerks, contractors and administrators [ASVS 16.4.2]', async () => {
    for (const who of [town.sato, town.admin]) for (const ask of [(): Promise<unknown> => who.api.call('extracts', {}), () => who.api.call('addExtract', { body: { filter: {}, format: 'csv' } }), () => who.api.call('savedSearches', {})]) await expect(ask()).rejects.toMatchObject({ problem: { status: 403 } });
    await expect(town.tanaka.api.call('addExtract', { body: { filter: {}, format: 'csv' } })).rejects.toMatchObject({ problem: { status: 404 } });
  });

  it('numbers extracts without a gap when several are asked for at once [I 9]', async () => {
    await Promise.all(['csv', 'jsonl', 'pdf', 'csv'].map((format) => save({ filter: { act: 'deposit' }, format: format as 'csv' })));
    expect((await town.auditor.api.call('extracts', {})).map((one) => one.label)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map((number) => `R8-${number}`));
  });
});
