// Acts and requests at once: one entry for each act in a transaction of its own, signed after it, in a gateway that serves requests meanwhile.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readSettings } from '../../../config/settings.ts';
import { systemTime } from '../../../server/ledger/clock.ts';
import { initialise, run } from '../../../server/running.ts';
import { arrive } from '../../town.ts';

export interface Sustained { readonly asked: string; readonly actsPerSecond: number; readonly requests: readonly number[]; readonly commits: readonly number[] }

/** Runs acts for so many seconds: at a pace of `pace` a second, or as fast as they go with sixteen on their way (null). */
export async function measureSustained(folder: string, forSeconds: number, paces: readonly (number | null)[]): Promise<Sustained[]> {
  const own = { KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0' };
  const around = { time: systemTime, random: randomBytes, tickEvery: 5_000, webFolder: null, fault: (id: string, error: unknown): void => { process.stderr.write(`${id} ${String(error)}\n`); } };
  const founded = await initialise(readSettings(own), around, { code: 'asagiri', name: 'あさぎり区', login: 'admin', adminName: '管理 太郎' });
  const running = await run(readSettings(own), around);
  try {
    const admin = await arrive({ running }, 'ward', { id: founded.account.id, ...founded.initial });
    const { municipality } = await admin.api.call('session', {});
    const { store, ledger, clock } = running.gateway;
    const act = async (): Promise<void> => {
      await store.change((tx) => ledger.append(tx, { at: clock.now(), act: 'approve', result: 'done', actor: { id: admin.id, name: '管理 太郎', role: 'administrator' }, municipality: municipality.id, facts: { digest: 'a'.repeat(64), destination: true, content: true } }));
      // As the register does: nobody waits for the head.
      ledger.sign().catch((error: unknown) => around.fault('SIGN', error));
    };
    const found: Sustained[] = [];
    for (const pace of paces) found.push(await sustain(act, pace, forSeconds, { origin: running.origins.ward, headers: admin.line.headers() }));
    await ledger.sign();
    return found;
  } finally {
    await running.close();
  }
}

async function sustain(act: () => Promise<void>, pace: number | null, forSeconds: number, asking: { origin: string; headers: Record<string, string> }): Promise<Sustained> {
  const worker = new Worker(new URL('./requests.js', import.meta.url), { workerData: asking });
  const asked = new Promise<number[]>((resolve, reject) => worker.once('message', (times: number[]) => { resolve(times); }).once('error', reject));
  const commits: number[] = [];
  const begun = performance.now();
  const end = begun + forSeconds * 1000;
  const timed = async (from: number): Promise<void> => {
    await act();
    commits.push(performance.now() - from);
  };
  if (pace === null) await Promise.all(Array.from({ length: 16 }, async () => { while (performance.now() < end) await timed(performance.now()); }));
  else await Promise.all(await paced(pace, forSeconds, begun, timed));
  const seconds = (performance.now() - begun) / 1000;
  worker.postMessage('enough');
  return { asked: pace === null ? 'as fast as they go, sixteen at once' : `${String(pace)} a second`, actsPerSecond: commits.length / seconds, requests: await asked, commits };
}

/** Begins each act at its own time, however long others take: waiting counts. */
async function paced(pace: number, forSeconds: number, begun: number, timed: (from: number) => Promise<void>): Promise<Promise<void>[]> {
  const running: Promise<void>[] = [];
  for (let count = 0; count < pace * forSeconds;) {
    for (; count < pace * forSeconds && begun + (count * 1000) / pace <= performance.now(); count += 1) running.push(timed(begun + (count * 1000) / pace));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return running;
}
