// A print log as a CSV file: UTF-8 with or without a mark, or Shift_JIS; columns in any order, named by the header. All of it is read or
// nothing: what is wrong is told by row, as a spreadsheet counts them, with the column, what was expected and what came.
import { parse } from 'csv-parse/sync';
import { legibleLine } from '../../ledger/typed-text.ts';

export interface PrintLine { readonly computer: string; readonly at: string; readonly file: string; readonly printer: string; readonly sheets: number; readonly planned?: number; readonly copies?: number; readonly reason?: string }
export interface Trouble { readonly row: number; readonly column: string; readonly expected: { readonly ja: string; readonly en: string }; readonly came: string }
export interface ReadLog { readonly lines: readonly PrintLine[]; readonly troubles: readonly Trouble[] }

/** More than this goes into further records of the same transfer, in the order of time. */
export const mostLines = 2000;
const mostTroubles = 100;

type ColumnId = keyof PrintLine;
/** The five fields of 1-21 come first; the others serve the rule about reasons. */
const columns: readonly { readonly id: ColumnId; readonly name: string; readonly others: readonly string[]; readonly needed: boolean }[] = [
  { id: 'computer', name: '印刷元コンピュータ名', others: ['コンピュータ名', 'computer'], needed: true },
  { id: 'at', name: '印刷日時', others: ['日時', 'printed at'], needed: true },
  { id: 'file', name: '印刷ファイル名', others: ['ファイル名', 'file'], needed: true },
  { id: 'printer', name: '印刷先プリンタ名', others: ['プリンタ名', 'printer'], needed: true },
  { id: 'sheets', name: '印刷枚数', others: ['枚数', 'sheets'], needed: true },
  { id: 'planned', name: '予定枚数', others: ['planned sheets'], needed: false },
  { id: 'copies', name: '部数', others: ['copies'], needed: false },
  { id: 'reason', name: '理由', others: ['reason'], needed: false },
];
const say = (ja: string, en: string) => ({ ja, en });
const headerList = say(columns.filter(({ needed }) => needed).map(({ name }) => name).join('、'), columns.filter(({ needed }) => needed).map(({ others }) => others.at(-1) ?? '').join(', '));

/** Reads the bytes of a file. Either `lines` or `troubles` is empty. */
export function readPrintLog(bytes: Uint8Array): ReadLog {
  const text = decode(bytes);
  if (text === undefined) return refuse([{ row: 1, column: '', expected: say('UTF-8 か Shift_JIS のCSVファイル', 'a CSV file in UTF-8 or Shift_JIS'), came: '' }]);
  const rows = split(text);
  if ('row' in rows) return refuse([rows]);
  const [header = [], ...body] = rows;
  const found = readHeader(header);
  if (found.troubles.length > 0) return refuse(found.troubles);
  const full = body.map((cells, index) => ({ cells, row: index + 2 })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (full.length === 0) return refuse([{ row: 2, column: '', expected: say('1行以上の印刷の記録', 'at least one line'), came: '' }]);
  if (full.length > mostLines) return refuse([{ row: full[mostLines]?.row ?? 0, column: '', expected: say(`1つの記録に${mostLines}行まで。続きは次の印刷ログとして提出してください`, `at most ${mostLines} lines in a record; submit the rest as the next print log`), came: `${full.length}` }]);
  return readLines(full, found.ids);
}

const refuse = (troubles: readonly Trouble[]): ReadLog => ({ lines: [], troubles });

/** Text of a file that is certainly UTF-8 or Shift_JIS; undefined for anything else. */
function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return undefined;
}

function split(text: string): readonly (readonly string[])[] | Trouble {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    const line = typeof error === 'object' && error !== null && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    return { row: line, column: '', expected: say('引用符（"）の閉じたCSVの行', 'a line of CSV whose quotes are closed'), came: '' };
  }
}

