// ASVS 5.0, chapter V11.

import type { AsvsRow } from './row.ts';

export const v11: readonly AsvsRow[] = [];
