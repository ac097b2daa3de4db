// What the steps are given. A step names the few of these that it needs.
import type { Clock } from '../ledger/clock.ts';
import type { Scanner } from '../scanning/scanner.ts';
import type { RandomBytes } from '../store/identifier.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Register } from './register.ts';

export interface StepParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly register: Register;
  readonly vault: Vault;
  readonly scanner: Scanner;
  /** 32 bytes from keys/: wraps what waits for the password notice. */
  readonly waitingKey: Uint8Array;
  /** Told each labelled point as it is reached; crash tests stop the process there. */
  readonly reach: (label: string) => void | Promise<void>;
}
