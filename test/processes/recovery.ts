// A copy or a restore as a process of its own, for tests that kill it: runs what `kagibako backup` and `restore` run, but kills itself at a labelled point.
// Settings come from the environment; the first argument is JSON of `Orders`.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readSettings } from '../../config/settings.ts';
import { readKeys } from '../../server/keys/keys.ts';
import { siteOf } from '../../server/keys/rooms.ts';
import { backUp } from '../../server/recovery/backup.ts';
import { restore } from '../../server/recovery/restore.ts';

const orders = z.object({ which: z.enum(['backup', 'restore']), copy: z.string(), bundles: z.array(z.string()), at: z.number(), stopAt: z.string().nullable() });
const { which, copy, bundles, at, stopAt } = orders.parse(JSON.parse(process.argv[2] ?? '{}'));
const site = siteOf(readSettings(process.env));
const reach = (label: string): void => {
  process.stdout.write(`${label}\n`);
  if (label === stopAt) process.kill(process.pid, 'SIGKILL');
};

if (which === 'backup') await backUp({ ...site, ledgerSeed: (await readKeys(site.keysFolder)).ledgerSeed, to: copy, now: new Date(at).toISOString(), random: randomBytes, reach });
else await restore({ site, copy, bundles, checkpoints: [], vkeys: [], witnesses: [], time: { wall: () => at, monotonic: () => 0 }, random: randomBytes, reach });
