// The five engagements of the papers as the administrator's page offers them: from config/presets to the shape of an engagement.
import { loadPreset, presetIds } from '../config/presets/presets.ts';
import { plainTerms, type Terms } from './engagements/terms.ts';
import type { Preset as Paper } from '../config/presets/schema.ts';
import type { Preset } from './http/answers/parts.ts';

/** All presets, with the municipality's name put in. */
export function engagementPresets(municipality: string): Preset[] {
  return presetIds.map((id) => {
    const preset = loadPreset(id, municipality);
    return {
      title: preset.title.ja, purpose: preset.purpose.ja, legalBasis: preset.legalBasis.join('、'), from: preset.period.from, to: preset.period.to,
      items: preset.items.flatMap((group) => group.items.map((item) => `${group.subject}: ${item}`)),
      forms: preset.forms.map((form) => ({ name: form.name.ja, nameEn: form.name.en, direction: form.direction, unit: form.unit, kind: form.kind, columns: form.kind === 'anonymous' ? { names: form.columns, answerPrefix: form.answerPrefix } : null })),
      policy: preset.policy, terms: termsOf(preset), preset: id, assumptions: preset.assumptions.map(({ path, reason }) => ({ path, ja: reason.ja, en: reason.en })),
    };
  });
}

/** What the paper asks besides the journey's switches, in the shape of an engagement's terms. */
function termsOf({ sources, routes, contractors, subcontracting, subcontractorConditions, roster, downloads, duties, period }: Paper): Terms {
  return {
    ...plainTerms, ...duties, routes, certificates: contractors.certificates, subcontracting, subcontractorConditions, rosterRoles: roster, downloads,
    renewal: period.renewal,
    // Every paper puts its annex into the contract (0-1, 1-8, 2-1, 3-1, 4-1) and binds each handler by it (A.2 秘密の保持, 3-12).
    annexNeeded: true, annexBeforeCollect: true,
    // Where the paper itself has several people confirm at each sending, nothing is approved beforehand (3-6).
    approvalOfEach: Object.values(sources).some(({ obligation }) => obligation === '3-6'),
  };
}
