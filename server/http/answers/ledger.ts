// Answers for auditors. Searching, reading and exporting are acts themselves, and are entered.
import { once } from 'node:events';
import type { Response } from 'express';
import type { z } from 'zod';
import { actorOf, type Person } from '../../accounts/person.ts';
import { AccountRefused } from '../../accounts/refusal.ts';
import type { EntryFacts } from '../../ledger/entry.ts';
import type { Answers } from '../adapter.ts';
import { filterText, isEmpty } from '../../records/log/filter.ts';
import type { ledgerSearch } from '../wire/ledger.ts';
import { choicesOf, filterOf, ledgerRows, readable, searchLedger } from '../views/ledger.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'searchLedger' | 'ledgerEntry' | 'ledgerExport' | 'auditChoices';

export function ledgerAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, ledger } = parts;
  return {
    searchLedger: async ({ session, body }) => {
      // The first page of a search is the act; turning its pages is not another one.
      if (body.before === undefined) await enterSearch(parts, session.person, body);
      return searchLedger(store.search, session.person.municipalityId, body);
    },
    ledgerEntry: async ({ session, params }) => {
      const index = Number(params['index']);
      const row = Number.isSafeInteger(index) ? await readable(store.search, session.person.municipalityId).selectAll().where('idx', '=', index).executeTakeFirst() : undefined;
      if (row === undefined) throw new AccountRefused('NOT_FOUND');
      const [shown] = await ledgerRows(store.search, [row]);
      if (shown === undefined) throw new AccountRefused('NOT_FOUND');
      return { row: shown, bytes: row.bytes, proof: await ledger.proof(index) };
    },
    ledgerExport: async ({ session, response }) => {
      await enterReading(parts, session.person, { act: 'export-ledger' });
      await sendLines(response, 'kagibako-ledger.jsonl', ledger.exportBundle(session.person.municipalityId));
      return undefined;
    },
    auditChoices: ({ session }) => choicesOf(store.search, session.person.municipalityId),
  };
}

/** What was searched for stands behind a commitment: a name may be in it. */
async function enterSearch(parts: AnswerParts, who: Person, { before: _before, limit: _limit, ...asked }: z.output<typeof ledgerSearch>): Promise<void> {
  const filter = filterOf(asked);
  await enterReading(parts, who, { act: 'search-ledger', ...(isEmpty(filter) ? {} : { texts: { filter: filterText(filter) } }) });
}

/** Sends lines as they come, no faster than the reader takes them. */
export async function sendLines(response: Response, name: string, lines: AsyncIterable<string>): Promise<void> {
  response.type('application/jsonl').setHeader('content-disposition', `attachment; filename="${name}"`);
  for await (const line of lines) {
    if (!response.write(line)) await once(response, 'drain');
    if (response.destroyed) return;
  }
  response.end();
}

/**
 * Enters that an auditor read. What was read stands in `facts`, not in the column of the transfer: its parties search by that,
 * and who audits whom is not theirs to know.
 */
export async function enterReading({ store, ledger, clock }: AnswerParts, who: Person, read: Pick<EntryFacts, 'act' | 'facts' | 'texts'>): Promise<void> {
  await store.change((tx) => ledger.append(tx, { at: clock.now(), ...read, result: 'done', actor: actorOf(who), municipality: who.municipalityId }));
}
