// Secrets come from files that nobody else reads, and never from the environment.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../config/settings.ts';
import { readSecret } from '../../server/starting/secret-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kagibako-secret-'));
});
afterAll(() => rm(folder, { recursive: true }));

const put = async (name: string, text: string | Buffer, mode = 0o600): Promise<string> => {
  await writeFile(join(folder, name), text, { mode: 0o600 });
  await chmod(join(folder, name), mode);
  return join(folder, name);
};
const secretAt = (path: string, isCredential = false): Promise<string> => readSecret('KAGIBAKO_SMTP_PASSWORD_FILE', { path, isCredential });
const mail = { KAGIBAKO_SMTP_URL: 'smtps://kagibako@mail.example', KAGIBAKO_MAIL_FROM: 'kagibako@asagiri.example' };

describe('a secret in a file', () => {
  it('is its one line, without the line\'s end [ASVS 13.3.2]', async () => {
    expect(await secretAt(await put('one', 'pass word\n'))).toBe('pass word');
    expect(await secretAt(await put('dos', '合言葉\r\n'))).toBe('合言葉');
    expect(await secretAt(await put('bare', 'x', 0o400))).toBe('x');
  });

  it.each([0o640, 0o604, 0o620, 0o602, 0o611])('is refused where others may read or change it: %o; for a credential reading by the group is systemd\'s access list [ASVS 13.3.2]', async (mode) => {
    const path = await put('open', 'secret\n', mode);
    await expect(secretAt(path)).rejects.toMatchObject({ name: 'StartRefused', code: 'SECRET_OPEN' });
    await (mode === 0o640 ? expect(secretAt(path, true)).resolves.toBe('secret') : expect(secretAt(path, true)).rejects.toMatchObject({ code: 'SECRET_OPEN' }));
  });

  it('is refused where it is missing, no file, a pipe that nobody fills, empty, of two lines, too long or no text; the refusal never tells it', async () => {
    await mkdir(join(folder, 'a-folder'), { mode: 0o700 });
    execFileSync('mkfifo', ['-m', '600', join(folder, 'a-pipe')]);
    const refused = async (path: string, code: string): Promise<void> => {
      const error: unknown = await secretAt(path).then(() => null, (thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'StartRefused', code });
      expect(String(error)).not.toContain('hidden');
    };
    await refused(join(folder, 'nowhere'), 'SECRET_MISSING');
    for (const path of [join(folder, 'a-folder'), join(folder, 'a-pipe'), await put('empty', '\n'), await put('two', 'hidden\nhidden\n'), await put('long', 'hidden'.repeat(700)), await put('bytes', Buffer.from([0x68, 0xff, 0x68]))]) await refused(path, 'SECRET_UNUSABLE');
  });
});

describe('the settings of a secret', () => {
  it.each([
    ['a password in the address', { ...mail, KAGIBAKO_SMTP_URL: 'smtps://kagibako:hidden@mail.example' }, /KAGIBAKO_SMTP_PASSWORD_FILE/],
    ['a user without a password', mail, /set both or neither/],
    ['a password for nobody', { ...mail, KAGIBAKO_SMTP_URL: 'smtps://mail.example', KAGIBAKO_SMTP_PASSWORD_FILE: '/run/secret' }, /set both or neither/],
    ['the name of a credential where systemd gave none', { ...mail, KAGIBAKO_SMTP_PASSWORD_FILE: 'smtp-password' }, /systemd gave none/],
  ])('are refused with %s, without telling it [ASVS 13.3.2]', (_, environment, reason) => {
    expect(() => readSettings(environment)).toThrow(reason);
    expect(() => readSettings(environment)).not.toThrow(/hidden/);
  });

  it('name a path, or a credential in the folder that systemd tells', () => {
    const fileOf = (file: string) => readSettings({ ...mail, KAGIBAKO_SMTP_PASSWORD_FILE: file, CREDENTIALS_DIRECTORY: '/run/credentials/kagibako.service' }).mail?.passwordFile;
    expect(fileOf('/etc/kagibako/smtp')).toEqual({ path: '/etc/kagibako/smtp', isCredential: false });
    expect(fileOf('smtp-password')).toEqual({ path: '/run/credentials/kagibako.service/smtp-password', isCredential: true });
    expect(fileOf('/run/credentials/kagibako.service/smtp-password')?.isCredential).toBe(true);
    expect(fileOf('/run/credentials/kagibako.service/../other')?.isCredential).toBe(false);
  });
});
