// The TLS listener that testssl.sh looks at: a gateway with a certificate of its own, nothing in it.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readSettings } from '../../config/settings.ts';
import { initialise, run } from '../../server/running.ts';
import { turnableTime } from '../town.ts';

export async function runTls(folder: string, certificate: string, key: string): Promise<{ readonly address: string; close(): Promise<void> }> {
  const settings = readSettings({ KAGIBAKO_DATA: join(folder, 'data'), KAGIBAKO_KEYS: join(folder, 'keys'), KAGIBAKO_WARD_PORT: '0', KAGIBAKO_CONTRACTOR_PORT: '0', KAGIBAKO_TLS_CERTIFICATE: certificate, KAGIBAKO_TLS_KEY: key });
  const surroundings = { time: turnableTime(Date.now()), random: randomBytes, tickEvery: 0, webFolder: null, fault: (id: string, error: unknown) => console.error(id, error) };
  await initialise(settings, surroundings, { code: 'attack', name: '試験区', login: 'admin', adminName: '管理 太郎' });
  const gateway = await run(settings, surroundings);
  return { address: new URL(gateway.origins.ward).host, close: () => gateway.close() };
}
