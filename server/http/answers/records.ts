// Answers about records: which kinds there are, lists, one record, its stages and corrections, and attachments.
import type { Person } from '../../accounts/person.ts';
import type { Engagement } from '../../engagements/engagement.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { mustFindAttachment, openAttachment, readAttachment } from '../../records/filing/attachments.ts';
import { beginRecord } from '../../records/filing/begin.ts';
import { openFirst } from '../../records/filing/open.ts';
import { engagementFor, mayTake, mustFindRecord } from '../../records/filing/permission.ts';
import { countRecords, searchRecords } from '../../records/filing/search.ts';
import { correctStage, takeStage } from '../../records/filing/stages.ts';
import { allKinds } from '../../records/kinds/all.ts';
import type { RecordKind } from '../../records/kinds/kind.ts';
import { RecordRefused } from '../../records/refusal.ts';
import { RetentionRefused } from '../../retention/refusal.ts';
import type { Answers } from '../adapter.ts';
import { asciiName } from '../file-headers.ts';
import { receiveFile } from '../upload-request.ts';
import { openStageView, recordSummaries, recordView } from '../views/records.ts';
import type { RecordKindView } from '../wire/records.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'recordKinds' | 'searchRecords' | 'prepareRecord' | 'addRecord' | 'record' | 'addStage' | 'correctStage' | 'addAttachment' | 'attachment';

export function recordAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const { store, clock } = parts;
  const show = async (who: Person, id: string) => recordView(store.read, await mustFindRecord(store.read, who, id), who, clock.now());
  return {
    recordKinds: async ({ session, params }) => kindsOf(parts, session.person, params['id'] ?? ''),
    searchRecords: async ({ session, body }) => {
      const { records, total } = await searchRecords(store.search, session.person, body, japanDay(clock.now()));
      return { records: await recordSummaries(store.search, records, session.person, clock.now()), total, offset: body.offset };
    },
    prepareRecord: async ({ session, body }) => openStageView(await openFirst(store.read, session.person, body, clock.now())),
    addRecord: async ({ session, body, idempotencyKey }) => show(session.person, await beginRecord(parts, session.person, body, idempotencyKey)),
    record: ({ session, params }) => show(session.person, params['id'] ?? ''),
    addStage: async ({ session, params, body }) => {
      await takeStage(parts, session.person, params['id'] ?? '', body);
      return show(session.person, params['id'] ?? '');
    },
    correctStage: async ({ session, params, body }) => {
      await correctStage(parts, session.person, params['id'] ?? '', body);
      return show(session.person, params['id'] ?? '');
    },
    addAttachment: async ({ session, request, response }) => {
      let id = '';
      await receiveFile(await openAttachment(parts, session.person, (kept) => { id = kept; }), request, response);
      return mustFindAttachment(store.read, session.person, id);
    },
    attachment: async ({ session, params, response }) => {
      const found = await mustFindAttachment(store.read, session.person, params['id'] ?? '');
      const bytes = await readAttachment(store.read, found.id);
      if (bytes.length === 0 && found.size > 0) throw new RetentionRefused('CONTENT_ERASED');
      // Always to be saved and never shown: what a firm added must not run as a page of the ward (nosniff stands on every answer).
      response.set({ 'content-type': 'application/octet-stream', 'content-disposition': asciiName(found.name), 'content-security-policy': "default-src 'none'; sandbox" });
      response.send(Buffer.from(bytes));
      return undefined;
    },
  };
}

/** The kinds that the engagement has for this reader, in the order of kinds/all.ts. */
async function kindsOf({ store, clock }: AnswerParts, who: Person, id: string): Promise<RecordKindView[]> {
  const engagement = await engagementFor(store.search, who, id);
  const counts = await countRecords(store.search, who, id);
  return allKinds.filter((kind) => isFor(kind, engagement, who)).map((kind) => {
    const start = startFor(kind, engagement, who, clock.now());
    const first = kind.stages.find((stage) => stage.after === 'start');
    if (first === undefined) throw new RecordRefused('NOT_FOUND');
    return { id: kind.id, title: kind.title, group: kind.group, about: { ...kind.about }, mayBegin: start !== undefined, act: (start ?? first).act, ...(counts.get(kind.id) ?? { count: 0, open: 0 }) };
  });
}

function isFor(kind: RecordKind, engagement: Engagement, who: Person): boolean {
  if (kind.offered?.(engagement, who) === false) return false;
  if (kind.about.contractor && engagement.contractors.length === 0) return false;
  return who.role !== 'handler' || kind.about.contractor || kind.about.transfer;
}

const startFor = (kind: RecordKind, engagement: Engagement, who: Person, now: string) =>
  kind.stages.find((stage) => stage.after === 'start' && mayTake(stage.by, who, { engagement, contractorId: who.contractorId }, now));
