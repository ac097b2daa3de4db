// Answers to auditors beyond the ledger itself: home, stories, evidence, figures. Each reading of a story or of figures is entered.
import { AccountRefused } from '../../accounts/refusal.ts';
import type { Person } from '../../accounts/person.ts';
import { canonical } from '../../ledger/canonical.ts';
import { signedDocumentOf } from '../../records/signed-documents.ts';
import { readTransfer } from '../../transfers/rows.ts';
import type { Transfer } from '../../transfers/transfer.ts';
import type { Answers } from '../adapter.ts';
import { auditHomeOf } from '../views/audit-home.ts';
import { figuresOf } from '../views/figures.ts';
import { storyOf } from '../views/story.ts';
import { enterReading, sendLines } from './ledger.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'auditHome' | 'story' | 'evidence' | 'figures';

export function auditAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  return {
    auditHome: ({ session }) => auditHomeOf(store.search, session.person.municipalityId, clock.now(), parts.alarms()),
    story: async ({ session, params }) => {
      const transfer = await mustBeOfMunicipality(parts, session.person, params['id'] ?? '');
      await enterReading(parts, session.person, { act: 'read-story', facts: { number: transfer.number, id: transfer.id } });
      return storyOf(store.search, transfer, session.person, clock.now());
    },
    evidence: async ({ session, params, response }) => {
      const transfer = await mustBeOfMunicipality(parts, session.person, params['id'] ?? '');
      await enterReading(parts, session.person, { act: 'save-evidence', facts: { number: transfer.number, id: transfer.id } });
      await sendLines(response, `kagibako-evidence-${transfer.number}.jsonl`, evidenceLines(parts, transfer));
      return undefined;
    },
    figures: async ({ session, query }) => {
      const { from, to, engagement } = query;
      await enterReading(parts, session.person, { act: 'read-figures', facts: { from, to, ...(engagement === undefined ? {} : { engagement }) } });
      return figuresOf(store.search, { municipalityId: session.person.municipalityId, from, to, engagement, now: clock.now() });
    },
  };
}

/** An auditor belongs to no party, and reads only what concerns the own municipality. Throws AccountRefused (NOT_FOUND). */
async function mustBeOfMunicipality({ store }: AnswerParts, who: Person, id: string): Promise<Transfer> {
  const transfer = await readTransfer(store.search, id);
  if (transfer?.municipalityId !== who.municipalityId) throw new AccountRefused('NOT_FOUND');
  return transfer;
}

/** Each line is canonical JSON; an entry stands in its line with exactly the bytes that the proof is about. */
async function* evidenceLines({ store, ledger, clock }: AnswerParts, transfer: Transfer): AsyncGenerator<string> {
  yield `${canonical({ header: { at: clock.now(), format: 'kagibako-transfer-evidence@1', number: transfer.number, transfer: transfer.id, vkey: ledger.vkey } })}\n`;
  const rows = await store.search.selectFrom('ledger_entries').select(['idx', 'bytes']).where('transfer_id', '=', transfer.id).orderBy('idx').execute();
  for (const { idx, bytes } of rows) yield `{"entry":${bytes},"proof":${JSON.stringify(await ledger.proof(idx))}}\n`;
  for (const [kind, table] of [['receipt', 'receipts'], ['wipeCertificate', 'wipe_certificates']] as const) {
    const found = await signedDocumentOf(store.search, table, transfer.id);
    if (found !== undefined) yield `${canonical({ [kind]: { document: found.document, signature: found.signature } })}\n`;
  }
  yield `${canonical({ checkpoint: await ledger.checkpoint() })}\n`;
}
