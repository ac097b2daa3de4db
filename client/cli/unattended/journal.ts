// What an unattended program remembers: an append-only file of JSON lines. A record that `append` has resolved for is on the disk and stays.
// Lines are numbered without a gap, so that a line that was lost or put in is found before anything is sent or fetched again because of it.
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { flushFolder, hasCode, writeDurably } from '../durable.ts';

/** The file is not what this program wrote. */
export class JournalDamaged extends Error {
  constructor(file: string, line: number) {
    super(`${file}: ${line}行目が読めません。控えから戻すか、鍵箱の画面で送った・受け取ったものを確かめてください。 / line ${line} cannot be read: restore the file, or compare with what the portal shows`);
    this.name = 'JournalDamaged';
  }
}

export interface Journal<T> {
  /** All records, oldest first; grows with `append`. */
  readonly records: readonly T[];
  /** Resolves once the record is on the disk. Throws what writing throws; then nothing was added. */
  append(record: T): Promise<void>;
  /** The same for several, in this order, with one wait for the disk: all of them are there then, or none. */
  appendAll(records: readonly T[]): Promise<void>;
  close(): Promise<void>;
}

const numbered = z.looseObject({ n: z.int(), at: z.iso.datetime({ precision: 3 }) });

/** Opens the file, makes it where it is absent. A last line that a crash cut short was never acknowledged and is taken away. Throws `JournalDamaged`. */
export async function openJournal<T extends object>(file: string, schema: z.ZodType<T>, now: () => number): Promise<Journal<T>> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const bytes = await readFile(file);
    const whole = bytes.lastIndexOf(0x0a) + 1;
    const records = bytes.subarray(0, whole).toString('utf8').split('\n').slice(0, -1).map((line, at) => parse(file, schema, line, at));
    if (whole < bytes.length) await handle.truncate(whole);
    await handle.sync();
    await flushFolder(dirname(file));
    return journalOn(handle, { records, length: whole }, now);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A record with the time when it was written, as the file has it. */
export interface Dated<T> { readonly at: string; readonly record: T }

/**
 * Writes the file anew with what `choose` returns of it, in that order, where that is at least `atLeast` records fewer. To be called while nobody has the file open. The new
 * file stands whole beside the old one before it takes its name: a crash leaves the one or the other. Throws `JournalDamaged` and what writing throws; then the old one stands.
 */
export async function shortenJournal<T extends object>(file: string, schema: z.ZodType<T>, choose: (every: readonly Dated<T>[]) => readonly Dated<T>[], atLeast: number): Promise<void> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return Buffer.alloc(0);
    throw error;
  });
  const lines = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1).toString('utf8').split('\n').slice(0, -1);
  if (lines.length < atLeast) return;
  const every = lines.map((line, at) => ({ record: parse(file, schema, line, at), at: numbered.parse(JSON.parse(line)).at }));
  const kept = choose(every);
  if (every.length - kept.length < atLeast) return;
  await writeDurably(file, kept.map(({ at, record }, n) => `${JSON.stringify({ n, at, ...record })}\n`).join(''));
}

function parse<T>(file: string, schema: z.ZodType<T>, line: string, at: number): T {
  try {
    const { n, at: _time, ...record } = numbered.parse(JSON.parse(line));
    if (n !== at) throw new JournalDamaged(file, at + 1);
    return schema.parse(record);
  } catch {
    throw new JournalDamaged(file, at + 1);
  }
}

function journalOn<T extends object>(handle: FileHandle, state: { readonly records: T[]; length: number }, now: () => number): Journal<T> {
  let last: Promise<unknown> = Promise.resolve();
  const write = async (records: readonly T[]): Promise<void> => {
    const at = new Date(now()).toISOString();
    const lines = Buffer.from(records.map((record, more) => `${JSON.stringify({ n: state.records.length + more, at, ...record })}\n`).join(''));
    try {
      await handle.appendFile(lines);
      await handle.datasync();
    } catch (error) {
      // A full disk may have taken half of the line: the next one must not be glued to it.
      await handle.truncate(state.length).catch(() => undefined);
      throw error;
    }
    state.length += lines.length;
    state.records.push(...records);
  };
  const appendAll = (records: readonly T[]): Promise<void> => {
    const written = last.then(() => write(records));
    last = written.catch(() => undefined);
    return written;
  };
  return {
    records: state.records,
    append: (record) => appendAll([record]),
    appendAll,
    close: async () => {
      await last;
      await handle.close();
    },
  };
}
