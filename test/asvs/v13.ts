// ASVS 5.0, chapter V13.

import type { AsvsRow } from './row.ts';

export const v13: readonly AsvsRow[] = [];
