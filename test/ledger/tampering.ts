/** What a tamperer does to an exported bundle: by hand, or with the log's stolen key. */
import { checkpointLine, entryLine } from '../../server/ledger/bundle.ts';
import { signCheckpoint } from '../../server/ledger/checkpoint.ts';
import { fromBase64, utf8 } from '../../server/ledger/encoding.ts';
import { createSigner, sha256 } from '../../server/ledger/node-primitives.ts';
import { createFrontier, leafHash } from '../../server/ledger/tree.ts';

export const linesOf = (bundle: string): string[] => bundle.trimEnd().split('\n');
export const joined = (all: readonly string[]): string => `${all.join('\n')}\n`;

/** The line of entry `index`, counted from 0. */
export function lineOf(bundle: string, index: number): number {
  let leaves = -1;
  return linesOf(bundle).findIndex((line) => (/^\{"(entry|foreign)"/.test(line) ? (leaves += 1) === index : false));
}
/** The first entry whose line has this. */
export const entryWith = (bundle: string, text: string): number => linesOf(bundle).filter((line) => /^\{"(entry|foreign)"/.test(line)).findIndex((line) => line.includes(text));
/** The bundle with one line changed. */
export const withLine = (bundle: string, at: number, change: (line: string) => string): string => joined(linesOf(bundle).map((line, i) => (i === at ? change(line) : line)));
export const documentAt = (bundle: string, kind: string): number => linesOf(bundle).findIndex((line) => line.startsWith('{"document"') && line.includes(`"kind":"${kind}"`));

/** The heads that a bundle has, as notes. */
export const headsOf = (bundle: string): string[] => linesOf(bundle).filter((line) => line.startsWith('{"checkpoint"')).map((line) => (JSON.parse(line) as { checkpoint: string }).checkpoint);

/** Entries numbered anew, after one was taken out or put in. */
export function renumbered(bundle: string): string {
  let leaves = -1;
  return joined(linesOf(bundle).map((line) => {
    if (/^\{"(entry|foreign)"/.test(line)) leaves += 1;
    return line.startsWith('{"checkpoint"') || line.startsWith('{"header"') ? line : line.replace(/"index":\d+/, `"index":${leaves}`);
  }));
}

/** Writes every leaf hash anew, and the heads too when a key is given: the whole tree recomputed. */
export function recomputed(bundle: string, signing: { readonly seed: Uint8Array; readonly origin: string } | null): string {
  const tree = createFrontier(sha256);
  const signer = signing === null ? null : createSigner(signing.origin, signing.seed);
  return joined(linesOf(bundle).map((line, i) => {
    if (i === 0) return signer === null ? line : line.replace(/"size":\d+/, `"size":${(bundle.match(/^\{"(entry|foreign)"/gm) ?? []).length}`).replace(/"vkeys":\[.*?\]/, `"vkeys":["${signer.vkey}"]`);
    if (line.startsWith('{"foreign"')) tree.push(fromBase64(/"leaf":"(.{44})"/.exec(line)![1]!)!);
    if (line.startsWith('{"checkpoint"') && signer !== null) return checkpointLine(signCheckpoint({ origin: signer.name, size: tree.size, root: tree.root() }, [signer])).trimEnd();
    if (!line.startsWith('{"entry"')) return line;
    const bytes = line.slice('{"entry":'.length, -55);
    const leaf = leafHash(sha256, utf8(bytes));
    tree.push(leaf);
    return entryLine(bytes, leaf).trimEnd();
  }));
}
