// The files of a transfer on a paper: one line each, as far as a person would read. Guarantees that the paper tells how many there are in all and where each stands:
// ten thousand lines would be three hundred pages, and hold up everybody else while they are set.
import type { Part } from './paper.ts';
import { countOf } from './wording.ts';

/** Six or seven pages. */
export const listedAtMost = 200;

export interface ListedFile { readonly size: number; readonly sha256: string }

/** `from` names the signed document that has them all, as the transfer's page calls it; `sha256` is that document's. */
export function fileList(files: readonly ListedFile[], words: { readonly heading: string; readonly sum: string; readonly from: string }, sha256: string): Part[] {
  const table: Part = { heading: words.heading, table: {
    columns: [{ heading: '番号', share: 2, align: 'right' }, { heading: 'バイト数', share: 4, align: 'right' }, { heading: words.sum, share: 20 }],
    rows: files.slice(0, listedAtMost).map((file, at) => [String(at + 1), countOf(file.size), file.sha256]),
  } };
  if (files.length <= listedAtMost) return [table];
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return [table, { facts: [
    ['ファイルの数', `全${countOf(files.length)}件（${countOf(bytes)}バイト）のうち、はじめの${countOf(listedAtMost)}件を載せています。`],
    ['すべてのファイル', `授受の画面の「${words.from}」から保存できる署名の全文に、1件ずつ載っています。`],
    ['署名の全文の照合値', sha256],
  ] }];
}
