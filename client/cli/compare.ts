/**
 * `kagibako compare`: tells whether two ledger exports are of one history, and if not, where they part and which contradicts which.
 * Guarantees its exit code: 0 one history, 1 not one history (or one of them does not hold), 2 not readable (or a wrong argument).
 */
import { createReadStream } from 'node:fs';
import { compareBundles } from '../../server/ledger/compare.ts';
import type { Comparison, Outcome, Parting, Shown, Side } from '../../server/ledger/comparison.ts';
import { sha256, verifyEd25519 } from '../../server/ledger/node-primitives.ts';
import { parseVerifierKey } from '../../server/ledger/note.ts';
import { isUnreadable, toJson } from './verify.ts';
import { placeOf, tellBoth, WRONG, type Both } from './verify-words.ts';

export interface CompareArguments { readonly a: string; readonly b: string; readonly vkey?: string | undefined; readonly json?: boolean | undefined }

const NAMES: Readonly<Record<Side, string>> = { a: 'A', b: 'B' };

const SAID: Readonly<Record<Outcome, (comparison: Comparison) => Both>> = {
  same: ({ common }) => [`同じ歴史です(記録 ${common}件)`, `one history (${common} entries)`],
  continues: ({ longer, common }) => [`同じ歴史です。${NAMES[longer ?? 'b']}は、もう一方の${common}件の続きです`, `one history: ${NAMES[longer ?? 'b']} goes on after the ${common} entries of the other`],
  truncated: ({ contradicts, common }) => [`${NAMES[contradicts ?? 'b']}は、その時にはあった記録 ${common} 以降を欠いています(末尾の切り捨て)`, `${NAMES[contradicts ?? 'b']} lacks entry ${common} and later ones, which were there in its time (tail cut)`],
  restored: ({ contradicts, common }) => [`${NAMES[contradicts ?? 'b']}は、記録 ${common}件のときの古い状態に戻されています(古い写しの復元)`, `${NAMES[contradicts ?? 'b']} went back to an older state of ${common} entries (an old image was restored)`],
  rewritten: ({ contradicts, common }) => [`記録 ${common} から書き換えられています${contradicts === null ? '' : `。${NAMES[contradicts]}が、先に示されたものに反します`}`, `history was rewritten from entry ${common} on${contradicts === null ? '' : `: ${NAMES[contradicts]} contradicts what was shown before`}`],
  'split-view': ({ common }) => [`記録 ${common} から、二つの歴史が別々に示されています(二重帳簿)`, `from entry ${common} on, two histories were shown beside each other (a split view)`],
  'other-key': () => ['台帳の名前は同じですが、署名した鍵が違います(作り直し・別の鍵による偽造)', 'the ledgers have one name and no key in common (made anew, or forged with another key)'],
  'other-log': ({ a, b }) => [`別の台帳です(${a.header.origin}、${b.header.origin})`, `two different ledgers (${a.header.origin}, ${b.header.origin})`],
  bad: ({ contradicts }) => [`${contradicts === null ? '両方とも' : `${NAMES[contradicts]}は`}、それ自体が正しくありません`, `${contradicts === null ? 'neither holds' : `${NAMES[contradicts]} does not hold`} by itself`],
};

const CHANGES: Readonly<Record<Parting['change'], Both>> = {
  edited: ['内容が違います', 'its content differs'], removed: ['Aにある記録がBでは抜かれています', 'A has an entry that was taken out of B'], added: ['Aにない記録がBに入れられています', 'B has an entry that A does not have'], unknown: ['ここから先が違います', 'from here on they differ'],
};

const shownAs = ({ act, at, hash }: Shown): string => (act === null ? `(ハッシュのみ / hash only) ${Buffer.from(hash).toString('base64')}` : `${at ?? ''} ${act} ${Buffer.from(hash).toString('base64')}`);

function tellParting({ index, lastIndex, differing, change, a, b, heads }: Parting, out: (line: string) => void): void {
  tellBoth(out, [`記録 ${index}: ${CHANGES[change][0]}(${index}〜${lastIndex} のうち ${differing}件)。`, `entry ${index}: ${CHANGES[change][1]} (${differing} of ${index} to ${lastIndex}).`]);
  out(`  A: ${shownAs(a)}`);
  out(`  B: ${shownAs(b)}`);
  if (heads.a !== null && heads.b !== null) out(`  両立しない検証点 / checkpoints that cannot both be true: A ${heads.a.size} ${Buffer.from(heads.a.root).toString('base64')}、B ${heads.b.size} ${Buffer.from(heads.b.root).toString('base64')}`);
}

function tell(comparison: Comparison, out: (line: string) => void): void {
  const sides: readonly Side[] = ['a', 'b'];
  for (const side of sides) {
    const { header, entries, foreign, firstBad } = comparison[side];
    out(`${NAMES[side]}: ${header.origin} ${header.at} 記録 / entries ${entries + foreign}`);
    if (firstBad !== undefined) tellBoth(out, [`  ${placeOf(firstBad)[0]}: ${WRONG[firstBad.code][0]}。`, `  ${placeOf(firstBad)[1]}: ${WRONG[firstBad.code][1]}.`]);
  }
  out(`共通の記録 / entries alike from the beginning: ${comparison.common}${comparison.agreed === null ? '' : `、共通の検証点 / newest common checkpoint: ${comparison.agreed.size}`}`);
  const [ja, en] = SAID[comparison.outcome](comparison);
  tellBoth(out, [`判定: ${comparison.ok ? '正しい' : '矛盾'} — ${ja}。`, `verdict: ${comparison.ok ? 'good' : 'NOT good'} — ${en}.`]);
  if (comparison.parting !== null) tellParting(comparison.parting, out);
}

/** Takes the arguments and where lines go, returns the exit code. Never throws for what a file contains or that it cannot be read. */
export async function compareCommand({ a, b, vkey, json = false }: CompareArguments, out: (line: string) => void): Promise<number> {
  try {
    if (vkey !== undefined) parseVerifierKey(sha256, vkey);
    const read = (file: string) => createReadStream(file, { highWaterMark: 1 << 18 });
    const comparison = await compareBundles(read(a), read(b), { sha256, verifyEd25519, ...(vkey === undefined ? {} : { vkeys: [vkey] }) });
    if (json) out(toJson(comparison));
    else tell(comparison, out);
    return comparison.ok ? 0 : 1;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    tellBoth(out, [`読めません: ${error.message}`, `cannot be read as a ledger export: ${error.message}`]);
    return 2;
  }
}
