// A batch with a real clamd between: what it finds in one file is stopped there, and nothing else is.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { frameOf } from '../../../client/batches.ts';
import { batchView } from '../../../server/http/wire/batch.ts';
import { batchMedia } from '../../../server/http/wire/batch-limits.ts';
import { EICAR } from '../../scanning/daemon.ts';
import { foundScannedTown, type ScannedTown } from '../../scanning/scanned-town.ts';
import { needs, program } from '../../setup/programs.ts';
import { draftFor, type Town } from '../../town.ts';

describe('a batch under clamd', () => {
  const clamd = program('clamd');
  let close: ScannedTown['close'];
  let loseScanner: ScannedTown['loseScanner'];
  let town: Town;
  beforeAll(async () => {
    if (clamd === undefined) return;
    ({ town, loseScanner, close } = await foundScannedTown(clamd, { policy: { locks: 'password' } }));
  });
  afterAll(async () => {
    if (clamd !== undefined) await close();
  });
  const send = async (texts: readonly string[]) => {
    const { id } = await draftFor(town.sato, town, { recipientIds: [town.firm.id], key: randomBytes(12).toString('hex') });
    const body = frameOf(texts.map((text, at) => ({ name: `${String(at)}.txt`, bytes: Buffer.from(text), key: `number ${String(at)}`.replace(' ', '-') })));
    const { files } = batchView.parse(await (await fetch(town.sato.api.address('addBatch', { id }), { method: 'POST', headers: { 'content-type': batchMedia, ...town.sato.line.headers() }, body })).json());
    return { files, held: (await town.sato.api.call('deposit', { id })).transfers[0]?.files ?? [] };
  };

  needs('clamd', 'one infected file is refused and entered, the others are clean and kept [H 27]', async () => {
    const { files, held } = await send(['良い', EICAR, 'よい', 'もう一つ']);
    expect(files.map(({ refused }) => refused?.code ?? 'kept')).toEqual(['kept', 'VIRUS_FOUND', 'kept', 'kept']);
    expect(held.map(({ name, scan }) => [name, scan.verdict])).toEqual([['0.txt', 'clean'], ['2.txt', 'clean'], ['3.txt', 'clean']]);
    const { code } = await town.running.gateway.store.read.selectFrom('ledger_entries').select((select) => select.ref('bytes').as('code')).where('act', '=', 'add-file').where('result', '=', 'refused').executeTakeFirstOrThrow();
    expect(JSON.parse(code)).toMatchObject({ code: 'VIRUS_FOUND' });
  });

  needs('clamd', 'without an answer of the scanner none of them is called clean, and none is kept [H 96]', async () => {
    await loseScanner();
    const { files, held } = await send(['良い', 'よい']);
    expect([files.map(({ refused }) => refused?.code), held]).toEqual([['NOT_SCANNED', 'NOT_SCANNED'], []]);
  });
});
