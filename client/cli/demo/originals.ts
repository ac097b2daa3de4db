// The print data of the demo, written to the ward clerk's desk: plaintext of people who do not exist. The gateway never writes it.
import { createWriteStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gaijiTable, gaijiTableName } from '../demo-data/gaiji.ts';
import { insuranceNotices } from '../demo-data/insurance-notices.ts';
import { noticePdf } from '../demo-data/notice-pdf.ts';

export interface Original { readonly name: string; readonly path: string; readonly size: number }

const seed = 20260702;

/** A Shift_JIS CSV with `rows` premium notices. */
export async function writeNotices(folder: string, name: string, rows: number): Promise<Original> {
  const path = join(folder, name);
  await pipeline(Readable.from(insuranceNotices({ count: rows, seed: seed + rows }), { objectMode: false }), createWriteStream(path));
  return { name, path, size: (await stat(path)).size };
}

/** What goes to the printer: notices, the table of 外字, and proofs as a PDF. */
export async function writeOriginals(folder: string, rows: number): Promise<Original[]> {
  await mkdir(folder, { recursive: true });
  return [
    await writeNotices(folder, `納入通知書_${rows}件.csv`, rows),
    await writeBytes(folder, gaijiTableName, gaijiTable()),
    await writeBytes(folder, '納入通知書_見本.pdf', await noticePdf({ seed })),
  ];
}

async function writeBytes(folder: string, name: string, bytes: Uint8Array): Promise<Original> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return { name, path, size: bytes.length };
}
