// Answers about media: the steps, what goes onto the disc, its label, and the check of a disc that came back.
import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Person } from '../../accounts/person.ts';
import { zipOf } from '../../documents/zip.ts';
import { beginInside } from '../../records/filing/begin.ts';
import { mustBeReadyToReceive } from '../../records/gates/receiving.ts';
import { mediumLabel } from '../../records/papers/medium-label.ts';
import type { Tx } from '../../store/store.ts';
import { mustFind, type Followed } from '../../transfers/register.ts';
import { confirmOnPaper, giveBack, handOverMedium, loseMedium, useMedia, writeMedium } from '../../transfers/media.ts';
import { mediumParts, type MediumOf } from '../../transfers/medium-contents.ts';
import { openCheck, type CheckedPart } from '../../transfers/medium-check.ts';
import { mustBeWritten } from '../../transfers/media-rules.ts';
import { measureBodies, readFiles, readTexts } from '../../transfers/rows.ts';
import type { Answers } from '../adapter.ts';
import { asciiName } from '../file-headers.ts';
import { HttpRefused } from '../refusal.ts';
import { admitted, lengthOf } from '../admitted.ts';
import { receiveFile } from '../upload-request.ts';
import { transferView } from '../views/transfers.ts';
import type { loseMedium as loseMediumBody } from '../wire/media.ts';
import type { AnswerParts } from './parts.ts';

type Names = 'useMedia' | 'writeMedium' | 'medium' | 'mediumLabel' | 'handOverMedium' | 'confirmOnPaper' | 'giveBack' | 'loseMedium' | 'checkMedium';

export function mediaAnswers(parts: AnswerParts): Pick<Answers, Names> {
  const show = async (who: Person, id: string) => transferView(parts.store.read, (await mustFind(parts.store.read, who, id)).transfer, who, parts.clock.now());
  return {
    useMedia: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      await useMedia(parts, session.person, id, { reason: body.reason, text: body.text });
      await parts.collection.cut({ transfer: id });
      return show(session.person, id);
    },
    writeMedium: async ({ session, params }) => {
      await writeMedium(parts, session.person, params['id'] ?? '');
      return show(session.person, params['id'] ?? '');
    },
    medium: async (call) => {
      const { session: { person }, params, response } = call;
      const id = params['id'] ?? '';
      // Nobody waits for a place for what is not theirs to take.
      await parts.register.ask(person, 'take-medium', [id], (transfer) => { mustBeWritten(transfer, person); });
      await admitted(parts.admission.downloads, call, (await measureBodies(parts.store.read, id))?.bytes ?? null, async () => {
        const { found, number } = await written(parts, person, id, 'take-medium');
        await sendArchive(response, await archiveOf(parts, person, found), number);
      });
      return undefined;
    },
    mediumLabel: async ({ session, params, response }) => {
      const { found } = await written(parts, session.person, params['id'] ?? '', null);
      response.type('application/pdf').send(Buffer.from(await mediumLabel(found, new Date(parts.clock.millis()))));
      return undefined;
    },
    handOverMedium: async ({ session, params, body }) => {
      await handOverMedium({ ...parts, mayReceive: mustBeReadyToReceive }, session.person, params['id'] ?? '', body);
      return show(session.person, params['id'] ?? '');
    },
    confirmOnPaper: async ({ session, params, body }) => {
      await confirmOnPaper(parts, session.person, params['id'] ?? '', { by: body.by, quantity: body.quantity, opened: body.opened, reason: body.reason, seen: body.digest });
      parts.wake();
      return show(session.person, params['id'] ?? '');
    },
    giveBack: async ({ session, params, body }) => {
      await giveBack(parts, session.person, params['id'] ?? '', body);
      return show(session.person, params['id'] ?? '');
    },
    loseMedium: async ({ session, params, body }) => {
      const id = params['id'] ?? '';
      await loseMedium(parts, session.person, id, body.what, (tx, done) => beginIncident(parts, tx, session.person, done, body));
      await parts.collection.cut({ transfer: id });
      parts.wake();
      return show(session.person, id);
    },
    checkMedium: (call) => admitted(parts.admission.uploads, call, lengthOf(call.request), () => check(parts, call.session.person, call.params['id'] ?? '', call.request, call.response)),
  };
}

