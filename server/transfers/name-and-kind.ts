// A file whose first bytes are not what its name says is refused (ASVS 5.2.2, H 26): what was expected and what came, in words.
import type { Mark } from '../inspecting/kind.ts';
import { misfitOf } from '../inspecting/kind.ts';
import { TransferRefused } from './refusal.ts';

const words: Readonly<Record<Mark | 'text', readonly [ja: string, en: string]>> = {
  pdf: ['PDF', 'a PDF'], zip: ['ZIP形式（新しいExcel・Wordを含む）', 'a ZIP file (newer Excel and Word among them)'], png: ['PNG画像', 'a PNG picture'], jpeg: ['JPEG画像', 'a JPEG picture'], tiff: ['TIFF画像', 'a TIFF picture'],
  gif: ['GIF画像', 'a GIF picture'], gzip: ['gzip形式', 'a gzip file'], '7z': ['7-Zip形式', 'a 7-Zip file'], ole: ['以前のExcel・Wordの形式', 'a file of older Excel or Word'], rtf: ['リッチテキスト', 'rich text'], text: ['文字のファイル', 'text'],
};
const unknown = ['わからない形式', 'of no form that is known'] as const;

/** Throws `TransferRefused`: FILE_IS_PROGRAM, FILE_KIND_DIFFERS. `head` is the beginning of the file, `headBytes` of it or all there is. */
export function mustFitName(name: string, head: Uint8Array): void {
  const misfit = misfitOf(name, head);
  if (misfit === null) return;
  if (misfit.kind === 'program') throw new TransferRefused('FILE_IS_PROGRAM');
  const [expected, came] = [words[misfit.expected], misfit.came === null ? unknown : words[misfit.came]];
  throw new TransferRefused('FILE_KIND_DIFFERS', { expectedJa: expected[0], expectedEn: expected[1], cameJa: came[0], cameEn: came[1] });
}
