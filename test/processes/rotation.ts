// A change of one of the gateway's own keys as a process of its own, for tests that kill it: runs what `kagibako admin rotate-…-key` runs, but kills itself at
// a labelled point. Settings come from the environment; the first argument is JSON of `Orders`.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readSettings } from '../../config/settings.ts';
import { prepareGatewayKey, rotateGatewayKey } from '../../server/keys/gateway-key.ts';
import { rotateLedgerKey } from '../../server/keys/ledger-key.ts';
import { siteOf, withRooms } from '../../server/keys/rooms.ts';
import { rotateWaitingKey } from '../../server/keys/waiting-key.ts';

const orders = z.object({ which: z.enum(['ledger', 'waiting', 'gateway', 'prepare']), at: z.number(), stopAt: z.string().nullable() });
const { which, at, stopAt } = orders.parse(JSON.parse(process.argv[2] ?? '{}'));
const work = { ledger: rotateLedgerKey, waiting: rotateWaitingKey, gateway: rotateGatewayKey, prepare: prepareGatewayKey }[which];

await withRooms(siteOf(readSettings(process.env)), {
  time: { wall: () => at, monotonic: () => 0 }, random: randomBytes,
  reach: (label) => {
    process.stdout.write(`${label}\n`);
    if (label === stopAt) process.kill(process.pid, 'SIGKILL');
  },
}, async (rooms) => { await work(rooms, '情報 花子'); });
