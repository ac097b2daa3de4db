// Signs what a recipient states to have received, with its own key: in a browser's worker, in the command line, in tests. Nothing is sent anywhere.
import { config, createMessage, enums, sign } from 'openpgp';
import { safeSettings } from '../server/sealing/openpgp-config.ts';
import { OpeningFailed } from './opening-failed.ts';
import type { UnlockedKey } from './opening.ts';

const SAFE = { ...config, ...safeSettings(enums) };

/** What a person should see of a statement before signing it. */
export interface Stated { readonly number: string; readonly files: number; /** ISO 8601, the gateway's clock. */ readonly at: string }

/** Reads a statement of receipt. Throws SyntaxError for anything else: a key must not sign what merely looks like one. */
export function readStatement(statement: string): Stated {
  const wrong = new SyntaxError('A statement of receipt of this gateway was expected (statement.json, unchanged).');
  let value: unknown;
  try {
    value = JSON.parse(statement);
  } catch {
    throw wrong;
  }
  const { kind, version, at, transfer, files } = membersOf(value);
  const { number } = membersOf(transfer);
  if (kind !== '受領の申告' || version !== 1 || typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof number !== 'string' || !Array.isArray(files)) throw wrong;
  return { number, files: files.length, at };
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {});

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
