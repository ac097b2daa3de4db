// Answers about searches that are kept and about extracts. A file is entered before its first byte leaves (records/papers/extracts.ts).
import { once } from 'node:events';
import type { Response } from 'express';
import type { LogFilter } from '../../records/log/filter.ts';
import { readFilter } from '../../records/log/filter.ts';
import { changeSearch, deleteSearch, savedSearches, saveSearch } from '../../records/log/saved.ts';
import { grouped } from '../../records/papers/code.ts';
import { createExtracts, listExtracts } from '../../records/papers/extracts.ts';
import { label } from '../../records/numbering.ts';
import type { Answers } from '../adapter.ts';
import { asciiName } from '../file-headers.ts';
import { filterOf } from '../views/ledger.ts';
import type { StoredFilter } from '../wire/log-search.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'savedSearches' | 'saveSearch' | 'changeSearch' | 'deleteSearch' | 'extracts' | 'addExtract';
const MEDIA = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl', pdf: 'application/pdf' } as const;

export function logSearchAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store } = parts;
  const make = createExtracts(parts);
  const kept = async (who: Parameters<typeof savedSearches>[1]) => (await savedSearches(store.read, who)).map(({ filter, ...one }) => ({ ...one, filter: storedOf(filter) }));
  return {
    savedSearches: ({ session }) => kept(session.person),
    saveSearch: async ({ session, body }) => {
      await saveSearch(parts, session.person, { ...body, filter: filterOf(body.filter) });
      return kept(session.person);
    },
    changeSearch: async ({ session, params, body }) => {
      await changeSearch(parts, session.person, params['id'] ?? '', body);
      return kept(session.person);
    },
    deleteSearch: async ({ session, params }) => {
      await deleteSearch(parts, session.person, params['id'] ?? '');
      return {};
    },
    extracts: async ({ session }) => (await listExtracts(store.search, session.person.municipalityId)).map((row) => ({
      label: label({ fiscalYear: row.fiscal_year, number: row.number }), at: row.at, by: row.by_name, format: row.format === 'csv' || row.format === 'jsonl' ? row.format : 'pdf', size: row.size, count: row.count,
      rows: row.rows_hash, sha256: row.sha256, code: row.code === null ? null : grouped(row.code), entry: row.entry, filter: row.filter === null ? null : storedOf(readFilter(row.filter)),
    })),
    addExtract: async ({ session, body, response }) => {
      const made = await make(session.person, { filter: filterOf(body.filter), format: body.format, mark: body.mark, size: body.size ?? null });
      response.set({ 'content-type': MEDIA[body.format], 'content-disposition': asciiName(made.name), 'kagibako-extract': made.label });
      await sendBytes(response, made.bytes);
      return undefined;
    },
  };
}

function storedOf({ acts, ...filter }: LogFilter): StoredFilter {
  return { ...filter, ...(acts === undefined ? {} : { act: acts }) };
}

/** Sends bytes as they come, no faster than the reader takes them. */
async function sendBytes(response: Response, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) {
    if (response.destroyed) return;
    if (!response.write(chunk)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
