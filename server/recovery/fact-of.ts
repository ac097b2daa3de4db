// A text fact of an entry that came back from an export: empty where there is none, so that it names nothing.
import { isObject, textOf, type JsonObject } from '../ledger/line-json.ts';

export const factOf = ({ facts }: JsonObject, name: string): string => (isObject(facts) ? textOf(facts[name]) ?? '' : '');
