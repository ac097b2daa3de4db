// Multipart requests in front of the reader of uploads: in the process, as many as are asked for, and a few over a real line.
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Request, Response } from 'express';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asRefusal } from '../../server/http/problem-answer.ts';
import { receiveFile } from '../../server/http/upload-request.ts';
import type { Upload } from '../../server/transfers/upload.ts';
import { problemIn, raw, uploadOf } from '../hostile/line.ts';
import { draftFor, foundTown, type Town } from '../town.ts';
import { cases } from './cases.ts';
import { course } from './course.ts';
import { edited, edits, type Edit } from './edits.ts';

const limit = 4_096;

interface Seen { name: string | null; bytes: Buffer; kept: number; dropped: number; /** `kept`, or the code of the refusal. */ ended: string }

/** One request as the listener would hand it over, its body in pieces of `size`; the upload behind it only counts. */
async function received(boundary: string, body: Uint8Array, size: number): Promise<Seen> {
  const seen: Seen = { name: null, bytes: Buffer.alloc(0), kept: 0, dropped: 0, ended: 'kept' };
  const upload: Upload = {
    maxFileBytes: limit,
    take: async (name, chunks) => {
      const pieces: Buffer[] = [];
      for await (const chunk of chunks) pieces.push(Buffer.from(chunk));
      [seen.name, seen.bytes] = [name, Buffer.concat(pieces)];
      return { keep: () => Promise.resolve(void (seen.kept += 1)), drop: () => Promise.resolve(void (seen.dropped += 1)) };
    },
  };
  const request = new IncomingMessage(new Socket()) as Request;
  request.headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(body.length) };
  request.method = 'POST';
  for (let at = 0; at < body.length; at += size) request.push(body.subarray(at, at + size));
  request.push(null);
  request.complete = true;
  await receiveFile(upload, request, new ServerResponse(request) as unknown as Response).catch((error: unknown) => {
    const refusal = asRefusal(error);
    if (refusal === undefined) throw error;
    seen.ended = refusal.code;
  });
  // What the parser puts off to the next turn holds its request until then; without one, no request of a long run would ever be let go.
  await new Promise((resolve) => setImmediate(resolve));
  return seen;
}

const head = (boundary: string, name: string): string => `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
const requestOf = (boundary: string, name: string, bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from(head(boundary, name)), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]);

describe('a multipart request', () => {
  it('that is well-formed gives its file as it was sent, in pieces of any size [H 1] [H 5]', async () => {
    const contents = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.array(fc.constantFrom('\r\n', '--', '\r', '\n', '--b', '\r\n--b', '\r\n--bound', 'x'), { maxLength: 40 }).map((parts) => Buffer.from(parts.join(''))));
    await fc.assert(fc.asyncProperty(contents, fc.integer({ min: 1, max: 80 }), fc.constantFrom('納入.csv', 'a.csv', 'x y.pdf'), async (bytes, size, name) => {
      const seen = await received('boundary-7f3a', requestOf('boundary-7f3a', name, bytes), size);
      expect([seen.ended, seen.kept, seen.dropped, seen.name]).toEqual(['kept', 1, 0, name]);
      expect(seen.bytes.equals(bytes)).toBe(true);
    }), course());
  });

  it('that was changed is kept once or refused by a name, and what was taken of it is then dropped [H 1] [H 2] [H 4]', async () => {
    const whole = requestOf('bound', '納入通知.csv', Buffer.from('番号,氏名\r\n1,佐藤\r\n'));
    await fc.assert(fc.asyncProperty(edits, fc.integer({ min: 1, max: 200 }), async (all: readonly Edit[], size) => {
      const seen = await received('bound', edited(whole, all), size);
      if (seen.ended === 'kept') expect([seen.kept, seen.dropped]).toEqual([1, 0]);
      else expect(seen.kept).toBe(0);
    }), course<[Edit[], number]>(cases.multipart.map(([one]) => [one, 7])));
  });

  it('of any bytes is refused by a name', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), async (bytes, size) => {
      const seen = await received('bound', bytes, size);
      expect([seen.kept, seen.ended === 'kept']).toEqual([0, false]);
    }), course());
  });
});

describe('a multipart request on a real line', () => {
  let town: Town;
  let draft = '';
  beforeAll(async () => {
    town = await foundTown({ policy: { locks: 'password', maxFiles: 10_000 } });
    draft = (await draftFor(town.sato, town, { recipientIds: [town.firm.id] })).id;
  });
  afterAll(async () => {
    expect(town.faults).toEqual([]);
    await town.close();
  });

  it('that was changed is answered, by a file taken or a refusal, and the gateway has no fault [H 1] [H 2]', async () => {
    const whole = requestOf('bound', '納入通知.csv', Buffer.from('番号,氏名\r\n1,佐藤\r\n'));
    let asked = 0;
    await fc.assert(fc.asyncProperty(edits, async (all: readonly Edit[]) => {
      asked += 1;
      // Who is refused six hundred times in a row has to wait (H 104); a long run comes back later.
      if (asked % 300 === 0) {
        town.time.advance(31);
        await town.sato.signInAgain();
      }
      const answer = await raw(town.running.origins.ward, uploadOf(town.sato, draft, [edited(whole, all)], { 'content-type': 'multipart/form-data; boundary=bound' }));
      expect([201, 400, 413, 415, 422]).toContain(answer.status);
      if (answer.status !== 201) expect(problemIn(answer).code).toMatch(/^[A-Z_]+$/);
    }), course<[Edit[]]>(cases.multipart, 0.01));
  });
});
