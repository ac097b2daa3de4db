// A transfer that went all the way, for tests of its papers: with names that break printers, collected, confirmed and wiped.
import { fetchSealed, openFile, openSealed } from '../../client/collecting.ts';
import { makeKeyPair, unlockPrivateKey } from '../../client/opening.ts';
import type { Surroundings } from '../../server/running.ts';
import { addPerson, confirmedCertificate, draftFor, foundTown, start, upload, type Someone, type Town } from '../town.ts';

export const hardName = '𠮷﨑　髙子\ue000';
const passphrase = 'みどり の つくえ 3';

export interface Travelled { readonly town: Town; readonly id: string; readonly yoshizaki: Someone }

/** Founds a town and takes one transfer to its end; 𠮷﨑 髙子 (with a 外字) of the firm collects and confirms it. */
export async function travelled(surroundings: Partial<Surroundings> = {}): Promise<Travelled> {
  const town = await foundTown({ surroundings });
  const yoshizaki = await addPerson(town, town.admin, { role: 'handler', login: 'yoshizaki', name: hardName.replace('\ue000', ''), contractorId: town.firm.id }, town.firm.page);
  await town.admin.api.call('addRosterEntry', { id: town.engagement.id, body: { contractorId: town.firm.id, accountId: yoshizaki.id, role: 'handler', startsOn: '2026-04-01' } });
  const key = await makeKeyPair({ name: '株式会社みどり印刷 印刷室', passphrase }, new Date(start));
  await confirmedCertificate(town.tanaka, town.sato, key.certificate);
  const draft = await draftFor(town.sato, town, { recipientIds: [town.firm.id], quantity: 1200 });
  const id = draft.transfers[0]?.id ?? '';
  await upload(town.sato, draft.id, '山田花子_指導票.csv', Buffer.from('被保険者番号\r\n0000000001\r\n'));
  await town.sato.api.call('submit', { id: draft.id });
  const { digest } = await town.takahashi.api.call('transfer', { id });
  await town.takahashi.api.call('approve', { id, body: { destination: true, content: true, attachments: true, digest } });
  town.time.advance(20 * 60);
  await Promise.all([town.sato, yoshizaki].map((one) => one.signInAgain()));
  const { password, notice } = await town.sato.api.call('addNotice', { body: { transferIds: [id] } });
  const to = notice.addressees.find((person) => person.id === yoshizaki.id)?.id ?? '';
  await town.sato.api.call('handover', { id: notice.id, body: { method: 'in-person', to, at: new Date(town.time.wall()).toISOString() } });
  await collect(town, yoshizaki, id, password, key.privateKey);
  await yoshizaki.api.call('confirm', { id, body: { quantity: 1200, opened: true, digest: (await yoshizaki.api.call('transfer', { id })).digest } });
  town.time.advance(24 * 60 + 1);
  await town.running.gateway.tick();
  await Promise.all([town.sato, town.takahashi, town.tanaka, yoshizaki, town.auditor, town.admin].map((one) => one.signInAgain()));
  return { town, id, yoshizaki };
}

async function collect(town: Town, who: Someone, id: string, password: string, privateKey: string): Promise<void> {
  const transfer = await who.api.call('transfer', { id });
  const sealed = await fetchSealed(who.api, transfer, await (await who.api.call('gatewayCertificate', {})).text());
  const sessionKey = await openSealed(sealed, password, [await unlockPrivateKey(privateKey, passphrase)], transfer.lockSha256 ?? undefined);
  for (const file of sealed.manifest.files) await new Response(await openFile(who.api, sealed, id, file, sessionKey)).arrayBuffer();
}

/** The bytes of an answer that is a PDF. */
export async function pdfOf(answer: Promise<Response>): Promise<Uint8Array> {
  return new Uint8Array(await (await answer).arrayBuffer());
}
