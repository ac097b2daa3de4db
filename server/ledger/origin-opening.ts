/**
 * A ledger that goes on under another name (FORMAT.md, "A new origin"): entries after a head that others hold were lost, so no head of the old name can follow.
 * The entry `open-origin` names the last head known and is covered by the first head of the new name, which both keys sign. Pure.
 */
import { fromBase64 } from './encoding.ts';
import { indexOf, isObject, textOf } from './line-json.ts';
import type { JsonObject } from './line-json.ts';

export const OPEN_ORIGIN = 'open-origin';

/** What the entry cites: the former origin, and the newest head of it that anybody is known to hold. `from` and `to` are the keys (vkeys) of both names. */
export interface OriginOpening { readonly origin: string; readonly size: number; readonly root: Uint8Array; readonly from: string; readonly to: string }

/** Takes a parsed entry, returns what it cites; null if it is no such entry or not of the form. */
export function openingOf(entry: JsonObject): OriginOpening | null {
  const { facts } = entry;
  if (entry['act'] !== OPEN_ORIGIN || entry['result'] !== 'done' || !isObject(facts)) return null;
  const [origin, size, root, from, to] = [textOf(facts['origin']), indexOf(facts['size']), fromBase64(textOf(facts['root']) ?? ''), textOf(facts['from']), textOf(facts['to'])];
  return origin === null || size === null || root?.length !== 32 || from === null || to === null ? null : { origin, size, root, from, to };
}
