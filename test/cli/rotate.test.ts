import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rotateCommand, type Rotated } from '../../client/cli/rotate.ts';
import { keysIn } from '../keys/changing.ts';
import { foundTown, type Town } from '../town.ts';

describe('kagibako admin rotate-…-key', () => {
  let town: Town;
  let stopped = false;
  const rotate = async (which: Rotated, options: unknown): Promise<{ code: number; told: string }> => {
    const lines: string[] = [];
    const code = await rotateCommand(which, { options, environment: { KAGIBAKO_DATA: town.settings.dataFolder, KAGIBAKO_KEYS: town.settings.keysFolder }, out: (line) => lines.push(line) });
    return { code, told: lines.join('\n') };
  };

  beforeAll(async () => {
    town = await foundTown();
  });
  afterAll(async () => {
    if (!stopped) await town.close();
  });

  it.each(['ledger', 'waiting', 'gateway'] as const)('refuses a running gateway with words, and changes nothing: %s', async (which) => {
    const before = await keysIn(town);
    expect(await rotate(which, { by: '情報 花子' })).toEqual({ code: 1, told: expect.stringMatching(/先にそちらを止めて.*another Kagibako process/s) as string });
    expect(await keysIn(town)).toEqual(before);
  });

  it('asks who changes it', async () => {
    expect((await rotate('ledger', {})).code).toBe(2);
    expect((await rotate('ledger', { by: '' })).code).toBe(2);
  });

  it('changes each key of a stopped gateway, says both public sides, and no secret', async () => {
    const vkey = town.running.gateway.ledger.vkey;
    await town.running.close();
    stopped = true;
    const before = await keysIn(town);
    const done = [await rotate('ledger', { by: '情報 花子' }), await rotate('waiting', { by: '情報 花子' }), await rotate('gateway', { by: '情報 花子', prepare: true }), await rotate('gateway', { by: '情報 花子' })];
    expect(done.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(done[0]?.told).toContain(vkey);
    expect(done[0]?.told.match(/^— /gm)).toHaveLength(2);
    for (const [name, bytes] of [...before, ...await keysIn(town)].filter(([file]) => file !== 'gateway.asc')) for (const { told } of done) expect(told.includes(bytes.toString('hex')) || told.includes(bytes.toString('base64')), name).toBe(false);
    expect(done.some(({ told }) => told.includes('PRIVATE KEY'))).toBe(false);
  });
});
