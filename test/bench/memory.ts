// The resident memory and the processor time of another process, as Linux counts them.
import { readFile } from 'node:fs/promises';

export interface Peak {
  /** The most the process ever held, start included, as the kernel kept count (VmHWM), in MiB; undefined where there is no /proc. */
  readonly everMiB: number | undefined;
  /** The most seen between start and end of the work (VmRSS, every 20 ms), in MiB. */
  readonly duringMiB: number | undefined;
}

/** Watches process `pid` while `work` runs. */
export async function watchMemory(pid: number, work: () => Promise<unknown>): Promise<Peak> {
  let during: number | undefined;
  const look = async (): Promise<void> => {
    const now = await read(pid, 'VmRSS');
    if (now !== undefined) during = Math.max(during ?? 0, now);
  };
  const timer = setInterval(() => void look(), 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return { everMiB: await read(pid, 'VmHWM'), duringMiB: during };
}

/** Processor seconds that process `pid` has used so far, all its threads; undefined where there is no /proc. */
export async function processorSeconds(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // proc(5): after the name in parentheses, utime and stime are the 12th and 13th; 100 ticks a second on every Linux that Node runs on.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return text === '' ? undefined : (Number(fields[11]) + Number(fields[12])) / 100;
}

async function read(pid: number, field: string): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
}
