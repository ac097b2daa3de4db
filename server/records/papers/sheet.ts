// Lays a paper out as a ward office does: number and date at the right, addressee, sender, title, sentence, tables, both sides' confirmation,
// and how to check it: 照合コード and 検証点. Pure.
import type { Block, PdfContents } from '../../documents/pdf.ts';
import { grouped } from './code.ts';
import type { Paper, Part, Sign } from './paper.ts';
import { dayOf, momentOf, numberOf } from './wording.ts';

/** What is known once a paper is issued: its code, its number, and a signed head of the ledger that covers it. */
export interface Stamp {
  readonly code: string;
  readonly label: string;
  readonly municipality: string;
  readonly checkpoint: { readonly origin: string; readonly size: number; readonly root: string };
}

const gap = (points: number): Block => ({ kind: 'gap', points });
const pair = [{ heading: '', share: 3, label: true }, { heading: '', share: 8 }] as const;
/** Sentences as labels need more than a third of the sheet, or each of them takes three lines. */
const wide = [{ heading: '', share: 5, label: true }, { heading: '', share: 6 }] as const;
const pairFor = (facts: NonNullable<Part['facts']>) => (facts.filter(([label]) => label.length > longLabel).length > 2 ? wide : pair);
const longLabel = 14;

/** The contents of the PDF. The same paper and stamp give the same bytes. */
export function sheetOf(paper: Paper, stamp: Stamp): PdfContents {
  return {
    title: `${paper.title} ${numberOf(stamp.label)}`, author: stamp.municipality, createdAt: new Date(paper.at), landscape: paper.landscape === true,
    blocks: [...head(paper, stamp), ...paper.parts.flatMap(partBlocks), ...signBlocks(paper.signs), ...checkBlocks(paper, stamp)],
    footer: `${paper.title}　${numberOf(stamp.label)}　照合コード ${grouped(stamp.code)}　検証点 ${stamp.checkpoint.size}件目まで・${stamp.checkpoint.root.slice(0, 12)}`,
    missingGlyphNote: '※ 〓は、この書類の書体にない文字（外字）です。正しい文字は原本の記録で確かめてください。',
  };
}

function head(paper: Paper, stamp: Stamp): Block[] {
  return [
    { kind: 'text', text: numberOf(stamp.label), align: 'right' },
    { kind: 'text', text: dayOf(paper.at), align: 'right' },
    ...lines(paper.to, 'left'), gap(4), ...lines(paper.from, 'right'), gap(14),
    { kind: 'title', text: paper.title }, gap(6),
    { kind: 'text', text: paper.lead }, gap(6),
  ];
}

const lines = (texts: readonly string[], align: 'left' | 'right'): Block[] => (texts.length === 0 ? [] : [{ kind: 'text', text: texts.join('\n'), align, size: 11 }]);

function partBlocks(part: Part): Block[] {
  const heading: Block[] = part.heading === undefined ? [] : [gap(10), { kind: 'heading', text: part.heading }];
  const facts: Block[] = part.facts === undefined || part.facts.length === 0 ? [] : [{ kind: 'table', headless: true, columns: pairFor(part.facts), rows: part.facts }];
  return [...heading, ...textBlocks(part), ...facts, ...tableBlocks(part)];
}

const textBlocks = ({ text, heading }: Part): Block[] => (text === undefined ? [] : [...(heading === undefined ? [gap(5)] : []), { kind: 'text', text, size: 10 }]);

/** An empty list says so: a sheet without rows reads like one that lost them. */
function tableBlocks({ table }: Part): Block[] {
  if (table === undefined) return [];
  if (table.rows.length === 0) return [{ kind: 'text', text: '該当はありません。' }];
  return [{ kind: 'table', columns: table.columns, rows: table.rows }];
}

function signBlocks(signs: readonly Sign[]): Block[] {
  if (signs.length === 0) return [];
  return [{ kind: 'room', points: 40 + 36 * (signs.length + 1) }, gap(10), { kind: 'heading', text: '確認' }, {
    kind: 'table', rowHeight: 34, columns: [{ heading: '区分', share: 2, label: true }, { heading: '確認者', share: 4 }, { heading: '確認日時', share: 4 }],
    rows: signs.map((sign) => [sign.side, sign.name, sign.at === null ? '未確認' : momentOf(sign.at)]),
  }];
}

function checkBlocks(paper: Paper, { code, checkpoint }: Stamp): Block[] {
  return [{ kind: 'room', points: 150 }, gap(12), { kind: 'heading', text: 'この書類の照合' }, {
    kind: 'table', headless: true, columns: pair, rows: [
      ['照合コード', grouped(code)],
      ['台帳の記録', `${paper.entry}番`],
      ['検証点', `${checkpoint.origin}\n${checkpoint.size}件目まで　${checkpoint.root}`],
    ],
  }, gap(4), { kind: 'text', size: 8.5, text: 'この書類は、鍵箱の記録から作成したものです。照合コードを鍵箱の「書類の照合」に入力すると、元の記録と、その記録が台帳にあることを確かめられます。' }];
}
