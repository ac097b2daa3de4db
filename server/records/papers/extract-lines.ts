// An extract of the log as CSV and as JSON Lines, piece by piece. Pure.
// A JSON line holds the entry's bytes unchanged and its leaf hash, as in a bundle (ledger/FORMAT.md), so that each is tied to the ledger by whoever hashes it.
import { canonical } from '../../ledger/canonical.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { actName, reasonName } from '../log/names.ts';
import type { ToldEntry } from '../log/rows.ts';
import { csvLine } from './csv.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const roles: Readonly<Record<string, string>> = { staff: '職員', handler: '受託事業者', auditor: '監査人', administrator: '管理者' };
const others = { gateway: '鍵箱', strangers: 'サインインしていない人' } as const;

/** 2026-07-02 14:00:05, in Japan. */
export const secondOf = (at: string): string => `${japanDay(at)} ${clock.format(new Date(at))}`;
export const whoOf = ({ actor }: ToldEntry): string => (typeof actor === 'string' ? others[actor] : actor.name);
export const resultOf = ({ row, code }: ToldEntry): string => (row.result === 'done' ? '実施' : `拒否${code === null ? '' : `（${reasonName(code)}）`}`);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const headings = ['番号', '日時（日本時間）', '日時（UTC）', '操作した人', '区分', '操作', '操作の符号', '結果', '理由の符号', '授受番号', '受託事業者', '委託業務', '照合値（SHA-256、Base64）'];

/** The first line; with `mark` a byte order mark before it, by which spreadsheets know UTF-8. */
export const csvHead = (mark: boolean): string => `${mark ? '\ufeff' : ''}${csvLine(headings)}`;

export function csvRow(entry: ToldEntry): string {
  const { row, code, actor } = entry;
  return csvLine([
    String(row.idx), secondOf(row.at), row.at, whoOf(entry), typeof actor === 'string' ? '' : roles[actor.role] ?? actor.role, actName(row.act), row.act, resultOf(entry), code ?? '',
    entry.transferNumber ?? '', entry.contractor ?? '', entry.engagement ?? '', base64(row.leaf_hash),
  ]);
}

export interface ExtractHead { readonly at: string; readonly municipality: string; readonly number: string; readonly proofs: boolean; readonly size: number; readonly vkey: string }
export const jsonHead = (head: ExtractHead): string => `${canonical({ header: { format: 'kagibako-ledger-extract@1', ...head } })}\n`;

/** `proof`: hashes from the leaf's sibling to the root's child (RFC 6962 2.1.1), against the checkpoint that ends the extract. */
export function jsonRow({ row }: ToldEntry, proof: readonly Uint8Array[] | null): string {
  return `{"entry":${row.bytes},"leaf":"${base64(row.leaf_hash)}"${proof === null ? '' : `,"proof":${canonical(proof.map(base64))}`}}\n`;
}

/** `rows`: SHA-256 over the leaf hashes in their order, in hex. */
export const jsonEnd = (end: { readonly count: number; readonly rows: string }, checkpoint: string): string => `${canonical({ end: { ...end } })}\n${canonical({ checkpoint })}\n`;
