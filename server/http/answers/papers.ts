// Answers with documents on paper. Each is entered as issued (records/papers/issue.ts); the bytes are sent for reading, never kept by a proxy.
import type { Response } from 'express';
import type { Person } from '../../accounts/person.ts';
import { actorOf } from '../../accounts/person.ts';
import { engagementsOf } from '../../engagements/engagements.ts';
import { fiscalYear } from '../../engagements/japan-time.ts';
import { checkCode } from '../../records/papers/check.ts';
import { csvOf } from '../../records/papers/csv.ts';
import { issuePaper } from '../../records/papers/issue.ts';
import { registers } from '../../records/papers/registers.ts';
import { registerParts, subjectFor } from '../../records/papers/register-paper.ts';
import { registerNames, type RegisterName, type Subject } from '../../records/papers/subject.ts';
import type { Answers } from '../adapter.ts';
import { asciiName } from '../file-headers.ts';
import type { CheckedPaper, RegisterChoices } from '../wire/papers.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'recordDocument' | 'confirmationDocument' | 'receiptDocument' | 'wipeDocument' | 'pageNotice' | 'registers' | 'registerDocument' | 'registerTable' | 'checkPaper';

export function paperAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const surroundings = { get address(): string { return parts.operation.address('contractor'); } };
  const send = async (who: Person, response: Response, subject: Subject): Promise<undefined> => {
    const { bytes, name } = await issuePaper(parts, who, subject, surroundings);
    sendFile(response, 'application/pdf', asciiName(name).replace(/^attachment/, 'inline'), Buffer.from(bytes));
    return undefined;
  };
  return {
    recordDocument: ({ session, params, response }) => send(session.person, response, { kind: 'record', id: params['id'] ?? '' }),
    confirmationDocument: ({ session, params, response }) => send(session.person, response, { kind: 'confirmation', id: params['id'] ?? '' }),
    receiptDocument: ({ session, params, response }) => send(session.person, response, { kind: 'receipt', id: params['id'] ?? '' }),
    wipeDocument: ({ session, params, response }) => send(session.person, response, { kind: 'wipe-certificate', id: params['id'] ?? '' }),
    pageNotice: ({ session, params, response }) => send(session.person, response, { kind: 'page-notice', id: params['id'] ?? '' }),
    registers: ({ session }) => choices(parts, session.person),
    registerDocument: async ({ session, query, response }) => {
      // The monthly report prints a head that covers the month.
      if (query.name === 'monthly') await parts.ledger.sign();
      return send(session.person, response, subjectFor(session.person, { name: query.name, engagementId: query.engagement ?? null, fiscalYear: query.fiscalYear, ...(query.month === undefined ? {} : { month: query.month }) }, parts.clock.now()));
    },
    registerTable: async ({ session, query, response }) => {
      if (query.name === 'monthly') await parts.ledger.sign();
      const subject = subjectFor(session.person, { name: query.name, engagementId: query.engagement ?? null, fiscalYear: query.fiscalYear, ...(query.month === undefined ? {} : { month: query.month }) }, parts.clock.now());
      const table = csvOf(await registerParts(parts.store.search, session.person, subject));
      await enterTable(parts, session.person, subject);
      sendFile(response, 'text/csv', asciiName(`${registers[query.name].title}_${query.month ?? query.fiscalYear}.csv`), Buffer.from(table));
      return undefined;
    },
    checkPaper: async ({ session, body }): Promise<CheckedPaper> => {
      const { subject, ...found } = await checkCode(parts.store.search, session.person, body.code, surroundings);
      return { ...found, of: await placeOf(parts, subject), proof: await parts.ledger.proof(found.entry) };
    },
  };
}

function sendFile(response: Response, media: string, disposition: string, bytes: Buffer): void {
  response.setHeader('content-type', media === 'text/csv' ? 'text/csv; charset=utf-8' : media);
  response.setHeader('content-disposition', disposition);
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  response.end(bytes);
}

/** A table taken away is an act like a printed one; it carries no code. */
async function enterTable({ store, ledger, clock }: AnswerParts, who: Person, subject: Extract<Subject, { kind: 'register' }>): Promise<void> {
  await store.change((tx) => ledger.append(tx, {
    at: clock.now(), act: 'export-register', result: 'done', actor: actorOf(who), municipality: who.municipalityId, ...(subject.engagementId === null ? {} : { engagement: subject.engagementId }),
    ...(who.contractorId === null ? {} : { contractor: who.contractorId }), facts: { of: subject.name, fiscalYear: subject.fiscalYear },
  }));
}

/** The registers that concern one fiscal year; the others tell how things stand. */
const isYearly = (name: RegisterName): boolean => name !== 'roster' && name !== 'overdue' && name !== 'monthly';
const forAuditors: readonly RegisterName[] = ['ledger', 'monthly', 'scheduled-erasures'];

/** Registers without a number in the list of documents come last. */
const UNNUMBERED = 1_000;

async function choices({ store, clock }: AnswerParts, who: Person): Promise<RegisterChoices> {
  const engagements = who.role === 'auditor'
    ? await store.search.selectFrom('engagements').select(['id', 'title']).where('municipality_id', '=', who.municipalityId).orderBy('title').execute()
    : (await engagementsOf(store.search, who)).map(({ id, title }) => ({ id, title }));
  const current = fiscalYear(clock.now());
  const names = registerNames.filter((name) => !forAuditors.includes(name) || who.role === 'auditor');
  return {
    registers: names.toSorted((one, other) => (registers[one].paper ?? UNNUMBERED) - (registers[other].paper ?? UNNUMBERED)).map((name) => ({ name, title: registers[name].title, document: registers[name].paper, yearly: isYearly(name) })),
    engagements, fiscalYears: [current, current - 1, current - 2, current - 3, current - 4],
  };
}

async function placeOf({ store }: AnswerParts, subject: Subject): Promise<CheckedPaper['of']> {
  switch (subject.kind) {
    case 'record': return { kind: 'record', id: subject.id };
    case 'receipt': case 'wipe-certificate': return { kind: 'transfer', id: subject.id };
    case 'confirmation': {
      const row = await store.search.selectFrom('confirmation_records').select('transfer_id').where('id', '=', subject.id).executeTakeFirst();
      return row === undefined ? null : { kind: 'transfer', id: row.transfer_id };
    }
    case 'register': case 'page-notice': case 'extract': return null;
  }
}
