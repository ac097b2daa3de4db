// The roster as one reader may see it: staff every firm; a firm itself and its own subcontractors (S1 別紙2 14: 丙 reports to 甲 and 乙).
import type { Person } from '../../accounts/person.ts';
import type { Engagement, Party } from '../../engagements/engagement.ts';
import { fiscalYearStart } from '../../engagements/japan-time.ts';
import { isOpen } from '../../engagements/period.ts';
import { isManager, missingRoles } from '../../engagements/roster.ts';
import { principalOf } from '../../engagements/subcontracting.ts';
import { rosterLines, type RosterLine } from '../../engagements/roster-rows.ts';
import { trainedOn } from '../../records/training.ts';
import type { Tx } from '../../store/store.ts';
import type { FirmRoster, RosterEntryView, RosterPage } from '../wire/rosters.ts';
import { partyView } from './parties.ts';

interface Reading { readonly who: Person; readonly engagement: Engagement; readonly manages: boolean; readonly since: string | null; readonly trained: ReadonlyMap<string, string> }

/** The page of an engagement's roster. */
export async function rosterPage(tx: Tx, engagement: Engagement, who: Person, now: string): Promise<RosterPage> {
  const { id, title, from, to } = engagement;
  const since = engagement.terms.trainingBeforeCollect ? fiscalYearStart(now) : null;
  const reading: Reading = { who, engagement, manages: isManager(engagement, who.id, now), since, trained: since === null ? new Map<string, string>() : await trainedOn(tx, engagement.id) };
  const lines = await rosterLines(tx, id, now);
  const shown = engagement.contractors.filter((party) => who.contractorId === null || party.id === who.contractorId || principalOf(engagement, party.id) === who.contractorId);
  const firms: FirmRoster[] = [];
  for (const party of inOrder(engagement, shown)) {
    const principal = principalOf(engagement, party.id);
    firms.push({
      party: partyView(party), principal: engagement.contractors.find((one) => one.id === principal)?.name ?? null,
      entries: lines.filter((line) => line.contractorId === party.id).map((line) => entryView(line, reading)), missing: missingRoles(engagement, party.id, now),
      maySubmit: reading.manages && party.id === who.contractorId, people: reading.manages && party.id === who.contractorId ? await peopleOf(tx, party.id) : [],
    });
  }
  return { engagement: { id, title, from, to, open: isOpen(engagement, now) }, trainedSince: since, firms };
}

/** Each contractor, followed by its subcontractors. */
function inOrder(engagement: Engagement, parties: readonly Party[]): Party[] {
  const below = (id: string): Party[] => parties.filter((party) => principalOf(engagement, party.id) === id);
  return parties.filter((party) => !parties.some((one) => one.id === principalOf(engagement, party.id))).flatMap((party) => [party, ...below(party.id)]);
}

function entryView(line: RosterLine, { who, manages, since, trained }: Reading): RosterEntryView {
  const own = who.contractorId === null || (manages && line.contractorId === who.contractorId);
  const may: RosterEntryView['may'] = [];
  if (line.state === 'waiting' && who.contractorId === null) may.push('decide');
  if (line.state === 'waiting' && who.contractorId !== null && own) may.push('withdraw');
  if (['acting', 'coming', 'no-account'].includes(line.state) && own) may.push('remove');
  const on = trained.get(line.accountId ?? '') ?? null;
  return {
    id: line.id, accountId: line.accountId, name: line.name, login: line.login, role: line.role, startsOn: line.startsOn, endsOn: line.endsOn, state: line.state,
    training: since === null ? null : { on, counts: on !== null && on >= since }, history: line.history.map((one) => ({ ...one })), may,
  };
}

async function peopleOf(tx: Tx, contractorId: string): Promise<{ id: string; name: string }[]> {
  return tx.selectFrom('accounts').select(['id', 'name']).where('contractor_id', '=', contractorId).where('disabled_at', 'is', null).orderBy('name').execute();
}
