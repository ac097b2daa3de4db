// A verdict as the lines of the result: what agrees, what disagrees, what cannot be checked. Claims no more than was checked (UI 1, 3.19). Pure.
import type { BadCode } from '../../../../server/ledger/verdict.ts';
import type { Checked, EvidenceChecked, ExportChecked } from './protocol.ts';

export type LineName = 'chain' | 'signatures' | 'known' | 'tail' | 'texts' | 'key' | 'foreign' | 'proofs' | 'documents' | 'keys';
export type Say = 'entries' | 'checkpoints' | 'known' | 'noKnown' | 'tail' | 'noTail' | 'texts' | 'wiped' | 'left' | 'ownKey' | 'key' | 'foreign' | 'stopped' | 'stoppedSoon' | 'documents' | 'documentsWiped' | 'documentsLeft';
/** What a line says: a phrase with a count, or why it disagrees. */
export type Detail = { readonly say: Say; readonly count: number } | { readonly wrong: BadCode | 'PROOF' };
export interface Line { readonly name: LineName; readonly outcome: 'same' | 'differs' | 'cannot'; readonly details: readonly Detail[] }
export interface Given { readonly known: boolean; readonly vkey: boolean }

const WHERE: Readonly<Record<BadCode, LineName>> = {
  LINE: 'chain', INDEX: 'chain', LEAF: 'chain', ROOT: 'chain', PLACE: 'chain', END: 'chain', SIGNATURE: 'signatures', OPENING: 'texts', TEXT_MISSING: 'texts', DOCUMENT: 'documents', DOCUMENT_MISSING: 'documents', DOCUMENT_SIGNATURE: 'documents', ROTATION: 'keys', KEY: 'key', KNOWN_ROOT: 'known', TAIL_CUT: 'tail',
};

const say = (phrase: Say, count = 0): Detail => ({ say: phrase, count });
const same = (name: LineName, ...details: Detail[]): Line => ({ name, outcome: 'same', details });
const cannot = (name: LineName, ...details: Detail[]): Line => ({ name, outcome: 'cannot', details });

function whole({ verdict }: ExportChecked, given: Given): Line[] {
  const count = (what: string): number => verdict.unverifiable.find((one) => one.what === what)?.count ?? 0;
  const [wiped, left] = [count('texts-wiped'), count('texts-not-included')];
  const [documentsWiped, documentsLeft] = [count('documents-wiped'), count('documents-not-included')];
  return [
    same('chain', say('entries', verdict.entries + verdict.foreign)), same('signatures', say('checkpoints', verdict.checkpoints)),
    given.known ? same('known', say('known', 1)) : cannot('known', say('noKnown')), given.known ? same('tail', say('tail')) : cannot('tail', say('noTail')),
    ...(verdict.openings + wiped + left === 0 ? [] : [{
      name: 'texts' as const, outcome: left > 0 ? 'cannot' as const : 'same' as const,
      details: [...(verdict.openings > 0 ? [say('texts', verdict.openings)] : []), ...(wiped > 0 ? [say('wiped', wiped)] : []), ...(left > 0 ? [say('left', left)] : [])],
    }]),
    ...(verdict.documents + documentsWiped + documentsLeft === 0 ? [] : [{
      name: 'documents' as const, outcome: documentsLeft > 0 ? 'cannot' as const : 'same' as const,
      details: [...(verdict.documents > 0 ? [say('documents', verdict.documents)] : []), ...(documentsWiped > 0 ? [say('documentsWiped', documentsWiped)] : []), ...(documentsLeft > 0 ? [say('documentsLeft', documentsLeft)] : [])],
    }]),
    given.vkey ? same('key', say('key')) : cannot('key', say('ownKey')),
    ...(verdict.foreign > 0 ? [cannot('foreign', say('foreign', verdict.foreign))] : []),
  ];
}

function broken({ verdict }: ExportChecked, code: BadCode, given: Given): Line[] {
  const at = verdict.firstBad?.index ?? null;
  const stopped = at === null || at === 0 ? say('stoppedSoon') : say('stopped', at);
  const names: LineName[] = ['chain', 'signatures', ...(code === 'ROTATION' ? ['keys' as const] : []), 'known', 'tail', 'texts', 'documents', 'key'];
  return names.map((name) => {
    if (name === WHERE[code]) return { name, outcome: 'differs', details: [{ wrong: code }] };
    if (name === 'key') return given.vkey ? same('key', say('key')) : cannot('key', say('ownKey'));
    if (name === 'known' && !given.known) return cannot('known', say('noKnown'));
    if (name === 'tail' && !given.known) return cannot('tail', say('noTail'));
    return cannot(name, stopped);
  });
}

function ofEvidence({ entries, ownKey, bad }: EvidenceChecked): Line[] {
  const key = ownKey ? cannot('key', say('ownKey')) : same('key', say('key'));
  return bad === null ? [same('proofs', say('entries', entries)), key] : [{ name: 'proofs', outcome: 'differs', details: [{ wrong: 'PROOF' }, ...(entries > 0 ? [say('stopped', entries)] : [])] }, key];
}

/** Takes what the worker found and what the reader gave; returns the lines in the order of the page. */
export function linesOf(checked: Checked, given: Given): Line[] {
  if (checked.kind === 'evidence') return ofEvidence(checked);
  const bad = checked.verdict.firstBad;
  return bad === undefined ? whole(checked, given) : broken(checked, bad.code, given);
}
