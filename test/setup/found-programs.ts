// Where the foreign programs lie that tests and scripts use, and the Debian package of each.

import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type ProgramName = 'gpg' | 'sq' | 'chromium' | 'clamd' | 'pdftoppm' | 'openssl' | 'nft' | 'ip' | 'python3' | 'japanese-font' | 'cc' | 'unshare';

export interface Wanted {
  readonly name: ProgramName;
  /** The Debian package. */
  readonly from: string;
  readonly find: () => string | undefined;
}

export const wanted: readonly Wanted[] = [
  { name: 'gpg', from: 'gnupg', find: () => onPath('gpg') },
  { name: 'sq', from: 'sq', find: () => onPath('sq') },
  { name: 'chromium', from: 'chromium', find: () => onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome') },
  { name: 'clamd', from: 'clamav-daemon', find: () => onPath('clamd') },
  { name: 'pdftoppm', from: 'poppler-utils', find: () => onPath('pdftoppm') },
  { name: 'openssl', from: 'openssl', find: () => onPath('openssl') },
  { name: 'nft', from: 'nftables', find: () => onPath('nft') },
  { name: 'ip', from: 'iproute2', find: () => onPath('ip') },
  { name: 'python3', from: 'python3-minimal', find: () => onPath('python3') },
  { name: 'cc', from: 'gcc', find: () => onPath('cc', 'gcc') },
  { name: 'unshare', from: 'util-linux', find: () => onPath('unshare') },
  { name: 'japanese-font', from: 'fonts-noto-cjk', find: japaneseFont },
];

/** The path of a program, or undefined where this machine has none. */
export function findProgram(name: ProgramName): string | undefined {
  return wanted.find((one) => one.name === name)?.find();
}

/** Daemons lie in sbin, which is not on the path of people who are not root. */
export function onPath(...names: string[]): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Without one, pages and documents show boxes for every kanji. */
function japaneseFont(): string | undefined {
  const listed = spawnSync('fc-list', [':lang=ja', 'file'], { encoding: 'utf8' });
  const first = listed.status === 0 ? listed.stdout.split('\n')[0]?.replace(/: *$/, '') : undefined;
  return first === '' ? undefined : first;
}
