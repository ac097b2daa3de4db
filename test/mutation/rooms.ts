// What is mutated, and by which tests it is to be noticed. The rules: what decides, reads or writes a form, proves or refuses. What only carries (rows, files, threads)
// is held by the histories, the crashes and the faults, which no mutant can be tried against a thousand times. A group is a few rules and the tests that hold them
// directly and are quick: each mutant runs them anew.

export interface Group { /** Of the rules. */ readonly mutate: readonly string[]; /** The files of tests that hold them. */ readonly tests: readonly string[] }

const group = (room: string, rules: string, ...tests: string[]): Group => ({
  mutate: rules.split(' ').map((name) => `server/${room}/${name}.ts`),
  tests: tests.map((name) => `test/${name}.test.ts`),
});
const ledger = (rules: string, ...tests: string[]): Group => group('ledger', rules, ...tests.map((name) => `ledger/${name}`));
const sealing = (rules: string, ...tests: string[]): Group => group('sealing', rules, ...tests.map((name) => `sealing/${name}`));
const transfers = (rules: string, ...tests: string[]): Group => group('transfers', rules, ...tests.map((name) => `transfers/${name}`));

export const rooms: Readonly<Record<string, Readonly<Record<string, Group>>>> = {
  ledger: {
    tree: ledger('tree proofs', 'proofs'),
    canonical: ledger('canonical', 'canonical'),
    notes: ledger('note checkpoint tlog-proof encoding', 'note', 'encoding'),
    witnesses: ledger('cosignature tiles', 'cosignature'),
    entries: ledger('entry', 'entry'),
    lines: ledger('bundle line-json lines', 'bundle-lines'),
    verifying: ledger('verify checker heads witness-check', 'verify-rules', 'held-rules'),
    standing: ledger('behind texts documents committed unopened origin-opening', 'held-rules', 'verify-rules'),
    comparing: ledger('compare side-by-side', 'compare-rules'),
    keys: ledger('key-change key-succession', 'key-change', 'key-succession'),
  },
  sealing: {
    framing: sealing('framing packets', 'packets'),
    cfb: sealing('cfb', 'cfb'),
    hashing: sealing('sha256 reed-solomon', 'codes'),
    manifest: sealing('manifest', 'manifest'),
    body: sealing('body', 'body-octets'),
    certificates: sealing('certificate-input certificate-outline certificate-period', 'certificate-input', 'certificate-outline'),
    password: sealing('password lock', 'password', 'lock'),
    unfinished: sealing('unfinished', 'unfinished-octets'),
    judgement: sealing('certificate-judgement', 'certificate-judged'),
    sessions: sealing('session-key recipient-signature', 'session-key'),
    random: sealing('random', 'random-rules'),
    words: sealing('fingerprint-words', 'fingerprint-words'),
  },
  transfers: {
    lifecycle: transfers('lifecycle unscanned-rules unscanned', 'lifecycle-table', 'unscanned'),
    outlook: transfers('outlook clockwork', 'outlook'),
    repeats: transfers('repeats delivered', 'repeats-table', 'delivered'),
    names: transfers('file-name', 'name-table'),
    kinds: transfers('name-and-kind', 'kind-words'),
    media: transfers('media-rules', 'media-rules'),
    finding: transfers('finding', 'finding-rules'),
    doubts: transfers('doubts', 'doubt-rules'),
  },
};
