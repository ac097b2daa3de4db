// One entry of the ledger as a syslog message (RFC 5424), framed by its length (RFC 6587 section 3.4.1, RFC 5425 section 4.3). Pure.
import { utf8 } from '../ledger/encoding.ts';

/** What of a stored entry is sent. */
export interface SentEntry {
  readonly idx: number;
  readonly at: string;
  readonly act: string;
  readonly result: string;
  readonly bytes: string;
  readonly leaf_hash: Uint8Array;
  readonly municipality_id: string | null;
  readonly actor_id: string | null;
}

/** RFC 5424 6.2.1: facility 13 is "log audit"; a refusal is a warning (4), all else is informational (6). */
const facility = 13;
const [warning, informational] = [4, 6];
/** RFC 5424 6.3.2: name@enterprise number; 32473 is the number for documents (RFC 5612), as nobody has registered one for us. */
export const structuredId = 'kagibako@32473';
const [longestHost, longestMessageId] = [255, 32];
const byteOrderMark = [0xef, 0xbb, 0xbf];

/** Printable ASCII without spaces, cut to a length: HOSTNAME and MSGID (RFC 5424 6). */
const printable = (text: string, longest: number): string => text.replace(/[^\x21-\x7e]/g, '_').slice(0, longest) || '-';
/** RFC 5424 6.3.3: these three are escaped, nothing else. */
const escaped = (value: string): string => value.replace(/["\\\]]/g, (character) => `\\${character}`);

/**
 * The message: its structured data names the entry by index, act, result and leaf hash (Base64), with municipality and actor where there are any;
 * its text is the entry's own bytes after a byte order mark (RFC 5424 6.4). `host` names the gateway.
 */
export function messageOf(entry: SentEntry, host: string): Uint8Array {
  const { idx, at, act, result, bytes, leaf_hash: leaf, municipality_id: municipality, actor_id: actor } = entry;
  const values: readonly (readonly [string, string | null])[] = [
    ['index', String(idx)], ['act', act], ['result', result], ['leaf', Buffer.from(leaf).toString('base64')], ['municipality', municipality], ['actor', actor],
  ];
  const data = values.flatMap(([name, value]) => (value === null ? [] : [`${name}="${escaped(value)}"`])).join(' ');
  const priority = facility * 8 + (result === 'refused' ? warning : informational);
  const head = `<${priority}>1 ${at} ${printable(host, longestHost)} kagibako - ${printable(act, longestMessageId)} [${structuredId} ${data}] `;
  return Buffer.concat([utf8(head), Buffer.from(byteOrderMark), utf8(bytes)]);
}

/** Octet counting: the length in bytes, a space, the message. */
export const framed = (message: Uint8Array): Uint8Array => Buffer.concat([utf8(`${message.length} `), message]);
