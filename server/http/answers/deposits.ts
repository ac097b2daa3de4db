// Answers for the sending side before the deposit is submitted.
import { draft } from '../../transfers/draft.ts';
import { mustFindDeposit } from '../../transfers/register.ts';
import { removeFile } from '../../transfers/remove-file.ts';
import { discard, submit } from '../../transfers/submit.ts';
import { openUpload } from '../../transfers/upload.ts';
import type { Person } from '../../accounts/person.ts';
import { newIdentifier } from '../../store/identifier.ts';
import type { Answers } from '../adapter.ts';
import { admitted, lengthOf } from '../admitted.ts';
import { takeBatch } from './batches.ts';
import { receiveFile } from '../upload-request.ts';
import { takenFileView } from '../views/taken-file.ts';
import { transferView } from '../views/transfers.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'addDeposit' | 'deposit' | 'unfinished' | 'addFile' | 'addBatch' | 'removeFile' | 'submit' | 'discard';

export function depositAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const show = (who: Person, id: string) => depositView(parts, who, id);
  return {
    addDeposit: async ({ session, body, idempotencyKey }) => {
      const [first] = await draft(parts, session.person, body, idempotencyKey);
      return show(session.person, first?.depositId ?? '');
    },
    deposit: ({ session, params }) => show(session.person, params['id'] ?? ''),
    unfinished: ({ session, params }) => parts.uploads.of(session.person, params['id'] ?? ''),
    addFile: async (call) => {
      const { session, params, query, request, response } = call;
      const [id, uploadId] = [params['id'] ?? '', newIdentifier(parts.random)];
      await admitted(parts.admission.uploads, call, lengthOf(request), async () => receiveFile(await openUpload(parts, session.person, { depositId: id, uploadId, recipientId: query.for }), request, response));
      return takenFileView(parts.store.read, id, uploadId);
    },
    addBatch: (call) => takeBatch(parts, call),
    removeFile: async ({ session, params }) => {
      await removeFile(parts, session.person, params['id'] ?? '', params['uploadId'] ?? '');
      return show(session.person, params['id'] ?? '');
    },
    submit: async ({ session, params, request }) => {
      await submit(parts, session.person, params['id'] ?? '', readDigests(request.headers['if-match']));
      return show(session.person, params['id'] ?? '');
    },
    discard: async ({ session, params }) => {
      await discard(parts, session.person, params['id'] ?? '');
      parts.wake();
      return show(session.person, params['id'] ?? '');
    },
  };
}

/** The digests of an If-Match header (RFC 9110 13.1.1), or null where there is none. */
function readDigests(header: string | undefined): string[] | null {
  return header === undefined || header.trim() === '*' ? null : header.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
}

async function depositView({ store, clock }: AnswerParts, who: Person, id: string) {
  const transfers = await mustFindDeposit(store.read, who, id);
  return { id, transfers: await Promise.all(transfers.map((transfer) => transferView(store.read, transfer, who, clock.now()))) };
}
