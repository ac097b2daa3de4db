// Steps of tests about what is owed: a transfer that the contractor has received, and the reports about erasing it.
import { randomBytes } from 'node:crypto';
import { fetchSealed } from '../../../client/collecting.ts';
import type { DutyView, RecordView, ValuesView } from '../../../server/http/wire/records.ts';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { noticed, released } from '../../hostile/steps.ts';
import type { Someone, Town } from '../../town.ts';

export async function everyone(town: Town): Promise<void> {
  for (const who of [town.sato, town.takahashi, town.tanaka]) await who.signInAgain();
}

/** A transfer that the firm has collected in full; with `confirm` it has also confirmed it. */
export async function received(town: Town, given: { confirm?: boolean; engagement?: Town['engagement'] } = {}): Promise<TransferView> {
  await everyone(town);
  const parties = { ...town, time: town.time, engagement: given.engagement ?? town.engagement };
  const [made] = await noticed(parties, await released(parties, [town.firm.id]), () => everyone(town));
  if (made === undefined) throw new Error('expected one transfer');
  const { id } = made.transfer;
  await town.sato.api.call('handover', { id: made.notice, body: { method: 'in-person', to: town.tanaka.id, at: new Date(town.time.wall()).toISOString() } });
  const sealed = await fetchSealed(town.tanaka.api, { id }, await (await town.tanaka.api.call('gatewayCertificate', {})).text());
  for (const file of sealed.manifest.files) await (await town.tanaka.api.call('body', { id, fileId: file.body })).arrayBuffer();
  const { digest } = await town.tanaka.api.call('transfer', { id });
  return given.confirm === false ? town.tanaka.api.call('transfer', { id }) : town.tanaka.api.call('confirm', { id, body: { quantity: 3, opened: true, digest } });
}

/** Turns the clock to a time of day in Japan. */
export function turnTo(town: Town, day: string, time = '10:00'): void {
  town.time.advance((Date.parse(`${day}T${time}:00.000+09:00`) - town.time.wall()) / 60_000);
}

export const dutiesFor = async (who: Someone, filter: { mine?: true; overdue?: true; engagement?: string } = {}): Promise<DutyView[]> => (await who.api.call('searchDuties', { body: filter })).duties;

export async function begin(who: Someone, about: { kind: string; engagementId: string; transferId?: string; contractorId?: string }, values: ValuesView): Promise<RecordView> {
  return who.api.call('addRecord', { idempotencyKey: randomBytes(12).toString('hex'), body: { ...about, values } });
}

export async function take(who: Someone, record: Pick<RecordView, 'id'>, stage: string, values: ValuesView): Promise<RecordView> {
  const { stages } = await who.api.call('record', { id: record.id });
  return who.api.call('addStage', { id: record.id, body: { stage, values, seen: stages.length } });
}

export const copy = { where: 'pc', type: '内蔵SSD', make: '日本電気', model: 'VersaPro', serial: 'SN-4821', property: 'PC-07', count: 1, method: 'partial', technique: 'overwrite', tool: '消去ソフト 3.2', verification: 'full', result: 'pass' };
/** A whole report, erased just now. */
export const erased = (town: Town, more: ValuesView = {}): ValuesView => ({
  people: [{ id: town.tanaka.id, name: '田中 誠' }], title: '印刷部長', organisation: '株式会社みどり印刷', place: '本社 印刷室', telephone: '06-0000-0000', at: new Date(town.time.wall()).toISOString(),
  copies: [copy], backups: 'none', statement: true, ...more,
});
