// Decides who is reminded of what today. What is decided stands in the store before anything is sent, once for each task, person and
// day: a restart or a silent mail server changes nothing of it.
import { readRole, type Person } from '../../accounts/person.ts';
import { isBusinessDay } from '../../engagements/business-days.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { newIdentifier, type RandomBytes } from '../../store/identifier.ts';
import type { AccountRow } from '../../store/schema.ts';
import type { Store, Tx } from '../../store/store.ts';
import { openDuties } from '../calendar/calendar.ts';
import { isReminderDay, remindFrom, timeInJapan } from './rules.ts';

/** People looked at in one turn of the clock's work. */
const atOnce = 20;

export interface PlanParts { readonly store: Store; readonly random: RandomBytes }

/** Plans today's reminders for those whose turn it is, and at once for what is due on the very day it was owed (an incident, 1-19). */
export async function plan(parts: PlanParts, now: string): Promise<void> {
  await planUrgent(parts, now);
  const today = japanDay(now);
  if (!isBusinessDay(today) || timeInJapan(now) < remindFrom) return;
  const people = await parts.store.search.selectFrom('accounts').selectAll().where('email', 'is not', null).where('disabled_at', 'is', null).where('role', 'in', ['staff', 'handler', 'administrator'])
    .where((where) => where.not(where.exists(where.selectFrom('reminder_days').select('day').whereRef('account_id', '=', 'accounts.id').where('day', '=', today)))).orderBy('id').limit(atOnce).execute();
  for (const row of people) {
    await parts.store.change(async (tx) => {
      await tx.insertInto('reminder_days').values({ account_id: row.id, day: today }).onConflict((conflict) => conflict.doNothing()).execute();
      await planFor(tx, parts, row, now, (item) => isReminderDay(item.dueOn, today));
    });
  }
}

async function planUrgent({ store, random }: PlanParts, now: string): Promise<void> {
  const rows = await store.search.selectFrom('duties').select(['id', 'municipality_id', 'due_on', 'since']).where('settled_at', 'is', null).where('cancelled_at', 'is', null)
    .where('reminded_on', 'is', null).where('due_on', '<=', japanDay(now)).execute();
  for (const duty of rows.filter((row) => row.due_on <= japanDay(row.since))) {
    await store.change(async (tx) => {
      await tx.updateTable('duties').set({ reminded_on: japanDay(now) }).where('id', '=', duty.id).execute();
      const people = await tx.selectFrom('accounts').selectAll().where('municipality_id', '=', duty.municipality_id).where('email', 'is not', null).where('disabled_at', 'is', null).where('role', 'in', ['staff', 'handler']).execute();
      for (const row of people) await planFor(tx, { random }, row, now, (item) => item.id === duty.id);
    });
  }
}

async function planFor(tx: Tx, { random }: Pick<PlanParts, 'random'>, row: AccountRow, now: string, wanted: (item: { readonly id: string; readonly dueOn: string }) => boolean): Promise<void> {
  const today = japanDay(now);
  const { items } = await openDuties(tx, personOf(row), { mine: true }, now);
  const told = new Set((await tx.selectFrom('reminders').select('item').where('account_id', '=', row.id).where('day', '=', today).execute()).map(({ item }) => item));
  const due = items.filter((item) => wanted(item) && !told.has(item.id));
  if (due.length === 0) return;
  for (const { id } of due) await tx.insertInto('reminders').values({ account_id: row.id, item: id, day: today }).execute();
  await tx.insertInto('mails').values({ id: newIdentifier(random), account_id: row.id, day: today, tasks: due.length, overdue: due.filter(({ dueOn }) => dueOn < today).length, state: 'waiting', attempts: 0, next_at: now }).execute();
}

/** As the rules ask about them; nobody is signed in here. */
const personOf = (row: AccountRow): Person => ({
  id: row.id, name: row.name, role: readRole(row.role), municipalityId: row.municipality_id, sectionId: row.section_id, contractorId: row.contractor_id, canApprove: row.can_approve === 1, occasion: '', signedInAt: '',
});
