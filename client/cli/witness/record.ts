/**
 * What the witness remembers of each log, as files: the newest head it cosigned, beside it that head's size once more, and the changes of the log's key.
 *
 * Order of writes, all before the cosignature is given out: 1. the head, 2. its size, each written beside, flushed to the disk, renamed over the old one, and the
 * folder flushed. A crash before 1 is done: the old head stands, nothing was given out. Between 1 and 2, or after 2 and before the answer: the new head stands and was
 * not given out; the log asks again and gets a cosignature of that same head. So a head smaller than the size beside it cannot come from a crash: somebody put back an
 * older file. A whole folder put back cannot be seen here; the log sees it, because it holds a cosignature of a larger head ("forgot").
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCheckpoint } from '../../../server/ledger/checkpoint.ts';
import type { KeyChanged } from '../../../server/ledger/log-key.ts';
import { NoteRefused, parseNote } from '../../../server/ledger/note.ts';
import { flushFolder, hasCode, writeDurably } from '../durable.ts';
import { WitnessRefused } from './refused.ts';

/** The newest head of a log that was cosigned: its signed note, as it came. */
export interface Remembered { readonly note: string }

export interface Record {
  /** The newest head cosigned, or null before the first. Throws WitnessRefused if the files cannot be believed. */
  read(origin: string): Promise<Remembered | null>;
  /** Resolves once the head is on the disk. */
  remember(origin: string, note: string): Promise<void>;
  /** The changes of the log's key that were proved, in their order. */
  changes(origin: string): Promise<readonly KeyChanged[]>;
  /** Resolves once the change is on the disk; the same one is kept once. */
  follow(origin: string, changed: KeyChanged): Promise<void>;
  /** Keeps a signed head that was refused, with the one it does not fit; returns the file. The same one is kept once. */
  keepEvidence(evidence: Evidence): Promise<string>;
}

/** `split`: two signed heads of one size and two roots: proof by themselves. `unproved`: the proof that came with it did not lead from our head to it. */
export interface Evidence { readonly why: 'split' | 'unproved'; readonly origin: string; readonly offered: string; readonly held: string; readonly request: string; readonly at: string }

const shortHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);

const replace = (folder: string, name: string, text: string): Promise<void> => writeDurably(join(folder, name), text);

const textOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch((error: unknown) => {
  if (hasCode(error, 'ENOENT')) return null;
  throw error;
});

function sizeOf(note: string, path: string): number {
  try {
    return parseCheckpoint(parseNote(note).text).size;
  } catch (error) {
    if (!(error instanceof NoteRefused)) throw error;
    throw new WitnessRefused(1, `覚えの検証点が読めません。控えから戻すか、監査人に知らせてください: ${path}`, 'the remembered checkpoint cannot be read: restore the folder from its copy, or tell the auditor');
  }
}

async function read(folder: string, origin: string): Promise<Remembered | null> {
  const path = join(folder, shortHash(origin));
  const [note, size] = [await textOf(`${path}.checkpoint`), await textOf(`${path}.size`)];
  if (note === null && size === null) return null;
  if (note === null || sizeOf(note, path) < Number(size ?? 0)) {
    throw new WitnessRefused(1, `覚えの検証点が、前に副署したものより古くなっています（${size?.trim() ?? ''}件目まで副署済み）。古い写しに戻されたおそれがあります。副署しません: ${path}.checkpoint`, `the remembered checkpoint is older than one cosigned before (${size?.trim() ?? ''} entries): an old copy was put back; nothing is cosigned`);
  }
  return { note };
}

/** One line each: two vkeys, which have no spaces. */
async function changes(folder: string, origin: string): Promise<KeyChanged[]> {
  const path = join(folder, `${shortHash(origin)}.keys`);
  return (await textOf(path) ?? '').split('\n').filter((line) => line !== '').map((line) => {
    const [from, to, more] = line.split(' ');
    if (from === undefined || to === undefined || more !== undefined) throw new WitnessRefused(1, `鍵の交代の覚えが読めません。控えから戻してください: ${path}`, 'the remembered changes of the key cannot be read: restore the folder from its copy');
    return { from, to };
  });
}

async function keepEvidence(folder: string, { why, origin, offered, held, request, at }: Evidence): Promise<string> {
  const place = join(folder, 'refused');
  await mkdir(place, { recursive: true, mode: 0o700 });
  const path = join(place, `${why}-${shortHash(origin)}-${shortHash(offered)}.txt`);
  const text = [
    why === 'split' ? '同じ件数で根の異なる、署名された検証点が2つあります。台帳が書き換えられたか、二重になっています。' : '届いた検証点は、副署した検証点に続くことを示していません。',
    why === 'split' ? 'Two signed checkpoints of one size with two roots: the log was rewritten, or shows two histories.' : 'The checkpoint that came was not shown to continue the one that was cosigned.',
    `${at} ${origin}`, '', '== 副署した検証点 / the checkpoint that was cosigned', held, '== 届いたもの / what came', request,
  ].join('\n');
  await writeFile(path, text, { mode: 0o600, flag: 'wx', flush: true }).then(() => flushFolder(place)).catch((error: unknown) => {
    if (!hasCode(error, 'EEXIST')) throw error;
  });
  return path;
}

/** Takes the witness's folder, returns its memory. The caller holds the folder's lock. */
export function openRecord(folder: string): Record {
  return {
    read: (origin) => read(folder, origin),
    async remember(origin, note) {
      await replace(folder, `${shortHash(origin)}.checkpoint`, note);
      await replace(folder, `${shortHash(origin)}.size`, `${sizeOf(note, folder)}\n`);
    },
    changes: (origin) => changes(folder, origin),
    async follow(origin, changed) {
      const known = await changes(folder, origin);
      if (known.some(({ from, to }) => from === changed.from && to === changed.to)) return;
      await replace(folder, `${shortHash(origin)}.keys`, [...known, changed].map(({ from, to }) => `${from} ${to}\n`).join(''));
    },
    keepEvidence: (evidence) => keepEvidence(folder, evidence),
  };
}
