// Reads clamd's own configuration file (clamd.conf(5)) and refuses one under which clamd would write plaintext to a disk or call clean what it
// has not looked at (HOSTILE 97, 98). Guarantees: what is returned is safe to scan personal data with, if clamd runs with this file.

import { readFile, stat, statfs } from 'node:fs/promises';
import { ScannerFailed } from './scanner.ts';

const TMPFS = 0x01021994; // statfs(2)
const RAMFS = 0x858458f6;
/** ClamAV scans nothing above 2 GiB, whatever its options say. */
const HARD_LIMIT = 2 ** 31 - 1;
const MIB = 1024 * 1024;
/** Of ClamAV 1.x, for options that the file leaves out; 0 means "no limit". */
const LIMITS = { StreamMaxLength: 100 * MIB, MaxFileSize: 100 * MIB, MaxScanSize: 400 * MIB };

export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

export interface ClamdSettings {
  readonly address: ClamdAddress;
  /** The largest file that clamd looks at whole. */
  readonly maxBytes: number;
}

/** @throws ScannerFailed for whatever makes scanning unsafe; the message says which line to write */
export async function readClamdConfig(path: string): Promise<ClamdSettings> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ScannerFailed('CONFIG_UNREADABLE', `clamd's configuration ${path} cannot be read. Give the file that clamd runs with.`, error);
  });
  const options = parseOptions(text);
  const address = findAddress(options);
  await requireMemory(one(options, 'TemporaryDirectory'));
  requireAlerts(options);
  requireNoSilentCut(options);
  return { address, maxBytes: findLimit(options) };
}

type Options = ReadonlyMap<string, readonly string[]>;

function parseOptions(text: string): Options {
  const options = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s*([A-Za-z]\w*)\s+"?(.*?)"?\s*$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) options.set(name, [...(options.get(name) ?? []), value]);
  }
  return options;
}

/** @throws ScannerFailed where an option stands twice with different values: which one clamd takes is not for us to guess */
function one(options: Options, name: string): string | undefined {
  const values = new Set(options.get(name));
  if (values.size > 1) throw new ScannerFailed('CONFIG_UNREADABLE', `clamd's configuration gives ${name} more than once. Leave one.`);
  return [...values][0];
}

function isYes(options: Options, name: string): boolean {
  return /^(yes|true|1)$/i.test(one(options, name) ?? 'no');
}

function findAddress(options: Options): ClamdAddress {
  const path = one(options, 'LocalSocket');
  if (path !== undefined) return { path };
  const port = Number(one(options, 'TCPSocket'));
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new ScannerFailed('NO_SOCKET', "clamd's configuration names no socket. Write LocalSocket with a path.");
  }
  const hosts = options.get('TCPAddr') ?? [];
  const local = hosts.find((host) => ['127.0.0.1', '::1', 'localhost'].includes(host));
  if (local === undefined || hosts.length > 1) {
    throw new ScannerFailed('NOT_LOCAL', `clamd must listen on this machine alone: files reach it in clear, and its temporary folder must be looked at. Write TCPAddr 127.0.0.1 (found: ${hosts.join(', ') || 'none'}).`);
  }
  return { host: local, port };
}

/** clamd writes every stream, in clear, to a file in its temporary folder. */
async function requireMemory(folder: string | undefined): Promise<void> {
  const remedy = 'Write TemporaryDirectory with a folder on a memory file system (tmpfs), such as /dev/shm/clamd.';
  if (folder === undefined) throw new ScannerFailed('TEMPORARY_ON_DISK', `clamd's configuration names no TemporaryDirectory, so it would write plaintext to /tmp. ${remedy}`);
  const type = await statfs(folder).then(
    (found) => found.type,
    (error: unknown) => {
      throw new ScannerFailed('TEMPORARY_ON_DISK', `clamd's temporary folder ${folder} cannot be looked at. ${remedy}`, error);
    },
  );
  if (type !== TMPFS && type !== RAMFS) throw new ScannerFailed('TEMPORARY_ON_DISK', `clamd's temporary folder ${folder} is not in memory, so plaintext would reach a disk. ${remedy}`);
  if (!(await stat(folder)).isDirectory()) throw new ScannerFailed('TEMPORARY_ON_DISK', `clamd's temporary folder ${folder} is not a folder. ${remedy}`);
}

function requireAlerts(options: Options): void {
  if (!isYes(options, 'AlertExceedsMax')) {
    throw new ScannerFailed('LIMITS_UNSAFE', 'clamd would answer OK for what it skipped because of a limit. Write AlertExceedsMax yes.');
  }
  if (!isYes(options, 'AlertEncrypted') && !(isYes(options, 'AlertEncryptedArchive') && isYes(options, 'AlertEncryptedDoc'))) {
    throw new ScannerFailed('ENCRYPTED_UNSEEN', 'clamd would answer OK for encrypted archives and documents, which it cannot look into. Write AlertEncrypted yes.');
  }
  if (isYes(options, 'LeaveTemporaryFiles')) {
    throw new ScannerFailed('TEMPORARY_ON_DISK', 'clamd would keep the plaintext that it scanned. Write LeaveTemporaryFiles no.');
  }
}

function findLimit(options: Options): number {
  const limits = [sizeOf(options, 'StreamMaxLength'), sizeOf(options, 'MaxFileSize'), sizeOf(options, 'MaxScanSize')];
  return Math.min(HARD_LIMIT, ...limits.filter((limit) => limit > 0));
}

/**
 * Of what it unpacks clamd looks at the first MaxFileSize bytes of each part and says nothing of the rest (measured with 1.4); only MaxScanSize, which counts all
 * that is looked at, raises an alert. So no part may be cut off before that is reached.
 */
function requireNoSilentCut(options: Options): void {
  const [file, all] = [sizeOf(options, 'MaxFileSize'), sizeOf(options, 'MaxScanSize')];
  if (all > 0 && (file === 0 || file >= all)) return;
  throw new ScannerFailed('LIMITS_UNSAFE', `clamd would call an archive clean of whose parts it had seen only the beginning (MaxFileSize ${file}, MaxScanSize ${all}). Write MaxFileSize no smaller than MaxScanSize, and MaxScanSize not 0.`);
}

function sizeOf(options: Options, name: keyof typeof LIMITS): number {
  const value = one(options, name);
  return value === undefined ? LIMITS[name] : parseSize(name, value);
}

function parseSize(name: string, value: string): number {
  const [, digits, unit = ''] = /^(\d+)([kmg]?)$/i.exec(value) ?? [];
  if (digits === undefined) throw new ScannerFailed('LIMITS_UNSAFE', `Expected a size for ${name} in clamd's configuration, such as 2000M, found ${value}.`);
  return Number(digits) * 1024 ** ['', 'k', 'm', 'g'].indexOf(unit.toLowerCase());
}
