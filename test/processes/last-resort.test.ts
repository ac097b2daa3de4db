// What nobody caught ends the process in order: told without what it said, with an exit code of its own.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCode, placesOf } from '../../server/starting/last-resort.ts';
import { builtFolder } from '../setup/build.ts';

describe('the last resort', () => {
  it.each(['thrown', 'rejected'])('of what was %s and not caught: one line with number, kind and places, then the end [H 95] [ASVS 16.3.4] [ASVS 16.5.4]', async (how) => {
    const program = join(await builtFolder('server'), 'test', 'processes', 'last-resort.js');
    const { code, said } = await new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = execFile(process.execPath, [program, how], (_error, stdout, stderr) => resolve({ code: child.exitCode, said: stdout + stderr }));
    });
    expect(code).toBe(exitCode);
    const word = JSON.parse(said) as { id: string; kind: string; stack: string[] };
    expect(word).toMatchObject({ id: 'NUMBER', kind: 'RangeError' });
    expect(word.stack.join('\n')).toContain('last-resort.js');
    expect(said).not.toContain('secret');
    expect(said).not.toContain('山田');
  });

  it('tells places only, however many lines a message has and whatever they look like [H 117]', () => {
    const error = new Error('一行目\n二行目 山田花子\n    at 東京都千代田区1-2-3\n    at Somebody 03:00:00 in town');
    expect(placesOf(error).length).toBeGreaterThan(0);
    expect(placesOf(error).join('\n')).not.toMatch(/山田|東京|Somebody/);
  });
});
