// ASVS 5.0, chapter V14.

import type { AsvsRow } from './row.ts';

export const v14: readonly AsvsRow[] = [];