/** The archive as a stream that a recall or a loss cuts, together with the body that it reads just then (H 73). */
async function archiveOf(parts: AnswerParts, who: Person, found: MediumOf): Promise<Readable> {
  const of = { transfer: found.transfer.id, who };
  const contents = (await mediumParts(found, parts)).map((part) => ('open' in part ? { ...part, open: () => parts.collection.watch(of, part.open()) } : part));
  const archive = parts.collection.watch(of, zipOf(contents, new Date(found.transfer.medium?.written?.at ?? parts.clock.now())));
  try {
    // A step that ended the transfer meanwhile has cut only what was running then.
    mustBeWritten((await mustFind(parts.store.read, who, of.transfer)).transfer, who);
  } catch (error) {
    archive.destroy();
    throw error;
  }
  return archive;
}

/** Resolves when the line is done with the archive, whole or cut: until then it holds its place. */
async function sendArchive(response: Response, archive: Readable, number: string): Promise<void> {
  response.set({ 'content-type': 'application/zip', 'content-disposition': asciiName(`kagibako-${number}.zip`), 'content-security-policy': "default-src 'none'; sandbox" });
  const closed = new Promise<void>((resolve) => {
    if (response.closed) resolve();
    else response.once('close', resolve);
  });
  // A cut archive closes without an error; the line must end too, or the client would wait for the rest.
  archive.on('error', () => response.destroy());
  archive.once('close', () => { if (!archive.readableEnded) response.destroy(); });
  archive.pipe(response);
  await closed;
  archive.destroy();
}

async function check(parts: AnswerParts, who: Person, id: string, request: Request, response: Response): Promise<CheckedPart> {
  const asked = await openCheck(parts, who, id);
  let checked: CheckedPart | undefined;
  await receiveFile({
    maxFileBytes: asked.maxFileBytes,
    take: async (name, chunks) => {
      const found = await asked.compare(name.split(/[/\\]/).at(-1) ?? name, chunks);
      return { keep: async () => { await asked.enter(found); checked = found; }, drop: () => Promise.resolve() };
    },
  }, request, response);
  if (checked === undefined) throw new HttpRefused('MULTIPART_REFUSED', { expected: 'one part named file' });
  return checked;
}

/** The loss as an incident, in the transaction that ends the transfer: what the gateway knows it fills in. */
async function beginIncident(parts: AnswerParts, tx: Tx, who: Person, { after }: Followed, said: z.output<typeof loseMediumBody>): Promise<void> {
  const thing = said.what === 'medium' ? '電磁的媒体（封緘済み）' : 'パスワード通知書';
  await beginInside(tx, parts, who, {
    kind: 'incident', engagementId: after.engagementId, contractorId: after.direction === 'to-contractor' ? after.recipientId : after.senderId, transferId: after.id,
    values: {
      form: 'incident', loss: ['loss'], occurredAt: said.at, foundAt: parts.clock.now(), what: `${thing}の紛失　授受番号 ${after.number}\n場所：${said.place}\n${said.text}`,
      firstSteps: after.state === 'recalled' ? 'この授受を取り消し、鍵箱にある錠を直ちに破棄しました。' : 'この授受の鍵箱のデータは、すでに消去（または消去の手続き中）です。',
    },
  });
}

/** A transfer whose medium is in the house, with what lies on it. `act` enters that it was taken from the gateway. */
async function written(parts: AnswerParts, who: Person, id: string, act: 'take-medium' | null) {
  const { transfer, engagement } = await mustFind(parts.store.read, who, id);
  if (act === null) mustBeWritten(transfer, who);
  else await parts.register.change(who, act, [id], () => (now) => {
    mustBeWritten(now, who);
    return { transfer: now, entry: { act, facts: { times: now.medium?.written?.times ?? 0 } } };
  });
  const ward = await parts.store.read.selectFrom('municipalities').select('name').where('id', '=', transfer.municipalityId).executeTakeFirstOrThrow();
  const found = { transfer, engagement, files: await readFiles(parts.store.read, id), names: await readTexts(parts.store.read, id), municipality: ward.name };
  return { found, number: transfer.number };
}
