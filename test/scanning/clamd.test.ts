// Scanning with a real clamd.

import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect } from 'vitest';
import type { Verdict } from '../../server/scanning/scanner.ts';
import { needs } from '../setup/programs.ts';
import { EICAR, SIGNATURE, startClamd } from './daemon.ts';
import type { Daemon } from './daemon.ts';
import { zipOf } from '../inspecting/zip-of.ts';
import { zip } from './zip.ts';

const MIB = 1024 * 1024;
let running: Promise<Daemon> | undefined;

async function scan(program: string, bytes: Uint8Array, pieceSize = 64 * 1024): Promise<Verdict> {
  running ??= startClamd(program);
  const scanning = (await running).scanner.begin();
  for (let at = 0; at < bytes.length; at += pieceSize) await scanning.write(bytes.subarray(at, at + pieceSize));
  return scanning.finish();
}

afterAll(async () => (await running)?.stop());

describe('with a real clamd', () => {
  needs('clamd', 'a harmless file is clean, and the scanner is named with its version', async (clamd) => {
    expect(await scan(clamd, randomBytes(1_500_000))).toEqual({ verdict: 'clean', by: expect.stringMatching(/^ClamAV \d/) as string });
  });

  needs('clamd', 'an empty file is clean', async (clamd) => {
    expect(await scan(clamd, new Uint8Array(0))).toMatchObject({ verdict: 'clean' });
  });

  needs('clamd', '[H 27] a signature is found in a file, in a zip, and in a zip within a zip', async (clamd) => {
    const infected = Buffer.from(`住所,氏名\r\n${SIGNATURE}\r\n`);
    const once = zip('print.csv', infected);
    for (const bytes of [infected, once, zip('outer.zip', once)]) {
      expect(await scan(clamd, bytes)).toEqual({ verdict: 'infected', name: expect.stringMatching(/^Kagibako\.Test/) as string });
    }
  });

  needs('clamd', '[H 27] the EICAR test file is found, also when it comes byte by byte', async (clamd) => {
    expect(await scan(clamd, Buffer.from(EICAR), 1)).toMatchObject({ verdict: 'infected' });
    expect(await scan(clamd, zip('eicar.com', Buffer.from(EICAR)))).toMatchObject({ verdict: 'infected' });
  });

  needs('clamd', '[H 97] a file of exactly the limit is scanned, one byte more is unscanned, never clean', async (clamd) => {
    const padded = Buffer.concat([Buffer.alloc(2 * MIB - SIGNATURE.length), Buffer.from(SIGNATURE)]);
    expect(await scan(clamd, padded)).toMatchObject({ verdict: 'infected' });
    expect(await scan(clamd, Buffer.alloc(2 * MIB))).toMatchObject({ verdict: 'clean' });
    expect(await scan(clamd, Buffer.alloc(2 * MIB + 1))).toMatchObject({ verdict: 'unscanned' });
    expect(await scan(clamd, Buffer.alloc(9 * MIB))).toMatchObject({ verdict: 'unscanned' });
  });

  needs('clamd', '[H 97] an archive whose content is over the limit is unscanned', async (clamd) => {
    let bytes = zip('x', Buffer.from('harmless'));
    for (let depth = 0; depth < 30; depth += 1) bytes = zip('x.zip', bytes);
    expect(await scan(clamd, bytes)).toMatchObject({ verdict: 'unscanned', reason: expect.stringContaining('Heuristics.Limits.Exceeded') as string });
  });

  needs('clamd', '[H 97] an archive of which a part is longer than clamd looks is unscanned, never clean, whatever the part ends with', async (clamd) => {
    const padding = Buffer.alloc(1024 * 1024, 0x41);
    for (const [size, found] of [[3, 'infected'], [5, 'unscanned'], [40, 'unscanned']] as const) {
      const part = Buffer.concat([...Array.from({ length: size }, () => padding), Buffer.from(SIGNATURE)]);
      for (const bytes of [zipOf([{ name: 'notices.csv', bytes: part }]), gzipSync(part)]) expect(await scan(clamd, bytes)).toMatchObject({ verdict: found });
    }
  });

  needs('clamd', '[H 27] what is found in the beginning of a file that is too large is found', async (clamd) => {
    expect(await scan(clamd, Buffer.concat([Buffer.from(SIGNATURE), Buffer.alloc(3 * MIB)]))).toMatchObject({ verdict: 'infected' });
    expect(await scan(clamd, Buffer.concat([Buffer.alloc(3 * MIB), Buffer.from(SIGNATURE)]))).toMatchObject({ verdict: 'unscanned', why: 'too-large' });
  });

  needs('clamd', '[H 98] what is found beside an encrypted part is found', async (clamd) => {
    const parts = [{ name: 'secret.csv', bytes: Buffer.from('x'.repeat(200)), encrypted: true }, { name: 'b.txt', bytes: Buffer.from(SIGNATURE) }];
    for (const order of [parts, parts.toReversed()]) expect(await scan(clamd, zipOf(order))).toMatchObject({ verdict: 'infected' });
  });

  needs('clamd', '[H 98] an encrypted archive is unscanned', async (clamd) => {
    const bytes = zip('secret.csv', randomBytes(200), true);
    expect(await scan(clamd, bytes)).toMatchObject({ verdict: 'unscanned', reason: expect.stringContaining('Encrypted') as string });
  });

  needs('clamd', 'an aborted scan leaves clamd ready for the next', async (clamd) => {
    running ??= startClamd(clamd);
    const { scanner } = await running;
    const scanning = scanner.begin();
    await scanning.write(Buffer.from(SIGNATURE));
    scanning.abort();
    expect(await scan(clamd, Buffer.from('harmless'))).toMatchObject({ verdict: 'clean' });
    expect(await scanner.describe()).toEqual({ version: expect.stringMatching(/^ClamAV /) as string, patternsFrom: null, maxBytes: 2 * MIB });
  });
});
