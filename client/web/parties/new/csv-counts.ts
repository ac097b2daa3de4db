// The counts of the CSV files on a page, each file read once, one at a time.
import { useEffect, useState } from 'react';
import type { CsvCounted } from './csv-count.ts';

const counted = new WeakMap<File, Promise<CsvCounted | null>>();
let before: Promise<unknown> = Promise.resolve();

function countOf(file: File): Promise<CsvCounted | null> {
  const begun = counted.get(file);
  if (begun !== undefined) return begun;
  const mine = before.then(() => new Promise<CsvCounted | null>((resolve) => {
    const worker = new Worker(new URL('./csv-worker.ts', import.meta.url), { type: 'module' });
    const end = (answer: CsvCounted | null): void => {
      worker.terminate();
      resolve(answer);
    };
    worker.onmessage = (event: MessageEvent<CsvCounted | null>) => end(event.data);
    worker.onerror = () => end(null);
    worker.postMessage(file);
  }));
  before = mine;
  counted.set(file, mine);
  return mine;
}

export const isCsv = (file: File): boolean => /\.csv$/i.test(file.name);

/** Undefined while the file is read; null for one that cannot be counted. */
export function useCsvCount(file: File | null): CsvCounted | null | undefined {
  const [held, setHeld] = useState<{ file: File; counted: CsvCounted | null } | null>(null);
  useEffect(() => {
    if (file === null || !isCsv(file)) return;
    let gone = false;
    void countOf(file).then((answer) => gone || setHeld({ file, counted: answer }));
    return () => { gone = true; };
  }, [file]);
  return held !== null && held.file === file ? held.counted : undefined;
}
