// The journey as a firm with its own programs walks it: certificates made by gpg, what was collected opened by gpg and sq with
// the commands that people are shown (server/sealing/FORMAT.md), and by nothing less.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { makeGpgKey, openGpg, runProgram, type Gpg } from './sealing/gpg.ts';
import { needs } from './setup/programs.ts';
import { confirmedCertificate, draftFor, foundTown, upload, type Town } from './town.ts';

const plain = Buffer.concat([Buffer.from('被保険者番号,氏名\r\n'), randomBytes(300_000)]);

/** Carries one transfer to the contractor's desk and writes what was collected as F.body and lock.pgp. Returns the password. */
async function collectInto(folder: string, town: Town): Promise<string> {
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id] });
  const id = draft.transfers[0]?.id ?? '';
  await upload(town.sato, draft.id, 'F', plain);
  await town.sato.api.call('submit', { id: draft.id });
  const { digest } = await town.takahashi.api.call('transfer', { id });
  await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
  town.time.advance(120);
  await town.sato.signInAgain();
  await town.takahashi.signInAgain();
  await town.tanaka.signInAgain();
  const { password } = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
  const transfer = await town.tanaka.api.call('transfer', { id });
  expect(transfer.gpgReadable).toBe(true);
  await writeFile(join(folder, 'lock.pgp'), Buffer.from(await (await town.tanaka.api.call('lock', { id })).arrayBuffer()));
  await writeFile(join(folder, 'F.body'), Buffer.from(await (await town.tanaka.api.call('body', { id, fileId: transfer.files[0]?.id ?? '' })).arrayBuffer()));
  expect((await town.tanaka.api.call('transfer', { id })).state).toBe('collected');
  return password;
}

async function answerWith(gpg: Gpg, passphrase: string): Promise<void> {
  await writeFile(join(gpg.home, 'answer'), passphrase);
  await writeFile(join(gpg.home, 'gpg.conf'), ['batch', 'yes', 'no-tty', 'no-symkey-cache', 'pinentry-mode loopback', `passphrase-file ${join(gpg.home, 'answer')}`].join('\n'));
}

const recipe = ['gpg -o key.pgp -d lock.pgp', 'cat key.pgp F.body > F.pgp', 'gpg -o F -d F.pgp'];
const shell = (gpg: Gpg, folder: string, command: string) => runProgram('sh', ['-c', command], { cwd: folder, env: { GNUPGHOME: gpg.home } });

async function followRecipe(gpg: Gpg, folder: string, commands: readonly string[]): Promise<void> {
  for (const command of commands) {
    const ran = await shell(gpg, folder, command);
    expect(ran.code, `${command}: ${ran.stderr}`).toBe(0);
  }
  expect(plain.equals(await readFile(join(folder, 'F')))).toBe(true);
}

describe('what a contractor collects opens with the programs of others', () => {
  let town: Town;
  let rsa: Gpg;
  let curve: Gpg;
  let stranger: Gpg;
  let folder: string;
  let password: string;

  beforeAll(async () => {
    town = await foundTown({ from: Date.now() + 300_000, terms: { recipientKeys: 'any' } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-desk-'));
    [rsa, curve, stranger] = [await openGpg(), await openGpg(), await openGpg()];
    await makeGpgKey(stranger, 'Stranger', 'curve25519');
    for (const [gpg, name, kind] of [[rsa, 'Midori RSA', 'rsa3072'], [curve, 'Midori Curve', 'curve25519']] as const) {
      const certificate = await makeGpgKey(gpg, name, kind);
      await confirmedCertificate(town.tanaka, town.sato, Buffer.from(certificate).toString('base64'));
    }
    password = await collectInto(folder, town);
    for (const gpg of [rsa, curve, stranger]) await answerWith(gpg, password);
  });
  afterAll(async () => {
    for (const gpg of [rsa, curve, stranger]) await gpg.close();
    await rm(folder, { recursive: true, force: true });
    expect(town.faults).toEqual([]);
    await town.close();
  });

  needs('gpg', 'gpg opens it with the RSA 3072 key, one of two certificates on the lock', () => followRecipe(rsa, folder, recipe));
  needs('gpg', 'gpg opens it with the Curve25519 key, the other of the two', () => followRecipe(curve, folder, recipe));
  needs('gpg', 'the password alone opens nothing', async () => {
    expect((await shell(stranger, folder, recipe[0] ?? '')).code).toBe(0);
    await shell(stranger, folder, recipe[1] ?? '');
    expect((await shell(stranger, folder, 'rm -f F; gpg -o F -d F.pgp')).code).not.toBe(0);
  });
  needs('gpg', 'the private key alone opens nothing', async () => {
    await answerWith(rsa, 'wrong');
    expect((await shell(rsa, folder, 'rm -f key.pgp; gpg -o key.pgp -d lock.pgp')).code).not.toBe(0);
    expect((await shell(rsa, folder, 'cat lock.pgp F.body > direct.pgp; rm -f F; gpg -o F -d direct.pgp')).code).not.toBe(0);
    await answerWith(rsa, password);
  });
  needs('sq', 'sq opens it with the password and the Curve25519 key', async (sq) => {
    await writeFile(join(folder, 'secret.pgp'), (await curve.run(['--export-secret-keys', 'Midori Curve'])).stdout);
    const typed = await typeAt(`${sq} decrypt -o key-sq.pgp lock.pgp`, folder, password);
    expect(typed.code, typed.output).toBe(0);
    const ran = await runProgram('sh', ['-c', `cat key-sq.pgp F.body > F-sq.pgp && ${sq} decrypt --recipient-key secret.pgp -o F-sq F-sq.pgp`], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(plain.equals(await readFile(join(folder, 'F-sq')))).toBe(true);
  });
});

/** sq asks for a password on the terminal only: `script` is that terminal, and the answer goes in once sq has asked. */
function typeAt(command: string, cwd: string, answer: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    let answered = false;
    const child = execFile('script', ['-qec', command, '/dev/null'], { cwd, encoding: 'utf8' }, (error) => resolve({ code: error === null ? 0 : 1, output }));
    child.stdout?.on('data', (text: string) => {
      output += text;
      if (!answered && /password/i.test(output)) {
        answered = true;
        child.stdin?.write(`${answer}\n`);
      }
    });
  });
}

describe('the papers\' literal form: the password is the only lock', () => {
  let town: Town;
  let gpg: Gpg;
  let folder: string;

  beforeAll(async () => {
    town = await foundTown({ from: Date.now() + 300_000, policy: { locks: 'password' } });
    folder = await mkdtemp(join(tmpdir(), 'kagibako-desk-'));
    gpg = await openGpg();
    await answerWith(gpg, await collectInto(folder, town));
  });
  afterAll(async () => {
    await gpg.close();
    await rm(folder, { recursive: true, force: true });
    await town.close();
  });

  needs('gpg', 'gpg opens lock and body as one ordinary message [O 1-12] [O 1-24]', () => followRecipe(gpg, folder, ['cat lock.pgp F.body > F.pgp', 'gpg -o F -d F.pgp']));
  needs('gpg', 'a wrong password opens nothing', async () => {
    await answerWith(gpg, 'K7MQ2PXF9RAMK7MQ2PXF9RAMK7MQ');
    expect((await shell(gpg, folder, 'rm -f F; gpg -o F -d F.pgp')).code).not.toBe(0);
  });
});
