// The acts and the reasons of refusals in Japanese, for what is printed and saved: the words of the pages (ledger/act-names.ts).
import { acts, reasons } from '../../ledger/act-names.ts';

const actNames = new Map(Object.entries(acts));
const reasonNames = new Map(Object.entries(reasons));

/** An act in two or three words; one that has none is told by its code, so that nothing is hidden. */
export const actName = (act: string): string => actNames.get(act.replaceAll('.', '-')) ?? act;
/** Why an act was refused; likewise. */
export const reasonName = (code: string): string => reasonNames.get(code) ?? code;
