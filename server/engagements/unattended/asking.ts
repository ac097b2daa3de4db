// Who signed a request: the terminal of the key, if the signature is its own, of this moment, and no request was sent before with its nonce.
//
// A nonce is on the disk before the request is looked at, and stays there as long as its request could be replayed: a restart forgets none.
// Refusals before that name nobody: whoever can write a key's fingerprint into a header must not write into the ledger in its name.
import type { Side } from '../../accounts/person.ts';
import type { Session } from '../../accounts/sessions.ts';
import type { Clock } from '../../ledger/clock.ts';
import { isDigestOf, isSignedBy, publicKeyOf, readSignature, SignatureMalformed, type Signature, type SignedRequest } from '../../signatures/request-signature.ts';
import type { UnattendedTerminalRow } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';
import { UnattendedRefused } from './refusal.ts';
import { actingPerson, troubleOf } from './terminal.ts';

/** How far a terminal's clock may be from the gateway's, either way (an assumption: desks that set their clock by the network stay within seconds). */
export const toleranceSeconds = 120;
/** What every signature covers, and what it covers besides if the request has it: each changes what the request does. */
const always = ['@method', '@authority', '@path', '@query'] as const;
const ifPresent = ['idempotency-key', 'range', 'if-range', 'if-match', 'content-digest', 'upload-offset', 'upload-length', 'upload-defer-length', 'upload-metadata', 'upload-concat'] as const;

export interface Asked { readonly request: SignedRequest; /** The body as it was read, or null: none, or an upload, which is hashed on its own way. */ readonly body: string | null; readonly side: Side; readonly address: string }
/** `refused`: the key is known and signed this, but may not act; the refusal is entered in its name. */
export interface Found { readonly session: Session; readonly refused: UnattendedRefused | null }

/** Throws `UnattendedRefused` (SIGNATURE_REFUSED, SIGNATURE_TIME, SIGNATURE_REPLAYED). */
export async function findTerminal({ store, clock }: { readonly store: Store; readonly clock: Clock }, asked: Asked): Promise<Found> {
  const signature = read(asked);
  const row = await store.read.selectFrom('unattended_terminals').selectAll().where('fingerprint', '=', signature.input.keyId).executeTakeFirst();
  if (row === undefined || sideOf(row) !== asked.side || !isSignedBy(signature, publicKeyOf(row.public_key))) throw new UnattendedRefused('SIGNATURE_REFUSED', { expected: 'the signature of a registered key' });
  const now = clock.now();
  mustBeOfNow(signature, now);
  await store.change((tx) => takeNonce(tx, row, signature, { now, address: asked.address }));
  const responsible = await store.read.selectFrom('accounts').selectAll().where('id', '=', row.responsible_id).executeTakeFirstOrThrow();
  const person = actingPerson(row, responsible, { now, address: asked.address });
  return { session: { person, login: row.name, mustChangePassword: false, missingFactor: null, now, endsAt: row.expires_at, idleEndsAt: row.expires_at }, refused: troubleOf(row, responsible, now) };
}

const sideOf = ({ scope }: UnattendedTerminalRow): Side => (scope === 'send' ? 'ward' : 'contractor');

function read({ request, body }: Asked): Signature {
  try {
    const signature = readSignature(request);
    mustCover(signature, request, body);
    return signature;
  } catch (error) {
    if (error instanceof SignatureMalformed) throw new UnattendedRefused('SIGNATURE_REFUSED', { expected: error.expected });
    throw error;
  }
}

/** Whatever a stranger on the way could change with effect is covered (RFC 9421 7.2.1). */
function mustCover({ input }: Signature, { fields }: SignedRequest, body: string | null): void {
  const had = (name: string): boolean => fields.some(([known]) => known === name);
  const needed = [...always, ...ifPresent.filter(had), ...(body === null ? [] : ['content-digest'])];
  const missing = needed.find((name) => !input.covered.includes(name));
  if (missing !== undefined) throw new SignatureMalformed(`a signature that covers ${missing}`);
  if (had('x-http-method-override')) throw new SignatureMalformed('no second method');
  if (input.nonce === null || input.nonce.length < 16) throw new SignatureMalformed('a nonce of at least 16 characters');
  const digest = fields.find(([name]) => name === 'content-digest')?.[1] ?? '';
  if (body !== null && !isDigestOf(digest, Buffer.from(body, 'utf8'))) throw new SignatureMalformed('the Content-Digest of the body');
}

function mustBeOfNow({ input }: Signature, now: string): void {
  const seconds = Math.floor(Date.parse(now) / 1000);
  const over = input.expires !== null && input.expires < seconds;
  if (Math.abs(seconds - input.created) > toleranceSeconds || over) throw new UnattendedRefused('SIGNATURE_TIME', { now, toleranceSeconds });
}

async function takeNonce(tx: Tx, row: UnattendedTerminalRow, { input }: Signature, { now, address }: { readonly now: string; readonly address: string }): Promise<void> {
  // Over only once the moment has passed in which `created` would still be taken.
  await tx.deleteFrom('unattended_nonces').where('until', '<', Math.floor(Date.parse(now) / 1000)).execute();
  const made = await tx.insertInto('unattended_nonces').values({ terminal_id: row.id, nonce: input.nonce ?? '', until: input.created + toleranceSeconds }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n) throw new UnattendedRefused('SIGNATURE_REPLAYED');
  if (row.last_used_at === null || row.last_address !== address || Date.parse(now) - Date.parse(row.last_used_at) >= 60_000) await tx.updateTable('unattended_terminals').set({ last_used_at: now, last_address: address }).where('id', '=', row.id).execute();
}
