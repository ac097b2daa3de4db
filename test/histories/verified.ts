// I7 at the end of a history: the export, as an auditor saves it, is good for `kagibako verify` by the ledger's first key and by its last, with every head that was
// ever given out, every cosignature that was made or brought, and the OpenPGP signature of every document; so are receipts and certificates one by one.
import { writeFile, rm, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { verifyCommand, type VerifyArguments } from '../../client/cli/verify.ts';
import type { History } from './history.ts';

const judged = z.object({
  ok: z.boolean(), firstBad: z.unknown().optional(), header: z.object({ vkeys: z.array(z.string()) }), head: z.object({ size: z.number() }).nullable(),
  witnesses: z.array(z.object({ witness: z.string(), size: z.number().nullable() })), asked: z.array(z.looseObject({ ok: z.boolean() })),
});

/** Returns what does not hold. */
export async function verified(history: History): Promise<string[]> {
  const { pools, world, witnesses, vkeys } = history;
  // Beside the data, not in it: what it holds was given out on purpose.
  const folder = `${world.folder}-export`;
  await mkdir(folder);
  try {
    const file = join(folder, 'bundle.jsonl');
    await writeFile(file, await exported(history));
    const heads = [...new Set(pools.checkpoints)];
    const checkpoints = await Promise.all(heads.map((note, at) => written(folder, `head-${String(at)}`, note)));
    const asked = await documents(history, folder);
    const given = { file, witnesses: [witnesses.served, witnesses.carried], json: true };
    const [whole, byLast] = [await verdict({ ...given, vkey: world.vkey, checkpoints, signatures: true, ...asked }), await verdict({ ...given, vkey: vkeys.at(-1) })];
    return [...told(whole, 'by its first key'), ...told(byLast, 'by its last key'), ...vouched(history, byLast.witnesses), ...await troubled(history)];
  } finally {
    await rm(folder, { recursive: true });
  }

  function told(found: z.infer<typeof judged>, how: string): string[] {
    const keys = found.header.vkeys.join() === vkeys.join() ? [] : [`the bundle names the keys ${found.header.vkeys.join()}, they were ${vkeys.join()}`];
    return found.ok && found.asked.every(({ ok }) => ok) ? keys : [`the bundle does not verify ${how}: ${JSON.stringify([found.firstBad, found.asked])} (I7)`, ...keys];
  }
}

async function exported({ running: { gateway } }: History): Promise<string> {
  const { id } = await gateway.store.read.selectFrom('municipalities').select('id').executeTakeFirstOrThrow();
  const lines: string[] = [];
  for await (const line of gateway.ledger.exportBundle(id)) lines.push(line);
  return lines.join('');
}

async function written(folder: string, name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** The newest receipt and the newest wipe certificate, as the auditor's page gives them out. */
async function documents(history: History, folder: string): Promise<Pick<VerifyArguments, 'receipt' | 'certificate'>> {
  const { tape } = history;
  const newest = async (table: string): Promise<string | undefined> => {
    const [row] = await tape.all(`SELECT transfer_id FROM ${table} ORDER BY rowid DESC LIMIT 1`);
    return row === undefined ? undefined : String(row['transfer_id']);
  };
  const [received, wiped] = [await newest('receipts'), await newest('wipe_certificates')];
  const { kansa } = history.people;
  const { api } = kansa;
  await kansa.signInAgain();
  return {
    ...(received === undefined ? {} : { receipt: await written(folder, 'receipt.json', JSON.stringify(await api.call('receipt', { id: received }))) }),
    ...(wiped === undefined ? {} : { certificate: await written(folder, 'certificate.json', JSON.stringify(await api.call('wipeCertificate', { id: wiped }))) }),
  };
}

async function verdict(given: VerifyArguments): Promise<z.infer<typeof judged>> {
  const lines: string[] = [];
  await verifyCommand(given, (line) => lines.push(line));
  const [first = ''] = lines;
  if (!first.startsWith('{')) throw new Error(`expected a verdict on the export, ${lines.join(' ')} came`);
  return judged.parse(JSON.parse(first));
}

/** Whatever became of the ledger's key: the witness that is asked has followed it and answers. */
async function troubled({ tape }: History): Promise<string[]> {
  return (await tape.all('SELECT name, trouble FROM witness_standing WHERE trouble IS NOT NULL')).map(({ name, trouble }) => `the witness ${String(name)} is ${String(trouble)}`);
}

/** Each witness vouches as far as its newest cosignature goes that the gateway has. */
function vouched({ pools, witnesses }: History, found: z.infer<typeof judged>['witnesses']): string[] {
  const sizeOf = (vkey: string): number => found.find(({ witness }) => vkey.startsWith(witness))?.size ?? 0;
  const brought = Math.max(0, ...pools.brought);
  const wrong = sizeOf(witnesses.carried) === brought ? [] : [`the witness that is brought its heads vouches for ${String(sizeOf(witnesses.carried))} entries, ${String(brought)} were brought`];
  return sizeOf(witnesses.served) > 0 ? wrong : [...wrong, 'the witness that is asked has cosigned nothing'];
}
