// An engagement that came to its end before the histories begin: sent, confirmed, returned, erased and closed as its papers ask. What people wrote
// about it is kept until its years are over; a history that lasts so long sees it erased.
import { randomBytes } from 'node:crypto';
import type { EngagementView } from '../../server/http/wire/engagements.ts';
import { erased } from '../records/duties/steps.ts';
import { attachment, beginWith, takeWith } from '../records/taking.ts';
import { upload, type Town } from '../town.ts';

export interface Ended {
  readonly id: string;
  /** What people wrote about it, and only about it: to be nowhere once it was erased. */
  readonly words: readonly string[];
}

const words = ['西村 消子', '山本 消太の資料', '石川 消美に返した', '契約を解除した消える理由'] as const;

/** Takes the town and the engagement, which runs; returns it closed. Throws Error if anything of it is still open. */
export async function endedIn(town: Town, engagement: Pick<EngagementView, 'id' | 'forms'>): Promise<Ended> {
  const { id } = engagement;
  await sent(town, engagement);
  const material = await attachment(town.tanaka, '研修資料.txt', words[1]);
  const training = await beginWith(town.tanaka, { kind: 'training', engagementId: id }, { title: '個人情報保護研修', trainer: words[0], attendees: [{ id: town.tanaka.id, name: '田中 誠' }], material: [material] });
  await takeWith(town.sato, training.id, 'check', { result: 'adequate' });
  const { seen } = await town.admin.api.call('engagementDetail', { id });
  await town.admin.api.call('changeEngagement', { id, body: { changes: { terminated: true }, seen, reason: words[3] } });
  await returned(town, id);
  await beginWith(town.takahashi, { kind: 'closing', engagementId: id }, { note: '完了' });
  const stops = (await town.auditor.api.call('retention', {})).next.find((one) => one.engagementId === id)?.stops;
  if (stops?.join() !== 'week') throw new Error(`expected an engagement that waits for nothing but the review of its weeks, it waits for ${stops?.join() ?? 'its closing'}`);
  return { id, words };
}

/** One transfer, confirmed and talked about by telephone. */
async function sent(town: Town, engagement: Pick<EngagementView, 'id' | 'forms'>): Promise<void> {
  const { sato, tanaka, firm } = town;
  const form = engagement.forms.find(({ direction }) => direction === 'to-contractor');
  const draft = await sato.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: engagement.id, formId: form?.id ?? '', recipientIds: [firm.id], quantity: 3 } });
  await upload(sato, draft.id, 'insatsu.csv', randomBytes(300));
  const [released] = (await sato.api.call('submit', { id: draft.id })).transfers;
  const { id, digest, files } = released ?? { id: '', digest: '', files: [] };
  // On another occasion.
  town.time.advance(2);
  await sato.signInAgain();
  const at = new Date(town.time.wall()).toISOString();
  const { notice } = await sato.api.call('addNotice', { body: { transferIds: [id] } });
  await sato.api.call('handover', { id: notice.id, body: { method: 'oral', to: tanaka.id, at, telephone: '06-0000-0000', result: 'talked' } });
  for (const file of files) await (await tanaka.api.call('body', { id, fileId: file.id })).arrayBuffer();
  await tanaka.api.call('confirm', { id, body: { quantity: 3, opened: true, digest } });
  await town.running.gateway.tick();
}

async function returned(town: Town, engagementId: string): Promise<void> {
  const { sato, tanaka, time } = town;
  await tanaka.signInAgain();
  const today = new Date(time.wall()).toISOString().slice(0, 10);
  const back = await beginWith(tanaka, { kind: 'return', engagementId }, { held: true, things: [{ what: words[2], count: 1 }], by: 'in-person', sentOn: today });
  await takeWith(sato, back.id, 'receive', { complete: true, receivedOn: today });
  const people = [{ id: tanaka.id, name: '田中 誠' }];
  const certificate = await beginWith(tanaka, { kind: 'erasure-certificate', engagementId }, { ...erased(town, { people }), held: 'yes', paper: 'erased', data: 'erased', kept: '事務所' });
  await takeWith(sato, certificate.id, 'check', { result: 'accepted', how: ['paper'] });
}
