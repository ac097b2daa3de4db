// The English dictionary, in the shape of the Japanese one.
import * as content from './en/content.ts';
import * as contract from './en/contract.ts';
import * as frame from './en/frame.ts';
import * as moving from './en/moving.ts';
import * as parties from './en/parties.ts';
import * as sending from './en/sending.ts';
import * as opening from './en/opening.ts';
import * as office from './en/office.ts';
import * as administering from './en/administering.ts';
import * as auditing from './en/auditing.ts';
import * as lists from './en/lists.ts';
import * as helping from './en/helping.ts';
import * as rosters from './en/rosters.ts';
import * as records from './en/records.ts';
import * as reviewing from './en/reviewing.ts';
import * as registers from './en/registers.ts';
import type { Words } from './ja.ts';

export const en: Words = { ...frame, ...moving, ...content, ...contract, ...parties, ...sending, ...opening, ...office, ...administering, ...auditing, ...lists, ...helping, ...rosters, ...records, ...registers, ...reviewing };
