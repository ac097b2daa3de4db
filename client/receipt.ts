// Signs what a recipient states to have received, with its own key: in a browser's worker, in the command line, in tests. Nothing is sent anywhere.
import { config, createMessage, enums, sign } from 'openpgp';
import { z } from 'zod';
import { safeSettings } from '../server/sealing/openpgp-config.ts';
import { OpeningFailed } from './opening-failed.ts';
import type { UnlockedKey } from './opening.ts';

const SAFE = { ...config, ...safeSettings(enums) };
const shape = z.looseObject({ kind: z.literal('受領の申告'), version: z.literal(1), at: z.iso.datetime(), transfer: z.looseObject({ number: z.string() }), files: z.array(z.unknown()) });

/** What a person should see of a statement before signing it. */
export interface Stated { readonly number: string; readonly files: number; /** ISO 8601, the gateway's clock. */ readonly at: string }

/** Reads a statement of receipt. Throws SyntaxError for anything else: a key must not sign what merely looks like one. */
export function readStatement(statement: string): Stated {
  const { at, transfer, files } = read(statement);
  return { number: transfer.number, files: files.length, at };
}

function read(statement: string): z.infer<typeof shape> {
  try {
    return shape.parse(JSON.parse(statement));
  } catch {
    throw new SyntaxError('A statement of receipt of this gateway was expected (statement.json, unchanged).');
  }
}

/**
 * The armored detached signature over the UTF-8 bytes of `statement`. It bears the statement's own time, the gateway's: a wrong clock of this computer
 * must not make a signature that nobody accepts. Throws SyntaxError if it is no statement, OpeningFailed KEY_WRONG if the key may not sign.
 */
export async function signStatement(statement: string, key: UnlockedKey): Promise<string> {
  const { at } = readStatement(statement);
  const message = await createMessage({ binary: new TextEncoder().encode(statement) });
  const made: unknown = await sign({ message, signingKeys: key, detached: true, date: new Date(at), config: SAFE }).catch(() => null);
  if (typeof made !== 'string') throw new OpeningFailed('KEY_WRONG');
  return made;
}
