// ASVS 5.0, chapter V8.

import type { AsvsRow } from './row.ts';

export const v8: readonly AsvsRow[] = [];
