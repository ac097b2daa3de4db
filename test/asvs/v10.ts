// ASVS 5.0, chapter V10.

import type { AsvsRow } from './row.ts';

export const v10: readonly AsvsRow[] = [];
