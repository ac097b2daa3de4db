// Entries of a transfer as sentences (UI 3.17). Pure: takes the words, gives the words.
import type { Story } from '../../../../server/http/wire/audit.ts';
import type { useWords } from '../../app/language.ts';
import { count, size } from '../../text/amounts.ts';
import { numberIn, textIn, wipedIn } from '../facts.ts';

export type Entry = Story['entries'][number];
/** A sentence and the entries it tells: several files added one after another are told once. */
export interface Told { readonly first: Entry; readonly last: Entry; readonly sentence: string }

export interface Words {
  readonly t: ReturnType<typeof useWords>['t'];
  readonly nameOf: (act: string) => string;
  readonly reasonOf: (code: string | null) => string;
}

const PLAIN = ['remove-file', 'discard', 'return', 'notice', 'start-collecting', 'collect-again', 'collected-again', 'expire', 'sweep-draft', 'begin-wipe', 'fail-wipe', 'use-media', 'take-medium', 'check-medium'] as const;
const REASONS = ['wrong-recipient', 'wrong-content', 'not-needed', 'engagement-ended', 'restored'] as const;
const MINUTE = 60_000;

/** 「65分」, 「7日と3時間」: how long lay between two instants. */
export function spanOf(t: Words['t'], from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / MINUTE));
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
  if (minutes < 120) return t('story.span.minutes', { count: minutes });
  if (hours < 24) return minutes % 60 === 0 ? t('story.span.hours', { count: hours }) : t('story.span.hoursMinutes', { hours, minutes: minutes % 60 });
  return hours % 24 === 0 ? t('story.span.days', { count: days }) : t('story.span.daysHours', { count: days, hours: hours % 24 });
}

function sentenceOf(entry: Entry, story: Story, { t, nameOf, reasonOf }: Words): string {
  const { act, actor } = entry;
  if (entry.result === 'refused') return t('story.refused', { actor, act: nameOf(act), reason: reasonOf(entry.code) });
  const quantity = (n: number | null): string => t('unit.quantity', { n: count(n ?? story.quantity), unit: story.form.unit });
  const files = t('unit.files', { count: numberIn(entry, 'files') ?? story.fileCount });
  const bytes = size(numberIn(entry, 'bytes') ?? numberIn(entry, 'sentBytes') ?? numberIn(entry, 'size') ?? 0);
  const plain = PLAIN.find((one) => one === act);
  if (plain !== undefined) return t(`story.did.${plain}`, { actor });
  switch (act) {
    case 'draft': return t('story.did.draft', { actor, recipient: story.recipient.name, quantity: quantity(numberIn(entry, 'quantity')) });
    case 'add-file': return t('story.did.add-file', { actor, size: bytes });
    case 'deposit': return numberIn(entry, 'standingNumber') === null ? t('story.did.deposit', { actor, recipient: story.recipient.name, files }) : t('story.did.deposit-standing', { actor, recipient: story.recipient.name, files, number: numberIn(entry, 'standingNumber') ?? 0, by: textIn(entry, 'grantedBy') ?? '', agreed: textIn(entry, 'agreedBy') ?? '' });
    case 'approve': return t('story.did.approve', { actor, after: spanOf(t, story.entries.findLast((one) => one.act === 'deposit' && one.result === 'done' && one.index < entry.index)?.at ?? story.createdAt, entry.at) });
    case 'allow-unscanned': return t('story.did.allow-unscanned', { actor, count: numberIn(entry, 'files') ?? 1, approver: textIn(entry, 'approvedBy') ?? '—' });
    case 'renew-notice': return t('story.did.renew-notice', { actor, count: numberIn(entry, 'round') ?? 2 });
    case 'call': case 'handover': return t(`story.did.${act}`, { actor, to: textIn(entry, 'to') ?? '' });
    case 'hand-over-medium': return t('story.did.hand-over-medium', { actor, to: textIn(entry, 'to') ?? '' });
    case 'write-medium': return t('story.did.write-medium', { actor, count: numberIn(entry, 'times') ?? 1 });
    case 'return-medium': case 'return-notice': return t(`story.did.${act}`, { actor, from: textIn(entry, 'from') ?? '' });
    case 'lose-medium': return t(textIn(entry, 'what') === 'notice' ? 'story.did.lose-notice' : 'story.did.lose-medium', { actor });
    case 'deliver': return t('story.did.deliver', { actor, quantity: quantity(numberIn(entry, 'quantity')) });
    case 'confirm-paper': return t('story.did.confirm-paper', { actor, label: textIn(entry, 'label') ?? '', version: numberIn(entry, 'version') ?? 1 });
    case 'open-paper': return t('story.did.open-paper', { label: textIn(entry, 'label') ?? '' });
    case 'correct-paper': return t('story.did.correct-paper', { actor, label: textIn(entry, 'label') ?? '', version: numberIn(entry, 'version') ?? 2 });
    case 'record': case 'correct-record': return t(`story.did.${act}`, { actor, number: textIn(entry, 'number') ?? '' });
    case 'interrupt-collecting': return t('story.did.interrupt-collecting', { size: bytes });
    case 'collect': return t('story.did.collect', { actor, files, size: bytes });
    case 'confirm': return t(entry.facts['opened'] === false ? 'story.did.confirm-unopened' : 'story.did.confirm', { actor, quantity: quantity(numberIn(entry, 'quantity')) });
    case 'recall': return t(entry.facts['collectedBefore'] === true ? 'story.did.recall-late' : 'story.did.recall', { actor, reason: t(`recall.reasons.${REASONS.find((one) => one === textIn(entry, 'reason')) ?? 'other'}`) });
    case 'issue-document': return t(textIn(entry, 'kind') === 'receipt' ? 'story.did.issue-receipt' : 'story.did.issue-wipe-certificate', { number: textIn(entry, 'number') ?? '' });
    case 'wipe': return t('story.did.wipe', { files });
    case 'wipe-texts': return wipedIn(entry) === null ? t('story.did.other', { actor, act: nameOf(act) }) : t('story.did.wipe-texts');
    default: return t('story.did.other', { actor, act: nameOf(act) });
  }
}

const isFile = (entry: Entry): boolean => entry.act === 'add-file' && entry.result === 'done';

/** Every entry, in order of time; files that one person added one after another on one day are one sentence. */
export function tell(story: Story, words: Words): Told[] {
  const told: Told[] = [];
  for (let at = 0; at < story.entries.length; at += 1) {
    const first = story.entries[at];
    if (first === undefined) break;
    let end = at;
    while (isFile(first) && isNext(first, story.entries[end + 1])) end += 1;
    const run = story.entries.slice(at, end + 1);
    const last = run.at(-1) ?? first;
    const sentence = run.length === 1 ? sentenceOf(first, story, words) : words.t('story.did.add-files', { actor: first.actor, count: run.length, size: size(run.reduce((sum, one) => sum + (numberIn(one, 'size') ?? 0), 0)) });
    told.push({ first, last, sentence });
    at = end;
  }
  return told;
}

function isNext(first: Entry, next: Entry | undefined): boolean {
  return next !== undefined && isFile(next) && next.actor === first.actor && next.at.slice(0, 10) === first.at.slice(0, 10);
}
