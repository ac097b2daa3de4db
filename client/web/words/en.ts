// The English dictionary, in the shape of the Japanese one.
import * as contract from './en/contract.ts';
import * as frame from './en/frame.ts';
import * as parties from './en/parties.ts';
import * as sending from './en/sending.ts';
import * as office from './en/office.ts';
import * as lists from './en/lists.ts';
import * as records from './en/records.ts';
import * as registers from './en/registers.ts';
import type { ja } from './ja.ts';

export const en: typeof ja = { ...frame, ...contract, ...parties, ...sending, ...office, ...lists, ...records, ...registers };
