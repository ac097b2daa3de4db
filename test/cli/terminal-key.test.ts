// The key of an unattended terminal: made once, for its owner only, shown as often as asked.
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminalKeyCommand } from '../../client/cli/terminal-key.ts';
import { readTerminalKey } from '../../client/terminal-key.ts';
import { terminalLine } from '../../client/terminal-line.ts';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'kagibako-key-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));
const run = async (file: string): Promise<{ code: number; said: string }> => {
  const said: string[] = [];
  return { code: await terminalKeyCommand({ file }, (line) => said.push(line)), said: said.join('\n') };
};

describe('kagibako terminal-key', () => {
  it('makes a key that only its owner can read, prints the public half, and shows the same again', async () => {
    const file = join(folder, 'terminal.pem');
    const made = await run(file);
    const key = await readTerminalKey(file);
    expect([made.code, (await stat(file)).mode & 0o777]).toEqual([0, 0o600]);
    expect(made.said).toContain(key.publicLine);
    expect(made.said).toContain(key.fingerprint.slice(0, 8));
    const secret = (await readFile(file, 'utf8')).split('\n')[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(made.said).not.toContain(secret.slice(20, 60));
    const again = await run(file);
    expect([again.code, again.said.includes(key.publicLine)]).toEqual([0, true]);
  });

  it('takes no file that others can read, and none that is no such key', async () => {
    const open = join(folder, 'open.pem');
    await run(open);
    await chmod(open, 0o644);
    expect((await run(open)).code).toBe(1);
    await expect(terminalLine('http://127.0.0.1:1', open)).rejects.toThrow('chmod 600');
    const foreign = join(folder, 'foreign.pem');
    await writeFile(foreign, 'no key', { mode: 0o600 });
    expect((await run(foreign)).code).toBe(1);
  });

  it('signs for its own gateway alone', async () => {
    const file = join(folder, 'line.pem');
    await run(file);
    const line = await terminalLine('http://127.0.0.1:1', file);
    await expect(line.fetch('http://127.0.0.1:2/api/v1/session', { method: 'GET' })).rejects.toThrow('nobody else gets a signature');
  });
});
