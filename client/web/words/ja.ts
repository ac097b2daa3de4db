// 日本語の辞書。英語（en.ts）は同じ形を持つ。
import type * as administering from './ja/administering.ts';
import type * as auditing from './ja/auditing.ts';
import type * as content from './ja/content.ts';
import type * as deciding from './ja/deciding.ts';
import type * as factors from './ja/factors.ts';
import type * as helping from './ja/helping.ts';
import type * as keeping from './ja/keeping.ts';
import type * as rosters from './ja/rosters.ts';
import type * as searching from './ja/searching.ts';
import type * as moving from './ja/moving.ts';
import type * as opening from './ja/opening.ts';
import type * as reviewing from './ja/reviewing.ts';
import type * as telling from './ja/telling.ts';
import type * as unattended from './ja/unattended.ts';
import type * as verifying from './ja/verifying.ts';
import * as contract from './ja/contract.ts';
import * as frame from './ja/frame.ts';
import * as parties from './ja/parties.ts';
import * as sending from './ja/sending.ts';
import * as office from './ja/office.ts';
import * as lists from './ja/lists.ts';
import * as records from './ja/records.ts';
import * as registers from './ja/registers.ts';

export const ja = { ...frame, ...contract, ...parties, ...sending, ...office, ...lists, ...records, ...registers };
/** The words of a part that others do not need: loaded with it. */
export type PartWords = { readonly administering: typeof administering & typeof rosters; readonly auditing: typeof auditing; readonly reviewing: typeof reviewing; readonly factors: typeof factors; readonly helping: typeof helping; readonly keeping: typeof keeping; readonly searching: typeof searching; readonly telling: typeof telling; readonly transferring: typeof opening & typeof moving & typeof content & typeof deciding & typeof rosters; readonly unattended: typeof unattended; readonly verifying: typeof verifying };
export type Words = typeof ja & PartWords['administering'] & PartWords['auditing'] & PartWords['reviewing'] & PartWords['factors'] & PartWords['helping'] & PartWords['keeping'] & PartWords['searching'] & PartWords['telling'] & PartWords['transferring'] & PartWords['unattended'] & PartWords['verifying'];
