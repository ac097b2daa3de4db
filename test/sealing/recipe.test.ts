// The recipe that FORMAT.md and the screens show to people, run word for word in a shell with a real GnuPG and a real sq.

import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBodySealer } from '../../server/sealing/body.ts';
import { sealLock } from '../../server/sealing/lock.ts';
import { generatePassword } from '../../server/sealing/password.ts';
import { newSessionKey, sessionKeyPackets } from '../../server/sealing/session-key.ts';
import { makeGpgKey, openGpg, runProgram, type Gpg, type Ran } from './gpg.ts';

const plain = Buffer.concat([Buffer.from('被保険者番号,氏名\r\n'), randomBytes(700_000)]);
const password = generatePassword(randomBytes);
let sessionKey: Uint8Array;
let body: Uint8Array;
let folder: string;

function sealBody(key: Uint8Array): Uint8Array {
  const sealer = createBodySealer(key, 'seipd1', randomBytes);
  return Buffer.concat([...sealer.update(plain), ...sealer.final()]);
}

/** GnuPG asks nobody here: its configuration file answers what a person would type. */
async function answerWith(gpg: Gpg, passphrase: string): Promise<void> {
  await writeFile(join(gpg.home, 'answer'), passphrase);
  await writeFile(
    join(gpg.home, 'gpg.conf'),
    ['batch', 'no-tty', 'no-symkey-cache', 'pinentry-mode loopback', `passphrase-file ${join(gpg.home, 'answer')}`].join('\n'),
  );
}

const shell = (gpg: Gpg, command: string): Promise<Ran> => runProgram('sh', ['-c', command], { cwd: folder, env: { GNUPGHOME: gpg.home } });
/** sq asks for a password on the terminal only: `script` is that terminal, and the password comes once sq has asked. */
const typeAt = (command: string): Promise<Ran> =>
  runProgram('sh', ['-c', `(sleep 1; echo ${password}) | script -qec '${command}' /dev/null`], { cwd: folder });
const exists = (name: string): Promise<boolean> =>
  readFile(join(folder, name)).then(
    () => true,
    () => false,
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-recipe-'));
  sessionKey = newSessionKey(randomBytes);
  body = sealBody(sessionKey);
  await writeFile(join(folder, 'F.body'), body);
  return async () => {
    await rm(folder, { recursive: true, force: true });
  };
});

