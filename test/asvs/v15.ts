// ASVS 5.0, chapter V15.

import type { AsvsRow } from './row.ts';

export const v15: readonly AsvsRow[] = [];
