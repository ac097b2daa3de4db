// What a virus scanner is to the gateway. Guarantees: only "clean" means clean; whatever is odd, late or cut off is "unscanned".

export type Verdict =
  | { readonly verdict: 'clean'; /** The scanner with the version of its patterns. */ readonly by: string }
  | { readonly verdict: 'infected'; readonly name: string }
  | { readonly verdict: 'unscanned'; readonly why: WhyUnscanned; readonly reason: string; /** The scanner went away before it had the whole file: another look may tell. */ readonly wasLost: boolean }
  | { readonly verdict: 'off' };

/**
 * Why a file was not looked at whole. The first three are of the file itself, and sending it again changes nothing: larger than the scanner takes, deeper or larger
 * inside than it goes, closed by a password. `failed` is of the scanner, and of every answer that is not understood.
 */
export type WhyUnscanned = 'too-large' | 'limits' | 'encrypted' | 'failed';

/** One file being scanned as it streams by. Never throws: what goes wrong is told by the verdict. */
export interface Scan {
  /** Await each call; the chunk may be used again afterwards. */
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<Verdict>;
  abort(): void;
}

export interface ScannerDescription {
  readonly version: string;
  /** When the patterns were made (ISO 8601, UTC), or null where the scanner does not say. Their greatest age is the gateway's rule (HOSTILE 99). */
  readonly patternsFrom: string | null;
  /** Larger files come back unscanned. */
  readonly maxBytes: number | null;
}

export interface Scanner {
  readonly kind: 'clamd' | 'none';
  /** @throws ScannerFailed UNREACHABLE */
  describe(): Promise<ScannerDescription>;
  begin(): Scan;
}

export type ScannerFailure =
  | 'CONFIG_UNREADABLE'
  | 'NO_SOCKET' // the configuration names no socket
  | 'NOT_LOCAL' // clamd on another machine: its temporary folder cannot be looked at
  | 'TEMPORARY_ON_DISK' // clamd would write plaintext to a disk
  | 'LIMITS_UNSAFE' // clamd would say OK of what it skipped
  | 'ENCRYPTED_UNSEEN' // clamd would say OK of what it cannot open
  | 'UNREACHABLE';

/** Why the scanner cannot be used. The message says what was expected, what was found and what to write in clamd's configuration. */
export class ScannerFailed extends Error {
  override readonly name = 'ScannerFailed';
  readonly code: ScannerFailure;

  constructor(code: ScannerFailure, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** No scanner: every file is "off", which the gateway says aloud on its start page and on each transfer. */
export function createNoScanner(): Scanner {
  return {
    kind: 'none',
    describe: () => Promise.resolve({ version: 'none', patternsFrom: null, maxBytes: null }),
    begin: () => ({ write: () => Promise.resolve(), finish: () => Promise.resolve({ verdict: 'off' }), abort: () => undefined }),
  };
}
