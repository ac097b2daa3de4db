// Random histories of all steps, from all roles, with refusals: after each step, and at the end, state and ledger are reconciled (I4).
// KAGIBAKO_HISTORIES=1000 takes so many; KAGIBAKO_HISTORY=<seed>:<steps> takes one again.
import { describe } from 'vitest';
import { walkHistories } from './walk.ts';

const again = process.env['KAGIBAKO_HISTORY']?.split(':').map(Number);
const many = Number(process.env['KAGIBAKO_HISTORIES'] ?? 3);
const [length, first] = [again?.[1] ?? 45, again?.[0] ?? 1];

describe('every state change has exactly one entry [I 4]', () => {
  walkHistories(Array.from({ length: again === undefined ? many : 1 }, (_, at) => first + at), length);
});
