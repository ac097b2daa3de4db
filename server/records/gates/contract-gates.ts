// The gates of the contract: the annex before anything is made, acknowledgement and workflow before a contractor collects, the
// qualifications that keep a route open, the certificate that it shows and the terminal from which it collects.
import { mustShowCertificate } from '../../engagements/client-certificates.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { mustCollectAtTerminal } from '../../engagements/terminals.ts';
import type { RefusalFact } from '../../ledger/refused.ts';
import type { Tx } from '../../store/store.ts';
import type { Follower, Gate } from '../../transfers/register.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import { acknowledgedBy, annexesOf, workflowsOf } from '../standing/contract-papers.ts';
import { routesOf, type Demand, type Routes } from '../standing/qualifications.ts';
import { ContractRefused } from './refusal.ts';

const firmOf = (transfer: Transfer): string => (transfer.direction === 'to-contractor' ? transfer.recipientId : transfer.senderId);
const nameOf = (engagement: Engagement, id: string): string => engagement.contractors.find((firm) => firm.id === id)?.name ?? '';

/** Nothing is drafted or deposited for a contract whose annex is not registered (0-1). A term, because engagements that came before this one have none. */
const annexGate: Gate = async (tx, { transfer, engagement, act }) => {
  if (!engagement.terms.annexNeeded || (act !== 'draft' && act !== 'deposit')) return;
  const contractorId = firmOf(transfer);
  if ((await annexesOf(tx, engagement, [contractorId])).length === 0) throw new ContractRefused('ANNEX_NOT_REGISTERED', { contractor: nameOf(engagement, contractorId) });
};

/** A handler collects only with an own acknowledgement of the annex as it stands (3-12, A.2 秘密の保持). */
const acknowledgementGate: Gate = async (tx, { transfer, engagement, who, act }) => {
  if (act === 'collect' && who.contractorId !== null) await mustHaveAcknowledged(tx, engagement, firmOf(transfer), who.id);
};

/** Throws `ContractRefused` (ANNEX_NOT_ACKNOWLEDGED) where the terms ask it of whoever receives. */
export async function mustHaveAcknowledged(tx: Tx, engagement: Engagement, contractorId: string, accountId: string): Promise<void> {
  if (!engagement.terms.annexBeforeCollect) return;
  const said = await acknowledgedBy(tx, engagement, [contractorId]);
  if (!said.some((one) => one.accountId === accountId)) throw new ContractRefused('ANNEX_NOT_ACKNOWLEDGED');
}

/** A contractor collects only once its manager has acknowledged the workflow as it stands (0-8, 1-9, 1-15). */
const workflowGate: Gate = async (tx, { transfer, engagement, who, act }) => {
  if (act === 'collect' && who.contractorId !== null) await mustHaveWorkflow(tx, engagement, firmOf(transfer));
};

/** Throws `ContractRefused` (WORKFLOW_NOT_PUBLISHED, WORKFLOW_NOT_ACKNOWLEDGED) where the terms ask for the workflow before anything is received. */
export async function mustHaveWorkflow(tx: Tx, engagement: Engagement, contractorId: string): Promise<void> {
  if (!engagement.terms.workflowBeforeCollect) return;
  const [workflow] = await workflowsOf(tx, engagement, [contractorId]);
  if (workflow === undefined) throw new ContractRefused('WORKFLOW_NOT_PUBLISHED');
  if (workflow.acknowledged === null) throw new ContractRefused('WORKFLOW_NOT_ACKNOWLEDGED', { version: workflow.version });
}

/**
 * The line is closed while a qualification that it needs is not valid (1-7). What the ward deposits stays inside the ward until somebody collects, and
 * a disc is written from what is deposited: so with media left the ward may deposit, and only collecting is refused. A contractor's own deposit already
 * passes over the line and is refused. A disc is handed over only while media are open.
 */
const qualificationGate: Gate = async (tx, { transfer, engagement, act, now }) => {
  if (act !== 'draft' && act !== 'deposit' && act !== 'collect' && act !== 'hand-over-medium') return;
  const contractorId = firmOf(transfer);
  const routes = await routesOf(tx, engagement, contractorId, japanDay(now));
  if (routes.line) return;
  if (transfer.direction === 'to-contractor' && act !== 'collect' && routes.media) return;
  if (transfer.direction === 'to-section' && act === 'collect') return;
  throw closed(routes, nameOf(engagement, contractorId));
};

const names: Readonly<Record<Demand['kind'], { ja: string; en: string }>> = { 'p-mark': { ja: 'プライバシーマーク', en: 'PrivacyMark' }, 'lgwan-asp': { ja: 'LGWAN-ASP認証', en: 'LGWAN-ASP qualification' } };

function closed({ media, unmet }: Routes, contractor: string): ContractRefused {
  const ja = unmet.map(({ kind, until }) => `${names[kind].ja}（${until === null ? '登録がありません' : `有効期限 ${until}`}）`).join('、');
  const en = unmet.map(({ kind, until }) => `${names[kind].en} (${until === null ? 'none registered' : `valid until ${until}`})`).join(', ');
  const facts: Record<string, RefusalFact> = { contractor, whichJa: ja === '' ? '契約の条件' : ja, whichEn: en === '' ? 'the terms of the contract' : en };
  return new ContractRefused(media ? 'LINE_CLOSED' : 'ROUTES_CLOSED', facts);
}

const terminalGate: Gate = async (tx, { engagement, who, act }) => {
  if (act === 'collect') await mustCollectAtTerminal(tx, engagement, who);
};

const certificateGate: Gate = (tx, { engagement, who }) => mustShowCertificate(tx, engagement, who);

export const contractGates: readonly Gate[] = [certificateGate, terminalGate, annexGate, acknowledgementGate, workflowGate, qualificationGate];

/** A draft is made, not changed, so no gate is asked before it: what is thrown here undoes the making. */
export const followDrafts: Follower = async (tx, { before, after: transfer, engagement, who, now }) => {
  if (before !== null || who === 'gateway') return;
  for (const gate of [annexGate, qualificationGate]) await gate(tx, { transfer, engagement, who, act: 'draft', now });
};
