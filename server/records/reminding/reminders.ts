// Reminders by mail, as part of the clock's work: taken by lease, so that two machines never send the same one.
//
// Order of writes: planned in one transaction; taken as `sending` in another before the first byte leaves; then what became of it. A crash
// in between leaves `sending`, which is not tried again: the next day reminds anyway (of an account, the next sign-in), and nobody gets a message twice.
import type { Clock } from '../../ledger/clock.ts';
import type { Mailer, Outcome } from '../../mailing/mailer.ts';
import { japanDay } from '../../engagements/japan-time.ts';
import { newIdentifier } from '../../store/identifier.ts';
import { planNews } from './account-news.ts';
import { plan, type PlanParts } from './planning.ts';
import { messageOf, newsDays, newsOf, readNews } from './rules.ts';

const leaseMilliseconds = 5 * 60_000;
const atOnce = 20;
const longestWait = 60;

export interface ReminderParts extends PlanParts {
  readonly clock: Clock;
  /** Null while no mail server is configured: nothing is planned and nothing is sent. */
  readonly mailer: Mailer | null;
  /** The origin under which a side is reached. */
  readonly address: (side: 'ward' | 'contractor') => string;
  readonly suspended: () => boolean;
}

export interface Reminders {
  /** Plans and sends what is due now. Returns how many messages went out. Calls at the same time wait for one another. */
  run(): Promise<number>;
}

export function createReminders(parts: ReminderParts): Reminders {
  const holder = newIdentifier(parts.random);
  let last: Promise<number> = Promise.resolve(0);
  return { run: () => (last = last.catch(() => 0).then(() => runOnce(parts, holder))) };
}

async function runOnce(parts: ReminderParts, holder: string): Promise<number> {
  const { mailer } = parts;
  if (mailer === null || parts.suspended() || !(await takeLease(parts, holder))) return 0;
  await plan(parts, parts.clock.now());
  await planNews(parts, parts.clock.now());
  return deliver(parts, mailer);
}

interface MailRow { readonly about: string; readonly day: string; readonly tasks: number; readonly overdue: number; readonly role: string }

async function deliver(parts: ReminderParts, mailer: Mailer): Promise<number> {
  const { store, clock } = parts;
  let sent = 0;
  const rows = await store.read.selectFrom('mails').innerJoin('accounts', 'accounts.id', 'account_id').select(['mails.id', 'day', 'tasks', 'overdue', 'attempts', 'about', 'mails.address', 'email', 'role', 'disabled_at'])
    .where('state', '=', 'waiting').where('next_at', '<=', clock.now()).orderBy('next_at').orderBy('mails.id').limit(atOnce).execute();
  for (const mail of rows) {
    const to = mail.address ?? mail.email;
    const gone = to === null || mail.disabled_at !== null || isTooLate(mail, clock.now());
    if (!(await take(parts, mail.id, gone ? 'too-late' : 'sending')) || gone) continue;
    const outcome = await mailer.send({ id: mail.id, to, ...saidIn(parts, mail) });
    await note(parts, mail, outcome);
    if (outcome === 'sent') sent += 1;
    // The server is away: the others wait as well.
    if (outcome === 'away') break;
  }
  return sent;
}

const isTooLate = ({ about, day }: Pick<MailRow, 'about' | 'day'>, now: string): boolean => (readNews(about) === null ? day !== japanDay(now) : day < japanDay(new Date(Date.parse(now) - newsDays * 86_400_000).toISOString()));

/** What a message says, whatever it is about. */
function saidIn({ address }: ReminderParts, { about, tasks, overdue, role }: MailRow): { subject: string; text: string } {
  const [news, origin] = [readNews(about), address(role === 'handler' ? 'contractor' : 'ward')];
  return news === null ? messageOf({ tasks, overdue, address: origin + pageOf(role) }) : newsOf(news, `${origin}/me/happenings`);
}

/** Where the reader sees what is due: an administrator's only tasks are terminals that end. */
const pageOf = (role: string): string => (role === 'administrator' ? '/admin/unattended-terminals' : '/duties');

/** An address of its own is kept no longer than its message. */
const standing = (state: string) => ({ state, ...(state === 'waiting' || state === 'sending' ? {} : { address: null }) });

/** True if this run took it. */
async function take({ store }: ReminderParts, id: string, state: 'sending' | 'too-late'): Promise<boolean> {
  const [done] = await store.change((tx) => tx.updateTable('mails').set(standing(state)).where('id', '=', id).where('state', '=', 'waiting').execute());
  return done?.numUpdatedRows === 1n;
}

async function note({ store, clock }: ReminderParts, { id, attempts }: { id: string; attempts: number }, outcome: Outcome): Promise<void> {
  const minutes = Math.min(2 ** attempts, longestWait);
  const next = new Date(clock.millis() + minutes * 60_000).toISOString();
  await store.change((tx) => tx.updateTable('mails').set({ ...standing(outcome === 'away' ? 'waiting' : outcome), attempts: attempts + 1, next_at: next }).where('id', '=', id).execute());
}

async function takeLease({ store, clock }: ReminderParts, holder: string): Promise<boolean> {
  const now = Math.floor(clock.millis());
  return store.change(async (tx) => {
    const held = await tx.selectFrom('leases').selectAll().where('name', '=', 'reminders').executeTakeFirst();
    if (held !== undefined && held.holder !== holder && held.until > now) return false;
    const lease = { holder, until: now + leaseMilliseconds };
    await tx.insertInto('leases').values({ name: 'reminders', ...lease }).onConflict((conflict) => conflict.column('name').doUpdateSet(lease)).execute();
    return true;
  });
}
