// RFC 9421 and RFC 9530 against their own examples, and against everything that is not one plain signature.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readBytes, readSignatureInput } from '../../server/signatures/fields.ts';
import { isDigestOf, isSignedBy, publicKeyOf, readSignature, SignatureMalformed } from '../../server/signatures/request-signature.ts';

const field = z.tuple([z.string(), z.string()]);
const vector = z.object({
  publicKey: z.string(), request: z.object({ method: z.string(), authority: z.string(), target: z.string(), fields: z.array(field) }), body: z.string(), base: z.string(),
  digests: z.array(z.object({ body: z.string(), field: z.string() })),
}).parse(JSON.parse(readFileSync(join(import.meta.dirname, '../vectors/http-signatures/rfc9421.json'), 'utf8')));
const key = publicKeyOf(Buffer.from(vector.publicKey, 'base64'));
const { request } = vector;
const withField = (name: string, value: string) => ({ ...request, fields: request.fields.map(([known, was]) => [known, known === name ? value : was] as const) });

describe('RFC 9421 B.2.6', () => {
  it('the base is the one of the standard, and the signature is the key\'s', () => {
    const signature = readSignature(request);
    expect(signature.base).toBe(vector.base);
    expect(isSignedBy(signature, key)).toBe(true);
    expect(signature.input).toMatchObject({ label: 'sig-b26', created: 1_618_884_473, keyId: 'test-key-ed25519', nonce: null, expires: null });
  });

  it.each([
    ['method', { ...request, method: 'PUT' }], ['path', { ...request, target: '/fop?param=Value&Pet=dog' }], ['authority', { ...request, authority: 'example.org' }],
    ['date', withField('date', 'Tue, 20 Apr 2021 02:07:56 GMT')], ['length', withField('content-length', '19')],
    ['parameters', withField('signature-input', (request.fields.find(([name]) => name === 'signature-input')?.[1] ?? '').replace('1618884473', '1618884474'))],
  ])('another %s is not what was signed', (_what, changed) => {
    expect(isSignedBy(readSignature(changed), key)).toBe(false);
  });

  it('another key did not sign it', () => {
    expect(isSignedBy(readSignature(request), publicKeyOf(Buffer.from('11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=', 'base64')))).toBe(false);
  });

  it('a covered field that is missing or came twice is refused', () => {
    expect(() => readSignature({ ...request, fields: request.fields.filter(([name]) => name !== 'date') })).toThrow(SignatureMalformed);
    expect(() => readSignature({ ...request, fields: [...request.fields, ['date', 'Tue, 20 Apr 2021 02:07:55 GMT']] })).toThrow(SignatureMalformed);
    expect(() => readSignature({ ...request, fields: [...request.fields, ['signature', 'x=:AA==:']] })).toThrow(SignatureMalformed);
  });
});

describe('RFC 9530', () => {
  it.each(vector.digests)('the digest $field', ({ body, field: digest }) => {
    expect(isDigestOf(digest, Buffer.from(body))).toBe(true);
    expect(isDigestOf(digest, Buffer.from(`${body} `))).toBe(false);
  });
  it('a digest of another algorithm, or of two, is none', () => {
    expect(isDigestOf('md5=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:', Buffer.from(vector.body))).toBe(false);
    expect(isDigestOf(vector.digests.map((one) => one.field).join(', '), Buffer.from(vector.digests[0]?.body ?? ''))).toBe(false);
  });
});

describe('structured fields', () => {
  const good = 'a=("@method" "@path");created=1;keyid="k";alg="ed25519";nonce="n"';
  it('reads one member in its one form', () => {
    expect(readSignatureInput(good)).toEqual({ label: 'a', covered: ['@method', '@path'], value: good.slice(2), created: 1, expires: null, keyId: 'k', nonce: 'n' });
    expect(readSignatureInput('a=();created=1;keyid="k"')?.covered).toEqual([]);
  });
  it.each([
    ['nothing', ''], ['two members', `${good}, b=("@path");created=1;keyid="k"`], ['two spaces', good.replace(' ', '  ')], ['a component twice', good.replace('@path', '@method')],
    ['a component with a parameter', good.replace('"@path"', '"@path";req')], ['no created', good.replace('created=1;', '')], ['no key', good.replace('keyid="k";', '')],
    ['a parameter twice', `${good};created=2`], ['an unknown parameter', `${good};x=1`], ['another algorithm', good.replace('ed25519', 'rsa-v1_5-sha256')], ['a created in quotes', good.replace('created=1', 'created="1"')],
    ['a negative created', good.replace('created=1', 'created=-1')], ['an escape', good.replace('"k"', String.raw`"k\""`)], ['a space after', `${good} `], ['an upper-case label', `A${good.slice(1)}`], ['a trailing space in the list', good.replace('"@path")', '"@path" )')],
  ])('refuses %s', (_what, text) => {
    expect(readSignatureInput(text)).toBeNull();
  });
  it.each(['a=AA==', 'a=:AA==', 'a=:AB==:', 'a=:A A=:', 'a=:AA==:, b=:AA==:', ':AA==:'])('%s is not one byte sequence', (text) => {
    expect(readBytes(text)).toBeNull();
  });
});
