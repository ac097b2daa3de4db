import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signReceiptCommand } from '../../client/cli/sign-receipt.ts';
import { makeKeyPair, type KeyPair } from '../../client/opening.ts';
import { canonical } from '../../server/ledger/canonical.ts';
import { verifyDetached } from '../../server/sealing/gateway-signature.ts';

const passphrase = 'みどり の つくえ 3';
const statement = canonical({ kind: '受領の申告', version: 1, at: '2026-07-02T05:00:00.000Z', transfer: { id: '0'.repeat(32), number: '1234-5678' }, files: [{ size: 1 }] });

describe('kagibako sign-receipt', () => {
  let folder: string;
  let key: KeyPair;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kagibako-sign-'));
    key = await makeKeyPair({ name: 'みどり印刷', passphrase }, new Date('2026-07-01T00:00:00.000Z'));
    await writeFile(join(folder, 'key.asc'), key.privateKey);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs with the passphrase in a file that is open as a descriptor. */
  async function run(name: string, text: string, typed: string): Promise<{ code: number; said: string }> {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, 'passphrase'), typed);
    const said: string[] = [];
    const given = await open(join(folder, 'passphrase'));
    try {
      return { code: await signReceiptCommand({ file: join(folder, name), key: join(folder, 'key.asc'), passphraseFd: given.fd }, (line) => said.push(line)), said: said.join('\n') };
    } finally {
      await given.close();
    }
  }

  it('writes a signature that verifies over the very bytes, and never over a file that is there', async () => {
    const { code, said } = await run('statement.json', statement, `${passphrase}\n`);
    expect([code, said]).toEqual([0, expect.stringContaining('1234-5678') as unknown]);
    const signature = await readFile(join(folder, 'statement.json.asc'), 'utf8');
    await verifyDetached(Buffer.from(statement), signature, key.certificate);
    await expect(verifyDetached(Buffer.from(`${statement} `), signature, key.certificate)).rejects.toThrow();
    expect((await run('statement.json', statement, passphrase)).code).toBe(2);
    expect(await readFile(join(folder, 'statement.json.asc'), 'utf8')).toBe(signature);
  });

  it('signs nothing with a wrong passphrase, and nothing that is no statement', async () => {
    expect(await run('other.json', statement, 'ちがう ことば')).toEqual({ code: 1, said: expect.stringContaining('the passphrase is wrong') as unknown });
    for (const text of ['', 'null', '{}', statement.replace('受領の申告', '受領書'), 'このファイルに署名する']) expect((await run('none.json', text, passphrase)).code).toBe(2);
    for (const name of ['other.json.asc', 'none.json.asc']) await expect(readFile(join(folder, name))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await signReceiptCommand({ file: join(folder, 'absent.json'), key: join(folder, 'key.asc'), passphraseFd: 0 }, () => undefined)).toBe(2);
  });
});
