// Unattended terminals for tests: a key in a folder, its registration by two administrators, and the line that signs with it.
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { createApi, type Api } from '../../client/api.ts';
import { makeTerminalKey } from '../../client/terminal-key.ts';
import { terminalLine, type TerminalLine } from '../../client/terminal-line.ts';
import type { UnattendedView } from '../../server/http/wire/unattended.ts';
import { foundTown, secondAdministrator, type Someone, type Town } from '../town.ts';

export interface TestTerminal { readonly api: Api; readonly line: TerminalLine; readonly view: UnattendedView; readonly keyFile: string; readonly origin: string }

/** The second administrator, who confirms what the first registered. */
export { secondAdministrator } from '../town.ts';

/** Makes and registers a terminal for the clerk Satō (send) or the handler Tanaka (collect). `by`: who confirms; left out, it stays unconfirmed. */
export async function terminalOf(town: Town, scope: 'send' | 'collect', by?: Someone, given: { lastDay?: string; responsibleId?: string; engagementIds?: string[] } = {}): Promise<TestTerminal> {
  const keyFile = join(town.folder, `terminal-${randomBytes(4).toString('hex')}.pem`);
  const { publicLine } = await makeTerminalKey(keyFile);
  const origin = town.running.origins[scope === 'send' ? 'ward' : 'contractor'];
  const made = await town.admin.api.call('registerUnattended', { body: {
    name: '夜間送受信機', publicKey: publicLine, scope, responsibleId: given.responsibleId ?? (scope === 'send' ? town.sato.id : town.tanaka.id), engagementIds: given.engagementIds ?? [town.engagement.id], lastDay: given.lastDay ?? '2026-12-31',
  } });
  const view = by === undefined ? made : await by.api.call('confirmUnattended', { id: made.id, body: { fingerprint: made.words } });
  const line = await terminalLine(origin, keyFile, () => town.time.wall());
  return { api: createApi({ base: origin, fetch: line.fetch }), line, view, keyFile, origin };
}

export interface TwoSenders { readonly town: Town; readonly sender: TestTerminal; readonly other: TestTerminal; /** A draft of the first one, its id. */ readonly draft: string }

/** A town with two terminals that send for the same clerk, and a draft of the first. */
export async function twoSenders(): Promise<TwoSenders> {
  const town = await foundTown({ policy: { locks: 'password' } });
  const second = await secondAdministrator(town);
  const [sender, other] = [await terminalOf(town, 'send', second), await terminalOf(town, 'send', second)];
  const formId = town.engagement.forms.find(({ direction }) => direction === 'to-contractor')?.id ?? '';
  const { id } = await sender.api.call('addDeposit', { idempotencyKey: randomBytes(12).toString('hex'), body: { engagementId: town.engagement.id, formId, recipientIds: [town.firm.id], quantity: 1 } });
  return { town, sender, other, draft: id };
}
