// Changes that wait at the same time share one transaction, and so one COMMIT and one wait for the disk (group commit). Guarantees that each is told
// it is done only after that COMMIT, and that one which throws takes none of the others with it.
import { sql, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

type Tx = Kysely<Database>;

/** Runs `work` between BEGIN IMMEDIATE and COMMIT; what it throws rolls all of it back. */
type Transact = (work: (tx: Tx) => Promise<void>) => Promise<void>;
export type Change = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Whoever reads meanwhile waits for a whole group: as many as take well under a tenth of a second. */
const MOST = 32;

/** `settle` is told what broke the group, or null when it is on the disk. */
interface Member { run(tx: Tx): Promise<boolean>; settle(broken: { readonly error: unknown } | null): void }

/**
 * Order and crash story: BEGIN, each member's work one after another, COMMIT (synchronous=FULL), then the answers, good and bad. A crash before the COMMIT is
 * on the disk loses the whole group, and nobody of it had been answered; one after it loses nothing. A member may see what those before it wrote: what
 * comes of that, a refusal too, is told only if they are on the disk. An error of the database that undoes the whole transaction (disk full)
 * or a COMMIT that fails is told to all of them.
 */
export function sharedCommit(transact: Transact): Change {
  const waiting: Member[] = [];
  let taking = false;
  const begin = (): void => {
    taking = true;
    void group(transact, waiting, () => {
      taking = false;
      if (waiting.length > 0) begin();
    });
  };
  return (work) => new Promise((resolve, reject) => {
    waiting.push(memberOf(work, resolve, reject));
    if (!taking) begin();
  });
}

/** One transaction. Who comes before it is full joins it; `closed` is called once it takes nobody any more, so that the next gets in line behind the reads that wait. */
async function group(transact: Transact, waiting: Member[], closed: () => void): Promise<void> {
  const members: Member[] = [];
  let open = true;
  const close = (): void => {
    if (open) closed();
    open = false;
  };
  const next = (): Member | undefined => {
    const member = members.length < MOST ? waiting.shift() : undefined;
    if (member !== undefined) members.push(member);
    return member;
  };
  let broken: { readonly error: unknown } | null = null;
  try {
    await transact(async (tx) => {
      // Nothing stands before the first: if it throws, its transaction is rolled back, and the others begin anew without it.
      if (await next()?.run(tx) === false) throw new Error('the only change of its transaction failed');
      for (let member = next(); member !== undefined; member = next()) await among(tx, member);
      close();
    });
  } catch (error) {
    broken = { error };
    // BEGIN itself was refused: the one who waited longest hears it.
    if (members.length === 0) next();
  }
  close();
  for (const member of members) member.settle(broken);
}

async function among(tx: Tx, member: Member): Promise<void> {
  // Released by the COMMIT, or inside the next one: a savepoint of the same name hides those before it.
  await sql`SAVEPOINT change`.execute(tx);
  if (!await member.run(tx)) await sql`ROLLBACK TO change`.execute(tx);
}

function memberOf<T>(work: (tx: Tx) => Promise<T>, resolve: (value: T) => void, reject: (error: unknown) => void): Member {
  let outcome: { readonly value: T } | { readonly error: unknown } | null = null;
  return {
    run: async (tx) => {
      outcome = await work(tx).then((value) => ({ value }), (error: unknown) => ({ error }));
      return 'value' in outcome;
    },
    settle: (broken) => {
      if (outcome !== null && 'error' in outcome) reject(outcome.error);
      else if (outcome === null || broken !== null) reject(broken?.error);
      else resolve(outcome.value);
    },
  };
}
