/** The five engagements of the papers, validated, with the municipality's name put where the papers have their ward's. */
import { presetSchema, type Preset, type PresetId } from './schema.ts';
import { s0 } from './s0.ts';
import { s1 } from './s1.ts';
import { s2 } from './s2.ts';
import { s3 } from './s3.ts';
import { s4 } from './s4.ts';

export type { Preset, PresetForm, PresetId, PresetPolicy } from './schema.ts';

const presets: Readonly<Record<PresetId, Preset>> = { S0: s0, S1: s1, S2: s2, S3: s3, S4: s4 };

export const presetIds: readonly PresetId[] = ['S0', 'S1', 'S2', 'S3', 'S4'];

/**
 * The preset, as a copy of its own. `municipality` (for example 「みなみ区」) replaces `{団体}`; without it the texts do without a name.
 * @throws ZodError when the data do not have the shape of a preset.
 */
export function loadPreset(id: PresetId, municipality = ''): Preset {
  const named: unknown = JSON.parse(JSON.stringify(presets[id]), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('{団体}', municipality) : value);
  return presetSchema.parse(named);
}

/**
 * The run of the engagement that holds `day` (YYYY-MM-DD, Japan time), both ends included, or null when there is none.
 * The first run is the paper's. 「次年度以降も、同様」 names no dates: later runs begin on 1 April, when the fiscal year does, and end
 * on the month and day of the first.
 */
export function periodIn(period: Preset['period'], day: string): { from: string; to: string } | null {
  if (day < period.from) return null;
  if (day <= period.to) return { from: period.from, to: period.to };
  if (period.renewal === 'none') return null;
  const year = Number(day.slice(0, 4)) - (day.slice(5) < '04-01' ? 1 : 0);
  const end = period.to.slice(5);
  const run = { from: `${String(year)}-04-01`, to: `${String(end < '04-01' ? year + 1 : year)}-${end}` };
  return run.from > period.to && day <= run.to ? run : null;
}
