// ASVS 5.0, chapter V9.

import type { AsvsRow } from './row.ts';

export const v9: readonly AsvsRow[] = [];
