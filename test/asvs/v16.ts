// ASVS 5.0, chapter V16.

import type { AsvsRow } from './row.ts';

export const v16: readonly AsvsRow[] = [];
