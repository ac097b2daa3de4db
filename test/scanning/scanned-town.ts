// A town whose gateway asks a real clamd, for tests of what the scanner's word means on the way.
import { expect } from 'vitest';
import { foundTown, type Town } from '../town.ts';
import { startClamd } from './daemon.ts';

export interface ScannedTown {
  readonly town: Town;
  /** Ends the scanner alone. */
  readonly loseScanner: () => Promise<void>;
  /** Ends both; fails where the gateway told of a fault. */
  readonly close: () => Promise<void>;
}

/** `clamd`: the program; `given` as `foundTown` takes it. */
export async function foundScannedTown(clamd: string, given: Pick<NonNullable<Parameters<typeof foundTown>[0]>, 'policy'> = {}): Promise<ScannedTown> {
  const daemon = await startClamd(clamd);
  const town = await foundTown({ ...given, environment: { KAGIBAKO_SCANNER: 'clamd', KAGIBAKO_CLAMD_CONFIG: daemon.configPath } });
  return {
    town,
    loseScanner: () => daemon.stop(),
    close: async () => {
      expect(town.faults).toEqual([]);
      await town.close();
      await daemon.stop();
    },
  };
}
