// What a start refuses, each with the remedy in its message: folders that others may enter, a scanner that is asked for and does not answer, a clock that cannot be
// right, a process that would leave its memory on the disk. Nothing has been changed when one of these is thrown.
import { readFile, stat } from 'node:fs/promises';
import type { Scanner } from '../scanning/scanner.ts';

export type StartRefusal = 'FOLDER_OPEN' | 'SCANNER_SILENT' | 'CORE_DUMPED' | 'CLOCK_BEHIND' | 'CLOCK_AHEAD' | 'CLEARTEXT_LINE' | 'CLEARTEXT_UNUSED' | 'SECRET_MISSING' | 'SECRET_OPEN' | 'SECRET_UNUSABLE';

/** The gateway must not start like this; the message says why and what to do, and ends with the code. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly code: StartRefusal;

  constructor(code: StartRefusal, message: string, options?: ErrorOptions) {
    super(`${message} [${code}]`, options);
    this.code = code;
  }
}

/** Takes folders; one that is not there is told by who needs it. Throws `StartRefused` for one that anybody but its owner may enter: what is sealed is not for all, but its names and times stand there. */
export async function mustBeOwn(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const found = await stat(folder).catch(() => null);
    if (found !== null && (found.mode & 0o077) !== 0) throw new StartRefused('FOLDER_OPEN', `ほかの利用者が入れるフォルダです: ${folder}。chmod 700 にしてください。 / folder open to others; chmod 700`);
  }
}

/** Throws `StartRefused` where files are to be scanned and the scanner does not answer (H 93): what came in meanwhile would wait, and nobody would know why. */
export async function mustAnswer(scanner: Scanner): Promise<void> {
  if (scanner.kind === 'none') return;
  await scanner.describe().catch((cause: unknown) => {
    throw new StartRefused('SCANNER_SILENT', `ウイルス検査（clamd）が応答しません。clamd を起動し、KAGIBAKO_CLAMD_CONFIG がその設定ファイルを指しているか確かめてください。 / clamd does not answer: start it, and check that KAGIBAKO_CLAMD_CONFIG is the file it runs with`, { cause });
  });
}

/** The limits of this process as the kernel tells them; null where it does not (only Linux does). */
export const ownLimits = (): Promise<string | null> => readFile('/proc/self/limits', 'utf8').catch(() => null);

/** Throws `StartRefused` if a crash of this process would write its memory, plaintext with it, to the disk (H 91). Takes `ownLimits()`; null refuses nothing. */
export function mustLeaveNoCore(limits: string | null): void {
  if (limits === null || coreLimit(limits) === '0') return;
  throw new StartRefused('CORE_DUMPED', '異常終了のとき、メモリの中身（平文を含む）がディスクに書き出される設定です。ulimit -c 0、または systemd の LimitCORE=0 で始めてください。 / a crash would write memory to the disk: start with "ulimit -c 0", or LimitCORE=0 in systemd');
}

/** The soft limit of core files as the text of /proc/self/limits has it. */
export const coreLimit = (limits: string): string | undefined => /^Max core file size\s+(\S+)/m.exec(limits)?.[1];

/** True if the machine swaps to a device that is not known to be encrypted or in memory: pages of this process may then lie there (H 91). Takes the text of /proc/swaps. */
export function swapsInClear(swaps: string): boolean {
  return swaps.split('\n').slice(1).map((line) => line.split(/\s+/)[0] ?? '').some((device) => device !== '' && !/^\/dev\/(?:zram|dm-|mapper\/)/.test(device));
}

/** More than any correction of a kept clock. */
const BEHIND_MS = 10 * 60_000;
/** A gateway stands still over the longest holidays; a clock that is further ahead is more likely wrong than right. Both are assumptions. */
const AHEAD_MS = 30 * 24 * 3_600_000;

/**
 * Throws `StartRefused` for a clock before the newest entry of the ledger or the time at which the gateway was last seen at work, or a month after both (H 78): started so, entries would have
 * wrong times, or everything that waits would expire and be wiped at once. All times in milliseconds; `confirmed` is today as an administrator typed it (`2026-07-02`), null if nobody did.
 */
export function mustKnowTime({ wall, newest, lastSeen, confirmed }: { wall: number; newest: number | null; lastSeen: number | null; confirmed: string | null }): void {
  if (newest === null || confirmed === new Date(wall).toISOString().slice(0, 10)) return;
  const [shown, last] = [new Date(wall).toISOString(), new Date(Math.max(newest, lastSeen ?? 0)).toISOString()];
  const way = `時計が正しければ、KAGIBAKO_TODAY=${shown.slice(0, 10)} を付けて一度だけ始めてください。`;
  if (wall < Date.parse(last) - BEHIND_MS) throw new StartRefused('CLOCK_BEHIND', `機械の時計（${shown}）が、最後に動いていた時（${last}）より前です。時計を合わせてください。${way} / the clock is before the last work: set it, or confirm today's date in KAGIBAKO_TODAY for one start`);
  if (wall > Date.parse(last) + AHEAD_MS) throw new StartRefused('CLOCK_AHEAD', `機械の時計（${shown}）が、最後に動いていた時（${last}）から30日を超えて進んでいます。時計を確かめてください。${way}進んだ時計で始めると、期限の来たものが消去されます。 / the clock is a month ahead of the last work: check it, or confirm today's date in KAGIBAKO_TODAY for one start; what is due would be wiped at once`);
}