function readHeader(header: readonly string[]): { ids: (ColumnId | undefined)[]; troubles: Trouble[] } {
  const ids = header.map((cell) => columns.find(({ name, others }) => [name, ...others].includes(cell.trim().normalize('NFKC').toLowerCase()))?.id);
  const troubles: Trouble[] = header.flatMap((cell, index) => {
    const unknown = ids[index] === undefined && cell.trim() !== '';
    const twice = ids[index] !== undefined && ids.indexOf(ids[index]) !== index;
    return unknown || twice ? [{ row: 1, column: cell.trim().slice(0, 40), expected: twice ? say('1つだけの見出し', 'one column of this name') : headerList, came: cell.trim().slice(0, 40) }] : [];
  });
  for (const { id, name, needed } of columns) if (needed && !ids.includes(id)) troubles.push({ row: 1, column: name, expected: headerList, came: '' });
  return { ids, troubles };
}

function readLines(body: readonly { cells: readonly string[]; row: number }[], ids: readonly (ColumnId | undefined)[]): ReadLog {
  const lines: PrintLine[] = [];
  const troubles: Trouble[] = [];
  for (const { cells, row } of body) {
    const cell = (id: ColumnId): string => cells[ids.indexOf(id)]?.trim() ?? '';
    if (cells.length > ids.length) troubles.push({ row, column: '', expected: say(`${ids.length}列`, `${ids.length} columns`), came: `${cells.length}` });
    const wrong = columns.flatMap((column) => troubleIn(column.id, cell(column.id), column.needed)).map(({ id, ...trouble }) => ({ row, column: columns.find((column) => column.id === id)?.name ?? '', ...trouble }));
    troubles.push(...wrong);
    if (wrong.length === 0 && cells.length <= ids.length) lines.push(lineOf(cell));
    if (troubles.length >= mostTroubles) break;
  }
  return troubles.length > 0 ? refuse(troubles.slice(0, mostTroubles)) : { lines, troubles: [] };
}

function lineOf(cell: (id: ColumnId) => string): PrintLine {
  const [planned, copies, reason] = [cell('planned'), cell('copies'), cell('reason')];
  return {
    computer: cell('computer'), at: instantOf(cell('at')) ?? '', file: cell('file'), printer: cell('printer'), sheets: countOf(cell('sheets')) ?? 0,
    ...(planned === '' ? {} : { planned: countOf(planned) ?? 0 }), ...(copies === '' ? {} : { copies: countOf(copies) ?? 0 }), ...(reason === '' ? {} : { reason }),
  };
}

type Wrong = Pick<Trouble, 'expected' | 'came'> & { readonly id: ColumnId };

function troubleIn(id: ColumnId, cell: string, needed: boolean): Wrong[] {
  if (cell === '') return needed ? [{ id, expected: say('空でない値', 'a value'), came: '' }] : [];
  const expected = id === 'at' ? (instantOf(cell) === undefined ? say('日時（例：2026/7/3 14:05）', 'a date and time, such as 2026-07-03 14:05') : undefined)
    : id === 'sheets' || id === 'planned' || id === 'copies' ? (countOf(cell) === undefined ? say('1以上の整数', 'a whole number from 1') : undefined)
      : isPlain(cell) ? undefined : say('200文字までの、制御文字のない1行', 'one line of at most 200 characters without control characters');
  return expected === undefined ? [] : [{ id, expected, came: cell.replaceAll(/\p{C}/gu, '').slice(0, 60) }];
}

// The same as the fields of a record take (filing/values.ts): what passes here is not refused there.
const isPlain = (cell: string): boolean => cell.length <= 200 && legibleLine.test(cell);

function countOf(cell: string): number | undefined {
  const text = cell.normalize('NFKC');
  const value = /^(?:\d{1,9}|\d{1,3}(?:,\d{3}){1,2})$/.test(text) ? Number(text.replaceAll(',', '')) : 0;
  return value >= 1 ? value : undefined;
}

/** A day and time in Japan, or an instant with its zone, as ISO 8601 in UTC. */
function instantOf(cell: string): string | undefined {
  const [, year, month, day, hour, minute, second = '0', zone = '+09:00'] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(cell.normalize('NFKC')) ?? [];
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return undefined;
  const two = (text: string): string => text.padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  const at = Date.parse(`${date}T${two(hour)}:${minute}:${two(second)}.000${zone}`);
  const real = new Date(Date.parse(`${date}T00:00:00.000Z`));
  return Number.isNaN(at) || Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== date ? undefined : new Date(at).toISOString();
}
