// ASVS 5.0, chapter V12.

import type { AsvsRow } from './row.ts';

export const v12: readonly AsvsRow[] = [];
