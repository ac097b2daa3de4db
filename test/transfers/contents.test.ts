// What a file may hold, over the API: individual numbers, columns outside of the declared items, the columns of an anonymous form. Nothing that is refused stays.
import { randomBytes } from 'node:crypto';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainTerms, type Terms } from '../../server/engagements/terms.ts';
import { foundTown, testPolicy, upload, type Someone, type Town } from '../town.ts';
import { kept, newestEntries } from '../hostile/line.ts';
import { zipOf } from '../inspecting/zip-of.ts';

describe('the content of what is deposited', () => {
  let town: Town;
  let clerk: Someone;
  let handler: Someone;
  beforeAll(async () => {
    town = await foundTown();
    [clerk, handler] = [town.sato, town.tanaka];
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const numbersFile = '氏名,住所,備考\r\n髙橋 健,○○県,\r\n山﨑 由美,○○県,123456789018\r\n';
  const engagementWith = async (terms: Partial<Terms>, items: string[] = ['対象者: 氏名', '対象者: 住所']) => {
    const made = await town.admin.api.call('addEngagement', { body: {
      title: `業務 ${randomBytes(3).toString('hex')}`, purpose: '試験', legalBasis: '条例', from: '2026-04-01', to: '2027-03-31', items,
      forms: [
        { name: '名簿', nameEn: 'List', direction: 'to-contractor', unit: '件' }, { name: '報告', nameEn: 'Report', direction: 'to-section', unit: '件' },
        { name: 'アンケート', nameEn: 'Survey', direction: 'to-section', unit: '件', kind: 'anonymous', columns: { names: ['年齢', '性別', '参加者区分'], answerPrefix: '設問' } },
      ],
      policy: { ...testPolicy, locks: 'password' }, terms: { ...plainTerms, ...terms }, preset: null, sectionIds: [town.section.id], contractorIds: [town.firm.id],
    } });
    await town.admin.api.call('addRosterEntry', { id: made.id, body: { contractorId: town.firm.id, accountId: handler.id, role: 'manager', startsOn: '2026-04-01' } });
    return made;
  };
  const draft = async (who: Someone, engagement: Awaited<ReturnType<typeof engagementWith>>, formName: string) => {
    const form = engagement.forms.find((one) => one.name === formName);
    const body = { engagementId: engagement.id, formId: form?.id ?? '', recipientIds: [form?.direction === 'to-section' ? town.section.id : town.firm.id], quantity: 2 };
    return who.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body });
  };
  const refusalOf = async (work: Promise<unknown>): Promise<{ code?: string; text: string }> => work.then(() => ({ text: '' }), (error: unknown) => {
    const problem = typeof error === 'object' && error !== null && 'problem' in error ? error.problem : error;
    return { ...(typeof problem === 'object' && problem !== null && 'code' in problem && typeof problem.code === 'string' ? { code: problem.code } : {}), text: JSON.stringify(problem) };
  });

  it('stops a file that holds an individual number, says where, keeps nothing of it and never says the number', async () => {
    const { id } = await draft(clerk, await engagementWith({}), '名簿');
    const before = await kept(town);
    for (const [name, bytes] of [['list.csv', Buffer.from(numbersFile)], ['list_sjis.csv', iconv.encode(numbersFile.replace('﨑', '崎'), 'cp932')], ['list.txt', iconv.encode(numbersFile, 'utf16le')], ['list.xlsx', zipOf([{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.from('<row r="1"><c r="A1"><v>123456789018</v></c></row>') }])]] as const) {
      const refused = await refusalOf(upload(clerk, id, name, bytes));
      expect([name, refused.code]).toEqual([name, 'INDIVIDUAL_NUMBER_FOUND']);
      expect(refused.text).not.toMatch(/123456789018|由美/);
      if (name.endsWith('.csv')) expect(refused.text).toContain('3行目の3列目');
    }
    expect(await kept(town)).toEqual(before);
    expect((await newestEntries(town, 1))[0]).toMatch(/refused INDIVIDUAL_NUMBER_FOUND$/);
    // One digit off is no individual number.
    expect((await upload(clerk, id, 'list.csv', Buffer.from(numbersFile.replace('123456789018', '123456789017')))).transfers[0]?.files).toMatchObject([{ looked: 'whole' }]);
  });

  it('lets it pass where the engagement handles such numbers, and says of a file that it did not look into it', async () => {
    const allowed = await draft(clerk, await engagementWith({ individualNumbers: 'allowed' }), '名簿');
    expect((await upload(clerk, allowed.id, 'list.csv', Buffer.from(numbersFile))).transfers[0]?.files).toHaveLength(1);
    const { id } = await draft(clerk, await engagementWith({}), '名簿');
    await upload(clerk, id, 'scan.pdf', Buffer.from('%PDF-1.7\n123456789018\0'));
    expect((await clerk.api.call('deposit', { id })).transfers[0]?.files).toMatchObject([{ name: 'scan.pdf', looked: 'not' }]);
  });

  it('points out columns outside of the declared items before anything is sent, to the sender and the approver, in either direction [O 3-5]', async () => {
    const engagement = await engagementWith({});
    const { id } = await draft(clerk, engagement, '名簿');
    await upload(clerk, id, 'declared.csv', Buffer.from('氏名,「住所」\r\nx,y\r\n'));
    const arrived = await upload(clerk, id, 'more.csv', iconv.encode('氏　名,住所,電話番号,宗教\r\nx,y,z,w\r\n', 'cp932'));
    const [transfer] = arrived.transfers;
    const file = transfer?.files.find((one) => one.name === 'more.csv')?.id;
    const asked = [{ kind: 'column-forbidden', fileId: file, columns: ['宗教'] }, { kind: 'column-not-declared', fileId: file, columns: ['電話番号'] }];
    expect(transfer?.doubts.filter((one) => one.kind.startsWith('column'))).toEqual(asked);
    await clerk.api.call('submit', { id });
    expect((await town.takahashi.api.call('transfer', { id: transfer?.id ?? '' })).doubts.filter((one) => one.kind.startsWith('column'))).toEqual(asked);
    const back = await draft(handler, engagement, '報告');
    expect((await upload(handler, back.id, 'report.csv', Buffer.from('氏名,本籍\r\nx,y\r\n'))).transfers[0]?.doubts).toMatchObject([{ kind: 'column-forbidden', columns: ['本籍'] }]);
    // The recipient is not asked; and a first row of a person's data is never shown as columns.
    expect((await upload(handler, (await draft(handler, engagement, '報告')).id, 'plain.csv', Buffer.from('髙橋 健,○○県△△市2-4-6,090-1111-2222\r\n'))).transfers[0]?.doubts).toEqual([]);
  });

  it('shows the purpose and the declared items to both sides [O 3-5]', async () => {
    const engagement = await engagementWith({});
    const { id } = await draft(clerk, engagement, '名簿');
    expect((await clerk.api.call('deposit', { id })).transfers[0]).toMatchObject({ purpose: '試験', items: ['対象者: 氏名', '対象者: 住所'] });
    expect((await handler.api.call('engagements', {})).find((one) => one.id === engagement.id)).toMatchObject({ purpose: '試験', items: ['対象者: 氏名', '対象者: 住所'] });
  });

  it('forgets the names of columns with the file, and with the transfer [O 3-5]', async () => {
    const { store } = town.running.gateway;
    const texts = async (): Promise<number> => (await store.read.selectFrom('texts').select('id').where('text', 'like', '%秘密の列%').execute()).length;
    const { id, transfers: [transfer] } = await draft(clerk, await engagementWith({}), '名簿');
    const put = async (): Promise<string> => (await upload(clerk, id, 'x.csv', Buffer.from('氏名,秘密の列\r\na,b\r\n'))).transfers[0]?.files[0]?.uploadId ?? '';
    const uploadId = await put();
    expect(await texts()).toBe(1);
    await clerk.api.call('removeFile', { id, uploadId });
    expect(await texts()).toBe(0);
    await put();
    await clerk.api.call('discard', { id });
    await town.running.gateway.tick();
    expect([await texts(), (await clerk.api.call('transfer', { id: transfer?.id ?? '' })).state]).toEqual([0, 'wiped']);
  });

  it('takes into an anonymous form no column but its own and the answers, and only CSV [O 3-14]', async () => {
    const engagement = await engagementWith({});
    const { id } = await draft(handler, engagement, 'アンケート');
    const before = await kept(town);
    for (const [name, bytes, told] of [
      ['a.csv', Buffer.from('年齢,性別,氏名\r\n40,女,髙橋\r\n'), '氏名'], ['b.csv', Buffer.from('40,女,髙橋\r\n50,男,山﨑\r\n'), '見出し'], ['c.xlsx', zipOf([{ name: 'xl/worksheets/sheet1.xml', bytes: Buffer.from('<row/>') }]), '見出し'],
      ['d.pdf', Buffer.from('%PDF-1.7 \0'), '見出し'], ['e.csv', iconv.encode('年齢,性別,住所\r\n', 'utf16le'), '見出し'],
    ] as const) {
      const refused = await refusalOf(upload(handler, id, name, bytes));
      expect([name, refused.code]).toEqual([name, 'ANONYMOUS_COLUMNS']);
      expect(refused.text).toContain(told);
      expect(refused.text).toContain('年齢、性別、参加者区分、設問…');
      expect(refused.text).not.toMatch(/髙橋|山﨑/);
    }
    expect(await kept(town)).toEqual(before);
    for (const [name, bytes] of [['utf8.csv', Buffer.from('\uFEFF年齢,"性別",参加者区分,設問1,設問２（自由）\r\n40,女,区内,5,\r\n')], ['sjis.csv', iconv.encode('性別,設問1\r\n女,3\r\n', 'cp932')]] as const) {
      expect((await upload(handler, id, name, bytes)).transfers[0]?.doubts).toEqual([]);
    }
  });
});
