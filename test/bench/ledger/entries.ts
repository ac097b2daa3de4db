// Entries as a year of several municipalities leaves them: the acts of the journey, refusals, readings, counts of strangers; some with texts.
import { createHash, randomBytes } from 'node:crypto';
import type { EntryFacts } from '../../../server/ledger/entry.ts';

export interface Made {
  readonly municipalities: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly municipality: string; readonly contractor: string | null }[];
  readonly contractors: readonly { readonly id: string; readonly municipality: string }[];
  readonly engagements: readonly { readonly id: string; readonly municipality: string }[];
}

const acts = ['draft', 'add-file', 'add-file', 'deposit', 'approve', 'notice', 'handover', 'start-collecting', 'collect', 'confirm', 'begin-wipe', 'wipe'] as const;
const readings = ['sign-in', 'sign-in', 'sign-out', 'search-ledger', 'read-story', 'record', 'call', 'print-document'] as const;
const codes = ['NOT_FOUND', 'NOT_APPROVER', 'WRONG_STATE', 'SAME_OCCASION'] as const;
/** Names, of which most entries of a file name a few. */
const yearInMilliseconds = 365 * 86_400_000;

/** `count` parties of each kind for each of the municipalities. */
export function makeParties(municipalities: readonly string[]): Made {
  const id = (): string => randomBytes(16).toString('hex');
  const contractors = municipalities.flatMap((municipality) => Array.from({ length: 20 }, () => ({ id: id(), municipality })));
  return {
    municipalities, contractors, engagements: municipalities.flatMap((municipality) => Array.from({ length: 40 }, () => ({ id: id(), municipality }))),
    people: municipalities.flatMap((municipality, at) => Array.from({ length: 60 }, (_, number) => ({
      id: id(), name: `${['佐藤', '髙橋', '田中', '鈴木', '廣田', '近藤'][number % 6] ?? ''} ${String(number)}`, municipality, contractor: number % 3 === 0 ? contractors[at * 20 + (number % 20)]?.id ?? null : null,
    }))),
  };
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Entry `index` of `total`, spread over the year that ends at `until` (milliseconds). The same index gives the same facts. */
export function factsOf(made: Made, index: number, total: number, until: number): EntryFacts {
  const at = new Date(until - yearInMilliseconds + Math.floor((index / total) * yearInMilliseconds)).toISOString();
  if (index % 97 === 0) return { at, act: 'strangers', result: 'refused', actor: { strangers: true }, facts: { fromMinute: at, toMinute: at, counts: [{ kind: 'sign-in-failed', listener: 'ward', count: 1 + (index % 9) }] } };
  const draw = (index * 2_654_435_761) % 4_294_967_296;
  // The first ward is the one whose log is searched and exported: it made most of what is here.
  const municipality = draw % 5 < 3 ? made.municipalities[0] ?? '' : pick(made.municipalities, draw % 7) ?? '';
  const own = <T extends { readonly municipality: string }>(list: readonly T[]): T | undefined => { const from = made.municipalities.indexOf(municipality) * (list.length / made.municipalities.length); return list[from + (draw % (list.length / made.municipalities.length))]; };
  const who = own(made.people);
  const actor = who === undefined ? { system: true as const } : { id: who.id, name: who.name, role: who.contractor === null ? 'staff' : 'handler' };
  const contractor = own(made.contractors)?.id ?? '';
  if (index % 4 === 3) return { at, act: pick(readings, draw) ?? 'sign-in', result: 'done', actor, municipality, facts: { side: 'ward', address: '192.0.2.7' } };
  const transfer = hex(`transfer ${String(Math.floor(index / 24))}`).slice(0, 32);
  const subject = { at, municipality, engagement: own(made.engagements)?.id ?? '', contractor, transfer };
  if (index % 41 === 1) return { ...subject, act: 'approve', result: 'refused', code: pick(codes, draw) ?? 'NOT_FOUND', actor };
  const act = pick(acts, index) ?? 'draft';
  if (act === 'wipe' || act === 'begin-wipe') return { ...subject, act, result: 'done', actor: { system: true }, facts: { technique: 'overwrite', files: 2, bytes: draw % 1_000_000 } };
  return { ...subject, act, result: 'done', actor, facts: { files: 1, size: draw % 50_000_000, sha256: hex(String(index)), quantity: index % 9_999 }, ...(index % 50 === 1 ? { texts: { file: `納入通知書_${String(index)}.csv` } } : {}) };
}