describe('a lock of both, for RSA 3072 and Curve25519 certificates made by GnuPG', () => {
  let rsa: Gpg;
  let curve: Gpg;
  let certificates: Uint8Array[];
  beforeAll(async () => {
    rsa = await openGpg();
    curve = await openGpg();
    certificates = [await makeGpgKey(rsa, 'Midori RSA', 'rsa3072'), await makeGpgKey(curve, 'Midori Curve', 'curve25519')];
  });
  afterAll(async () => {
    await rsa.close();
    await curve.close();
  });
  beforeEach(async () => {
    const packets = await sessionKeyPackets(sessionKey, 'seipd1', certificates);
    await writeFile(join(folder, 'lock.pgp'), await sealLock({ form: 'both', waiting: packets, password }));
    await answerWith(rsa, password);
    await answerWith(curve, password);
  });

  it.each(['RSA 3072', 'Curve25519'])('opens by the three commands for the holder of the %s key', async (which) => {
    const gpg = which === 'RSA 3072' ? rsa : curve;
    for (const command of ['gpg -o key.pgp -d lock.pgp', 'cat key.pgp F.body > F.pgp', 'gpg -o F -d F.pgp']) {
      const ran = await shell(gpg, command);
      expect(ran.code, `${command}: ${ran.stderr}`).toBe(0);
    }
    expect(plain.equals(await readFile(join(folder, 'F')))).toBe(true);
  });

  it('opens in sq too: the session-key packets by the password, the file by the key', async () => {
    const exported = await curve.run(['--export-secret-keys', 'Midori Curve']);
    await writeFile(join(folder, 'secret.pgp'), exported.stdout);
    expect((await shell(curve, 'gpg -o key.pgp -d lock.pgp')).code).toBe(0);
    const ran = await shell(curve, 'cat key.pgp F.body > F.pgp && sq decrypt --recipient-key secret.pgp -o F F.pgp');
    expect(ran.code, ran.stderr).toBe(0);
    expect(plain.equals(await readFile(join(folder, 'F')))).toBe(true);
  });

  it('opens in sq with the password typed at its prompt', async () => {
    const ran = await typeAt('sq decrypt -o key.pgp lock.pgp');
    expect(ran.code, ran.stdout.toString()).toBe(0);
    expect((await readFile(join(folder, 'key.pgp')))[0]).toBe(0xc1);
  });

  it('the private key alone opens nothing: neither the lock, nor the body, nor both put together', async () => {
    await answerWith(rsa, generatePassword(randomBytes));
    for (const command of ['gpg -o key.pgp -d lock.pgp', 'gpg -o F -d F.body', 'cat lock.pgp F.body > F.pgp; gpg -o F -d F.pgp']) {
      expect((await shell(rsa, command)).code, command).not.toBe(0);
    }
    expect(await exists('key.pgp')).toBe(false);
    // Of a body without a lock gpg guesses a key from the password it is given: a few times in a hundred that noise begins like a file, and gpg writes it before it ends with an error.
    expect(await readFile(join(folder, 'F')).then((written) => written.includes(plain.subarray(0, 64)), () => false)).toBe(false);
  });

  it('the password alone opens nothing: the session-key packets stay closed without a private key', async () => {
    const stranger = await openGpg();
    try {
      await answerWith(stranger, password);
      expect((await shell(stranger, 'gpg -o key.pgp -d lock.pgp')).code).toBe(0);
      expect((await shell(stranger, 'cat key.pgp F.body > F.pgp; gpg -o F -d F.pgp')).code).not.toBe(0);
      expect(await exists('F')).toBe(false);
      expect((await readFile(join(folder, 'key.pgp'))).includes(Buffer.from(sessionKey))).toBe(false);
    } finally {
      await stranger.close();
    }
  });

  it('[H 42] gpg ends with an error when the body was changed: then F is to be deleted', async () => {
    const tampered = Uint8Array.from(body);
    tampered[400_000] = (tampered[400_000] ?? 0) ^ 1;
    await writeFile(join(folder, 'F.body'), tampered);
    await shell(rsa, 'gpg -o key.pgp -d lock.pgp');
    expect((await shell(rsa, 'cat key.pgp F.body > F.pgp; gpg -o F -d F.pgp')).code).not.toBe(0);
  });
});

describe('a lock of password only', () => {
  let gpg: Gpg;
  beforeAll(async () => {
    gpg = await openGpg();
  });
  afterAll(() => gpg.close());
  beforeEach(async () => {
    await writeFile(join(folder, 'lock.pgp'), await sealLock({ form: 'password', waiting: sessionKey, password }));
  });

  it('opens by two commands: lock and body are an ordinary message', async () => {
    await answerWith(gpg, password);
    for (const command of ['cat lock.pgp F.body > F.pgp', 'gpg -o F -d F.pgp']) {
      const ran = await shell(gpg, command);
      expect(ran.code, `${command}: ${ran.stderr}`).toBe(0);
    }
    expect(plain.equals(await readFile(join(folder, 'F')))).toBe(true);
  });

  it('opens in sq with the password typed at its prompt', async () => {
    const ran = await typeAt('cat lock.pgp F.body > F.pgp && sq decrypt -o F F.pgp');
    expect(ran.code, ran.stdout.toString()).toBe(0);
    expect(plain.equals(await readFile(join(folder, 'F')))).toBe(true);
  });

  it('does not open with another password, nor without one', async () => {
    await answerWith(gpg, generatePassword(randomBytes));
    expect((await shell(gpg, 'cat lock.pgp F.body > F.pgp; gpg -o F -d F.pgp')).code).not.toBe(0);
    expect((await shell(gpg, 'gpg -o F -d F.body')).code).not.toBe(0);
  });
});
