// When somebody is reminded of a day, and what the message says. No paper says either: the days are assumptions. Pure.
import { addBusinessDays, isBusinessDay } from '../../engagements/business-days.ts';

/** Business days before the last one. */
export const remindBefore = [5, 1] as const;
/** Reminders go out from this time of day in Japan on. */
export const remindFrom = '08:30';

/** True on the fifth and the first business day before, on the day itself (the business day before where it is none), and each business day after. */
export function isReminderDay(dueOn: string, today: string): boolean {
  if (!isBusinessDay(today)) return false;
  const last = isBusinessDay(dueOn) ? dueOn : addBusinessDays(dueOn, -1);
  return today >= last || remindBefore.some((n) => addBusinessDays(last, -n) === today);
}

/** The time of day in Japan of an instant, HH:MM. */
export const timeInJapan = (instant: string): string => new Date(Date.parse(instant) + 9 * 3_600_000).toISOString().slice(11, 16);

/** How many tasks there are and where: nothing of what they are about, no name, no password (3-7, 3-8). */
export function messageOf({ tasks, overdue, address }: { tasks: number; overdue: number; address: string }): { subject: string; text: string } {
  const late = overdue === 0 ? { ja: '', en: '' } : { ja: `（うち期限を過ぎたもの${overdue}件）`, en: `, ${overdue} of them overdue` };
  return {
    subject: '鍵箱：期限のある仕事があります / Kagibako: tasks with a deadline',
    text: `期限のある仕事が${tasks}件あります${late.ja}。\n次のページにサインインして確かめてください。\n${address}\n\nYou have ${tasks} ${tasks === 1 ? 'task' : 'tasks'} with a deadline${late.en}.\nSign in at the page above.\n\nこのメールには返信できません。心当たりがないときは、担当課に電話で確かめてください。\n`,
  };
}

/** `changed`: how somebody is let in; `tried`: a sign-in out of the ordinary, done or refused. */
export type NewsKind = 'changed' | 'tried';
export const readNews = (word: string): NewsKind | null => (word === 'changed' || word === 'tried' ? word : null);
/** A message about an account is sent until so many days after; one about tasks only on its day. */
export const newsDays = 3;

const news = {
  changed: { subject: '鍵箱：サインインの方法が変わりました / Kagibako: how you sign in was changed', ja: 'あなたのパスワード、二要素認証、パスキー、メールアドレスのどれかが変わりました。', en: 'Your password, second factor, passkeys or e-mail address was changed.' },
  tried: { subject: '鍵箱：いつもと違うサインインがありました / Kagibako: an unusual sign-in', ja: 'あなたの利用者IDで、いつもと違うサインインがあったか、サインインが断られました。', en: 'Somebody signed in as you in an unusual way, or was refused.' },
} as const;

/** That something happened to the account, and where it stands: no name, no address, no user ID (3-7, 3-8). */
export function newsOf(kind: NewsKind, address: string): { subject: string; text: string } {
  const { subject, ja, en } = news[kind];
  return { subject, text: `${ja}\n次のページにサインインして、心当たりがあるか確かめてください。\n${address}\n心当たりがないときは、すぐに管理者か担当課に電話で知らせてください。\n\n${en}\nSign in at the page above and see whether it was you. If not, telephone the administrator or the section in charge at once.\n\nこのメールには返信できません。\n` };
}
