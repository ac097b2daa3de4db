// Twenty who send and twenty who collect at once, more than the settings of this town let in. What is asserted are counts, never times.
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainTerms } from '../../server/engagements/terms.ts';
import { takenFileView, type DepositView } from '../../server/http/wire/transfers.ts';
import { draftFor, foundTown, upload, type Someone, type Town } from '../town.ts';

const limits = { KAGIBAKO_UPLOADS_AT_ONCE: '4', KAGIBAKO_DOWNLOADS_AT_ONCE: '3', KAGIBAKO_WAITING_AT_MOST: '12' };

describe('more at once than there are places for [H 94]', () => {
  let town: Town;
  beforeAll(async () => {
    town = await foundTown({ environment: limits, policy: { passwordGapMinutes: 1, approval: { 'to-contractor': false, 'to-section': false }, locks: 'password' }, terms: { ...plainTerms, downloads: { allowed: 100, reasonFrom: 101 } } });
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  const beingWritten = async (): Promise<number> => (await readdir(join(town.folder, 'data', 'vault', 'incoming'))).length;
  const entries = async (): Promise<number> => (await town.running.gateway.store.read.selectFrom('ledger_entries').select((make) => make.fn.countAll<number>().as('count')).where('result', '=', 'refused').executeTakeFirstOrThrow()).count;

  it('twenty uploads: four are taken in, twelve wait unread, four are told to come back and are entered nowhere; all of them arrive [ASVS 15.2.2]', async () => {
    const drafts = await Promise.all([town.sato, town.takahashi].map(async (who) => ({ who, draft: await draftFor(who, town, { recipientIds: [town.firm.id] }) })));
    const before = await entries();
    const sent = Array.from({ length: 20 }, (_, n) => {
      const { who, draft } = drafts[n % 2] ?? { who: town.sato, draft: { id: '' } };
      return begin(who, draft.id, `${String(n)}.txt`);
    });
    const busy = new Set<Begun>();
    for (const one of sent) one.answer.then(({ status }) => { if (status === 503) busy.add(one); }, () => undefined);
    await expect.poll(() => busy.size).toBe(4);
    await expect.poll(beingWritten).toBe(4);
    const [refused] = busy;
    expect(await refused?.answer).toMatchObject({ headers: { 'retry-after': '5' }, body: expect.stringContaining('"code":"BUSY"') as unknown });
    expect(await entries()).toBe(before);
    for (const one of sent) if (!busy.has(one)) {
      one.finish();
      expect(await beingWritten()).toBeLessThanOrEqual(4);
    }
    const answers = await Promise.all(sent.filter((one) => !busy.has(one)).map((one) => one.answer));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 16 }, () => 201));
    for (const one of busy) {
      const again = begin(one.who, one.depositId, one.name);
      again.finish();
      expect((await again.answer).status).toBe(201);
    }
    const held = await Promise.all(drafts.map(async ({ who, draft }) => (await who.api.call('deposit', { id: draft.id })).transfers[0]?.files.length));
    expect(held).toEqual([10, 10]);
  });

  it('twenty downloads: three go out, nine of one person wait, eight are told to come back; each that is let in gets every byte', async () => {
    const bytes = randomBytes(12_000_000);
    const draft: DepositView = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'large.bin', bytes);
    const { transfers: [transfer] } = await town.sato.api.call('submit', { id: draft.id });
    town.time.advance(2);
    for (const who of [town.sato, town.tanaka]) await who.signInAgain();
    await town.sato.api.call('addNotice', { body: { transferIds: [transfer?.id ?? ''] } });
    const file = transfer?.files[0];
    const sizes = await twentyAsk(`/api/v1/transfers/${transfer?.id ?? ''}/files/${file?.id ?? ''}/body`, town.running.origins.contractor, town.tanaka);
    expect(sizes.filter((size) => size === file?.bodySize)).toHaveLength(12);
  });

  it('twenty who fetch the archive of a medium take places and wait as any who download', async () => {
    const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
    await upload(town.sato, draft.id, 'large.bin', randomBytes(12_000_000));
    const id = (await town.sato.api.call('submit', { id: draft.id })).transfers[0]?.id ?? '';
    await town.sato.api.call('useMedia', { id, body: { reason: 'line-down' } });
    for (const step of ['addNotice', 'writeMedium'] as const) {
      town.time.advance(5);
      await town.sato.signInAgain();
      await (step === 'addNotice' ? town.sato.api.call(step, { body: { transferIds: [id] } }) : town.sato.api.call(step, { id }));
    }
    const sizes = await twentyAsk(`/api/v1/transfers/${id}/medium.zip`, town.running.origins.ward, town.sato);
    expect(sizes.filter((size) => size > 12_000_000)).toHaveLength(12);
  });

  /** Twenty ask for `path` and read nothing yet: three have a place, nine wait, eight are told to come back. Then all read; how many bytes came to each. */
  async function twentyAsk(path: string, origin: string, who: Someone): Promise<number[]> {
    const answers: IncomingMessage[] = [];
    const ended = Array.from({ length: 20 }, () => new Promise<number>((resolve, reject) => {
      request(new URL(path, origin), { agent: false, headers: who.line.headers() }, (answer) => {
        answers.push(answer);
        let came = 0;
        answer.on('end', () => { resolve(came); }).on('error', reject);
        if (answer.statusCode === 503) answer.resume();
        else answer.on('readable', () => undefined);
        answer.on('resume', () => { answer.on('data', (piece: Buffer) => { came += piece.length; }); });
      }).on('error', reject).end();
    }));
    const withStatus = (status: number): IncomingMessage[] => answers.filter(({ statusCode }) => statusCode === status);
    await expect.poll(() => withStatus(503).length).toBe(8);
    await expect.poll(() => withStatus(200).length).toBe(3);
    expect(answers).toHaveLength(11);
    const read = new Set<IncomingMessage>();
    const reading = setInterval(() => { for (const one of answers) if (!read.has(one) && one.statusCode === 200) { read.add(one); one.removeAllListeners('readable'); one.resume(); } }, 5);
    const sizes = await Promise.all(ended);
    clearInterval(reading);
    expect(withStatus(200)).toHaveLength(12);
    return sizes;
  }
});

interface Begun { readonly who: Someone; readonly depositId: string; readonly name: string; readonly answer: Promise<{ status: number; headers: IncomingMessage['headers']; body: string }>; finish(): void }

/** Begins an upload and sends half of it; the other half when it is told to. */
function begin(who: Someone, depositId: string, name: string): Begun {
  const open = `--part\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${'あ'.repeat(2000)}`;
  const close = `${'い'.repeat(2000)}\r\n--part--\r\n`;
  const length = Buffer.byteLength(open) + Buffer.byteLength(close);
  let asked: ClientRequest | undefined;
  const answer = new Promise<Awaited<Begun['answer']>>((resolve, reject) => {
    asked = request(who.api.address('addFile', { id: depositId }), { method: 'POST', agent: false, headers: { ...who.line.headers(), 'content-type': 'multipart/form-data; boundary=part', 'content-length': length } }, (came) => {
      let body = '';
      came.setEncoding('utf8').on('data', (piece: string) => { body += piece; }).on('end', () => {
        if (came.statusCode === 201) takenFileView.parse(JSON.parse(body));
        asked?.destroy();
        resolve({ status: came.statusCode ?? 0, headers: came.headers, body });
      });
    });
    asked.on('error', reject);
    asked.write(open);
  });
  return { who, depositId, name, answer, finish: () => asked?.end(close) };
}
