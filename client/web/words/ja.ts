// 日本語の辞書。英語（en.ts）は同じ形を持つ。
import * as content from './ja/content.ts';
import * as contract from './ja/contract.ts';
import * as frame from './ja/frame.ts';
import * as moving from './ja/moving.ts';
import * as parties from './ja/parties.ts';
import * as sending from './ja/sending.ts';
import * as opening from './ja/opening.ts';
import * as office from './ja/office.ts';
import * as administering from './ja/administering.ts';
import * as auditing from './ja/auditing.ts';
import * as lists from './ja/lists.ts';
import * as helping from './ja/helping.ts';
import * as rosters from './ja/rosters.ts';
import * as records from './ja/records.ts';
import * as reviewing from './ja/reviewing.ts';
import * as registers from './ja/registers.ts';

export const ja = { ...frame, ...moving, ...content, ...contract, ...parties, ...sending, ...opening, ...office, ...administering, ...auditing, ...lists, ...helping, ...rosters, ...records, ...registers, ...reviewing };
export type Words = typeof ja;
