// A resumable upload by an unattended terminal: each of its requests is signed anew, and no upload of another terminal is known to it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { twoSenders, type TestTerminal, type TwoSenders } from '../http/terminal-lines.ts';

let senders: TwoSenders;
beforeAll(async () => { senders = await twoSenders(); });
afterAll(() => senders.town.close());

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
async function tus(terminal: TestTerminal, method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Response> {
  const url = new URL(path, terminal.origin).href;
  const said = { 'tus-resumable': '1.0.0', ...headers };
  return fetch(url, { method, headers: { ...said, ...await terminal.line.sign(method, url, said) }, ...(body === undefined ? {} : { body: Buffer.from(body) }) });
}

describe('tus by a terminal', () => {
  it('creates, sends in two parts, asks between them, and another terminal knows nothing of it', async () => {
    const { sender, other, draft } = senders;
    const metadata = { 'upload-length': '8', 'upload-metadata': `depositId ${base64(draft)},filename ${base64('納入通知.txt')}` };
    const made = await tus(sender, 'POST', '/api/uploads', metadata);
    expect(made.status).toBe(201);
    const place = made.headers.get('location') ?? '';
    const part = (offset: number, text: string): Promise<Response> => tus(sender, 'PATCH', place, { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, Buffer.from(text));
    expect((await part(0, 'abcd')).status).toBe(204);
    expect((await tus(sender, 'HEAD', place, {})).headers.get('upload-offset')).toBe('4');
    expect((await tus(other, 'HEAD', place, {})).status).toBe(404);
    expect((await part(4, 'efgh')).ok).toBe(true);
    expect((await sender.api.call('deposit', { id: draft })).transfers[0]?.files.map(({ size }) => size)).toEqual([8]);
    expect((await tus(other, 'POST', '/api/uploads', metadata)).status).toBe(404);
    // An offset that the signature does not cover is somebody else's.
    const url = new URL(place, sender.origin).href;
    const unsaid = await fetch(url, { method: 'HEAD', headers: { 'tus-resumable': '1.0.0', 'upload-offset': '1', ...await sender.line.sign('HEAD', url, {}) } });
    expect(unsaid.status).toBe(401);
  });
});
