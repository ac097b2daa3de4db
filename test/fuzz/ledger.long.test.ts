// Bundles, notes, cosignatures and proofs of a real ledger, changed at random: nothing that was changed is believed, and nothing but the verifier's own refusals is thrown.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseHeader, parseLine } from '../../server/ledger/bundle.ts';
import { parseCheckpoint } from '../../server/ledger/checkpoint.ts';
import { cosign, parseWitnessKey, verifyCosignatures } from '../../server/ledger/cosignature.ts';
import { parseNote, parseVerifierKey, verifyNote, type NoteRefused } from '../../server/ledger/note.ts';
import { createCosigner, sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseProof, verifyProof } from '../../server/ledger/tlog-proof.ts';
import { BundleUnreadable, verifyBundle } from '../../server/ledger/verify.ts';
import { KOTO, openTemporaryLedger, ORIGIN } from '../ledger/temporary-ledger.ts';
import { headsOf } from '../ledger/tampering.ts';
import { cases } from './cases.ts';
import { course } from './course.ts';
import { edited, edits, type Edit } from './edits.ts';

let bundle: Buffer;
let vkey = '';
let note = '';
const witness = createCosigner('witness.example', new Uint8Array(32).fill(3));
let cosigned = '';

beforeAll(async () => {
  const temporary = await openTemporaryLedger();
  vkey = temporary.ledger.vkey;
  for (let i = 0; i < 6; i += 1) {
    await temporary.append({ facts: { i }, ...(i === 3 ? { municipality: KOTO } : {}), ...(i === 4 ? { transfer: 't-1', texts: { file: `宛名${String(i)}.csv` } } : {}) });
    if (i === 2) await temporary.ledger.checkpoint();
  }
  bundle = Buffer.from(await temporary.bundle());
  note = headsOf(bundle.toString()).at(-1) ?? '';
  cosigned = note + cosign(parseNote(note).text, witness, 1_770_000_000);
  await temporary.close();
});

const verify = (bytes: Uint8Array) => verifyBundle((async function* () { yield await Promise.resolve(bytes); })(), { sha256, verifyEd25519, vkeys: [vkey] });
const isNoteRefused = (error: unknown): error is NoteRefused => error instanceof Error && error.name === 'NoteRefused';

/**
 * What a good bundle proves: every line but the header's words of itself (they are not signed: when it was made, for whom, with what, and how many entries it has at
 * least; FORMAT.md) and heads that a later head covers, which may be fewer or stand twice. How many entries there are is in the last head.
 */
function provenIn(bytes: Uint8Array): unknown {
  const [header = '', ...lines] = Buffer.from(bytes).toString().replace(/\n+$/, '').split('\n');
  const { header: { origin, size, vkeys } } = JSON.parse(header) as { header: { origin: string; size: number; vkeys: string[] } };
  const entries = lines.filter((line) => /^\{"(?:entry|foreign)"/.test(line)).length;
  return { origin, isAtLeast: size <= entries, vkeys, lines: lines.filter((line) => !line.startsWith('{"checkpoint"')), head: lines.findLast((line) => line.startsWith('{"checkpoint"')) };
}

describe('a bundle', () => {
  it('that was changed anywhere is found false or unreadable, never good and never a fault [H 102] [H 147]', async () => {
    expect((await verify(bundle)).ok).toBe(true);
    await fc.assert(fc.asyncProperty(edits, async (all: readonly Edit[]) => {
      const bytes = edited(bundle, all);
      const told = await verify(bytes).then((verdict) => (verdict.ok ? 'good' : 'bad'), (error: unknown) => {
        if (error instanceof BundleUnreadable) return 'unreadable';
        throw error;
      });
      if (told === 'good') expect(provenIn(bytes)).toEqual(provenIn(bundle));
    }), course<[Edit[]]>(cases.bundles));
  });

  it('of any lines is read by parsers that say what they expected', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map((text) => Buffer.from(text)), edits.map((all) => edited(bundle.subarray(0, 400), all))), (bytes) => {
      for (const parse of [parseHeader, parseLine]) {
        try {
          parse(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect([TypeError, RangeError, SyntaxError].some((fault) => error instanceof fault)).toBe(false);
        }
      }
    }), course());
  });
});

describe('a signed note', () => {
  it('that was changed is refused, or says the same, signed by the same [H 102]', async () => {
    const key = parseVerifierKey(sha256, vkey);
    const { text } = parseNote(note);
    await fc.assert(fc.asyncProperty(edits, async (all) => {
      const changed = Buffer.from(edited(Buffer.from(note), all)).toString();
      try {
        expect((await verifyNote(changed, [key], verifyEd25519)).text).toBe(text);
        expect(parseCheckpoint(text).origin).toBe(ORIGIN);
      } catch (error) {
        if (!isNoteRefused(error)) throw error;
      }
    }), course());
  });

  it('with the line of a witness, changed, vouches for nothing but what the witness saw', async () => {
    const key = parseWitnessKey(sha256, witness.vkey);
    await fc.assert(fc.asyncProperty(edits, async (all) => {
      const changed = Buffer.from(edited(Buffer.from(cosigned), all)).toString();
      try {
        for (const one of await verifyCosignatures(changed, [key], verifyEd25519)) {
          expect(one.seconds).toBe(1_770_000_000);
          expect(parseNote(changed).text).toBe(parseNote(note).text);
        }
      } catch (error) {
        if (!isNoteRefused(error)) throw error;
      }
    }), course());
  });

  it('has keys that are read or refused, whatever was changed in them', () => {
    fc.assert(fc.property(fc.constantFrom(vkey, witness.vkey), edits, (text, all) => {
      const changed = Buffer.from(edited(Buffer.from(text), all)).toString();
      for (const parse of [parseVerifierKey, parseWitnessKey]) {
        try {
          expect(parse(sha256, changed).publicKey).toHaveLength(32);
        } catch (error) {
          if (!isNoteRefused(error)) throw error;
        }
      }
    }), course());
  });
});

describe('a proof of one entry', () => {
  it('that was changed proves nothing else', async () => {
    const key = parseVerifierKey(sha256, vkey);
    const hash = Buffer.alloc(32, 7).toString('base64');
    const proof = `c2sp.org/tlog-proof@v1\nindex 3\n${hash}\n${hash}\n\n${note}`;
    await fc.assert(fc.asyncProperty(edits, async (all) => {
      const changed = Buffer.from(edited(Buffer.from(proof), all)).toString();
      for (const read of [async () => Promise.resolve(parseProof(changed)), () => verifyProof(changed, new Uint8Array(32), { origin: ORIGIN, keys: [key], sha256, verifyEd25519 })]) {
        const outcome: unknown = await read().catch((error: unknown) => error);
        expect([TypeError, RangeError, SyntaxError].some((fault) => outcome instanceof fault)).toBe(false);
      }
      await expect((async () => verifyProof(changed, new Uint8Array(32), { origin: ORIGIN, keys: [key], sha256, verifyEd25519 }))()).rejects.toBeInstanceOf(Error);
    }), course());
  });
});
