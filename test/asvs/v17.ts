// ASVS 5.0, chapter V17.

import type { AsvsRow } from './row.ts';

export const v17: readonly AsvsRow[] = [];
