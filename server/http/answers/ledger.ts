// Answers for auditors. Searching and exporting are acts themselves, and are entered.
import { once } from 'node:events';
import { actorOf, type Person } from '../../accounts/person.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import type { Answers } from '../adapter.ts';
import { searchLedger, ledgerRow } from '../views/ledger.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'ledger' | 'ledgerEntry' | 'ledgerExport';

export function ledgerAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, ledger } = parts;
  return {
    ledger: async ({ session, query }) => {
      // The first page of a search is the act; turning its pages is not another one.
      if (query.before === undefined) await enter(parts, session.person, 'search-ledger');
      return { ...(await searchLedger(store.search, session.person.municipalityId, query)), checkpoint: await ledger.checkpoint() };
    },
    ledgerEntry: async ({ session, params }) => {
      const index = Number(params['index']);
      const row = Number.isSafeInteger(index) ? await store.search.selectFrom('ledger_entries').selectAll().where('idx', '=', index).where('municipality_id', '=', session.person.municipalityId).executeTakeFirst() : undefined;
      if (row === undefined) throw new AccountRefused('NOT_FOUND');
      return { row: await ledgerRow(store.search, row), bytes: row.bytes, proof: await ledger.proof(index) };
    },
    ledgerExport: async ({ session, response }) => {
      await enter(parts, session.person, 'export-ledger');
      response.type('application/jsonl').setHeader('content-disposition', 'attachment; filename="kagibako-ledger.jsonl"');
      for await (const line of ledger.exportBundle(session.person.municipalityId)) {
        if (!response.write(line)) await once(response, 'drain');
        if (response.destroyed) return undefined;
      }
      response.end();
      return undefined;
    },
  };
}

async function enter({ store, ledger, clock }: AnswerParts, who: Person, act: string): Promise<void> {
  await store.change((tx) => ledger.append(tx, { at: clock.now(), act, result: 'done', actor: actorOf(who), municipality: who.municipalityId }));
}
