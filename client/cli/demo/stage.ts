// What the parts of the demo's story share.
import type { TurnableTime } from './clock.ts';
import type { GnuPg } from './gnupg.ts';
import type { Original } from './originals.ts';
import type { Story } from './story.ts';
import type { Town } from './town.ts';

/** The points of the story. */
export type Label = 'deposited' | 'approved' | 'handed-over' | 'opened' | 'confirmed' | 'wiped';

/** What the parts of the story share. */
export interface Stage {
  readonly story: Story;
  readonly town: Town;
  readonly time: TurnableTime;
  readonly folders: { readonly ward: string; readonly midori: string; readonly aoba: string; readonly auditor: string };
  readonly originals: readonly Original[];
  readonly small: Original;
  readonly rows: number;
  readonly gnupg: GnuPg | null;
  readonly reach: (label: Label) => void | Promise<void>;
}

/** The firm's passphrase in the demo; whoever holds the private key of made-up people may know it. */
export const demoPassphrase = 'みどり の つくえ 3番';
