// Deposits, transfers, notices and their documents on the wire.
import { z } from 'zod';
import { mediumAct, mediumView } from './media.ts';
import { bodyFormat, direction, id, instant, line, lockForm, partyView, personView, sha256, state } from './words.ts';

export const newDeposit = z.strictObject({
  engagementId: id, formId: id, recipientIds: z.array(id).min(1).max(20),
  quantity: z.int().min(1).max(1_000_000_000), title: line(100).optional(), collectBy: instant.optional(), answers: id.optional(),
});

export const fileQuery = z.strictObject({ for: id.optional() });

export const scanView = z.object({ verdict: z.enum(['clean', 'off', 'unscanned']), by: z.string(), patternsFrom: z.string().nullable(), /** Where the scanner could not look into it. */ why: z.enum(['too-large', 'limits', 'encrypted']).optional() });
export const fileView = z.object({
  id, uploadId: id, name: z.string().nullable(), size: z.int(), sha256, bodySize: z.int(), bodySha256: sha256, scan: scanView, sealedAt: instant,
  warnings: z.array(z.string()),
  /** How far its content was looked into for individual numbers and columns; null where nothing was looked for. */
  looked: z.enum(['whole', 'part', 'not']).nullable(),
});
export type FileView = z.infer<typeof fileView>;

export const act = z.enum(['add-files', 'submit', 'discard', 'approve', 'allow-unscanned', 'return', 'recall', 'notice', 'handover', 'write-medium', 'hand-over-medium', 'collect', 'confirm', 'wait-wipe', 'none']);
export type Act = z.infer<typeof act>;
/** Whose turn it is, by name: a person, or a party whose people share the task. */
export const nextBy = z.object({ kind: z.enum(['person', 'party']), name: z.string() });
export type NextBy = z.infer<typeof nextBy>;
export const transferSummary = z.object({
  id, number: z.string(), depositId: id, state, lockReady: z.boolean(), direction,
  engagement: z.object({ id, title: z.string() }), form: z.object({ id, name: z.string(), nameEn: z.string(), unit: z.string() }),
  title: z.string().nullable(), sender: partyView, recipient: partyView, quantity: z.int(), fileCount: z.int(), totalBytes: z.int(),
  createdBy: personView, createdAt: instant, changedAt: instant, collectBy: instant, overdue: z.boolean(),
  /** Why it ended, once it has; state then tells what became of the copy. */
  ended: z.object({ why: z.enum(['confirmed', 'recalled', 'expired', 'discarded']), at: instant }).nullable(),
  /** What comes next, by whom, by when; `mine` when it waits for the reader. */
  next: z.object({ act, by: z.array(nextBy), until: instant.nullable(), notBefore: instant.nullable(), mine: z.boolean() }),
  /** Names of other firms that read like this transfer's, for the ward's readers; a contractor never learns them (4-9). */
  similar: z.array(z.string()),
  route: z.enum(['line', 'media']),
  /** 未検査: it was deposited with files that the scanner could not look into. */
  unscanned: z.boolean(),
});
export type TransferSummary = z.infer<typeof transferSummary>;

/** What gives reason to look twice at the recipient, the count or a file before data leave the ward. */
export const doubt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('similar-name'), names: z.array(z.string()) }),
  /** This section never sent this firm anything. */
  z.object({ kind: z.literal('first-time') }),
  /** The last deposit of the same form went to others; one of them is named. */
  z.object({ kind: z.literal('changed-recipient'), previous: z.string(), at: instant }),
  z.object({ kind: z.literal('ten-times'), previous: z.int(), now: z.int() }),
  /** The file's name holds the name of another firm. */
  z.object({ kind: z.literal('file-named-for-other'), fileId: id, name: z.string() }),
  /** A file of this name or of these bytes went to another firm in the last 90 days. */
  /** The file's content holds the name of another contractor of this engagement. */
  z.object({ kind: z.literal('file-names-other'), fileId: id, name: z.string() }),
  /** The same bytes go to other recipients of this deposit too. */
  z.object({ kind: z.literal('same-to-several'), fileId: id, recipients: z.array(z.string()) }),
  /** Columns that no declared item of the engagement covers (3-5); `forbidden` are those that the annex forbids to collect. */
  z.object({ kind: z.literal('column-not-declared'), fileId: id, columns: z.array(z.string()) }),
  z.object({ kind: z.literal('column-forbidden'), fileId: id, columns: z.array(z.string()) }),
  z.object({ kind: z.literal('file-sent-before'), fileId: id, at: instant, recipient: z.string() }),
]);
export type Doubt = z.infer<typeof doubt>;

export const transferView = transferSummary.extend({
  purpose: z.string(), items: z.array(z.string()), files: z.array(fileView), lockForm, bodyFormat,
  /** Hash over recipient, certificates, form, quantity and the hashes of all files: an approval or a confirmation is of exactly this. */
  digest: sha256,
  certificates: z.array(z.object({ fingerprint: z.string(), words: z.string(), label: z.string() })),
  /** `standing`: under a standing approval of that number, granted by `by`; nobody looked at this one. */
  approval: z.object({ by: personView, at: instant, standing: z.object({ number: z.int(), agreedBy: personView }).nullable() }).nullable(),
  /** Files that the scanner could not look into: how many, whether the usual approval comes first, and who allowed them to go; the reason is the sender's own. */
  exception: z.object({ files: z.int(), approvedFirst: z.boolean(), allowed: z.object({ by: personView, at: instant, reason: z.string().nullable() }).nullable() }).nullable(),
  returned: z.object({ by: personView, at: instant, reason: z.string().nullable() }).nullable(),
  notice: z.object({ id, by: personView, at: instant, round: z.int(), handedOver: z.object({ method: z.string(), to: z.string(), at: instant }).nullable() }).nullable(),
  collection: z.object({ by: personView, startedAt: instant, completedAt: instant.nullable() }).nullable(),
  confirmation: z.object({ by: personView, at: instant, quantity: z.int(), reason: z.string().nullable(), wipeAt: instant }).nullable(),
  recall: z.object({ by: personView, at: instant, reason: z.string(), collectedBefore: z.boolean() }).nullable(),
  wipe: z.object({ at: instant, number: z.int() }).nullable(),
  /** What hindered the last try to wipe; `LockNotDestroyed` while the bodies could still be opened with key and password. */
  wipeTrouble: z.string().nullable(),
  whoCanOpen: z.enum(['nobody-yet', 'recipient-with-key-and-password', 'recipient-with-password', 'nobody-any-more']),
  copy: z.enum(['none', 'kept', 'being-wiped', 'wipe-failed', 'wiped']),
  previous: z.object({ at: instant, quantity: z.int(), recipient: z.string(), same: z.boolean() }).nullable(),
  /** For the sending section, until the transfer is confirmed or has ended; else none. */
  doubts: z.array(doubt),
  /** 送付完了: everything is handed over, and somebody was reached by telephone where the engagement asks for it (4-3). */
  sending: z.enum(['open', 'call-missing', 'complete']),
  medium: mediumView.nullable(), mediumMay: z.array(mediumAct),
  /** 照会 and 回答: the inquiry it answers, the answer it has, and the form and recipient with which this reader may answer now. */
  pair: z.object({
    asked: z.object({ id, number: z.string() }).nullable(), answer: z.object({ id, number: z.string(), state }).nullable(),
    mayAnswer: z.object({ formId: id, recipientId: id }).nullable(), isInquiry: z.boolean(),
  }),
  /** What stands against collecting from the start now; null where nothing does. For the recipient's readers. */
  repeat: z.object({ round: z.int(), allowed: z.int(), stop: z.enum(['reason', 'used-up']) }).nullable(),
  /** For the recipient's readers of what waits for their confirmation: whether a signature is needed, and the keys whose signature counts now. */
  signing: z.object({ required: z.boolean(), keys: z.array(z.object({ fingerprint: z.string(), words: z.string(), label: z.string() })) }).nullable(),
  gpgReadable: z.boolean(),
  /** SHA-256 of the lock as it stands now: an older round's lock is told from a wrong password. */
  lockSha256: sha256.nullable(),
  may: z.array(act),
});
export type TransferView = z.infer<typeof transferView>;

export const depositView = z.object({ id, transfers: z.array(transferView) });
export type DepositView = z.infer<typeof depositView>;

/** The file that was taken, as it stands in each transfer it is for, and how many files each has by now. */
export const takenFileView = z.object({ id, uploadId: id, transfers: z.array(z.object({ id, file: fileView, files: z.int() })) });
export type TakenFileView = z.infer<typeof takenFileView>;

export const approve = z.strictObject({ destination: z.literal(true), content: z.literal(true), attachments: z.literal(true), digest: sha256 });
/** One more approver allows the files that were not scanned. */
export const allowUnscanned = z.strictObject({ unscanned: z.literal(true), reason: line(500), digest: sha256 });
export const sendBack = z.strictObject({ reason: line(500), digest: sha256 });
export const recall = z.strictObject({ reason: z.enum(['wrong-recipient', 'wrong-content', 'not-needed', 'other']), text: line(500).optional() });
export const confirm = z.strictObject({
  quantity: z.int().min(0).max(1_000_000_000), opened: z.boolean(), reason: line(500).optional(), digest: sha256,
  /** The statement exactly as `receiptStatement` gave it, and an armored detached OpenPGP signature over its UTF-8 bytes. */
  receipt: z.strictObject({ statement: z.string().min(2).max(256 * 1024), signature: z.string().min(1).max(16 * 1024) }).optional(),
});

/** Why it is collected from the start once more. */
export const collectAgain = z.strictObject({ reason: line(500) });

export const newNotice = z.strictObject({ transferIds: z.array(id).min(1).max(50) });
export const handover = z.strictObject({
  method: z.enum(['in-person', 'registered-post', 'oral', 'other']), to: id, at: instant,
  trackingNumber: line(40).optional(), telephone: line(40).optional(), result: z.enum(['talked', 'absent', 'call-back']).optional(), reason: line(300).optional(),
});
export const noticeView = z.object({
  id, recipient: partyView, addressees: z.array(z.object({ id, name: z.string(), role: z.string() })),
  /** Numbers only: the notice shows neither file, title nor count. */
  numbers: z.array(z.string()), transferIds: z.array(id), by: personView, at: instant, round: z.int(), telephoneCall: z.boolean(),
  section: z.object({ name: z.string(), telephone: z.string() }).nullable(),
  handedOver: z.object({ method: z.string(), to: z.string(), at: instant }).nullable(),
  calls: z.array(z.object({ at: instant, result: z.string() })),
});
export type NoticeView = z.infer<typeof noticeView>;
/** The only answer that ever carries a file password. */
export const noticeShown = z.object({ notice: noticeView, password: z.string() });

export const transferQuery = z.strictObject({
  state: state.optional(), engagement: id.optional(), mine: z.enum(['1']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50), after: z.string().max(100).optional(),
});
/** A list read from the newest on, by the key of the last one seen. */
export const transferWalk = z.object({ transfers: z.array(transferSummary), total: z.int(), next: z.string().nullable() });

/** A search. It is a POST, because `q` may be a name and must not stand in an address, in a history or in a log. */
export const transferSearch = z.strictObject({
  /** Words that must all be found in number, title, form or the other party's name. */
  q: line(100).optional(),
  states: z.array(state).min(1).max(13).optional(),
  /** What comes next (`next.act`), as the reader's side sees it. */
  act: act.optional(), engagement: id.optional(), creator: id.optional(), overdue: z.literal(true).optional(),
  /** It waits for the reader. */
  mine: z.literal(true).optional(),
  /** It waits for a person, but not for the reader. */
  waiting: z.literal(true).optional(),
  sort: z.enum(['created', 'collectBy', 'quantity', 'number']).default('created'), order: z.enum(['asc', 'desc']).default('desc'),
  offset: z.int().min(0).max(1_000_000_000).default(0), limit: z.int().min(1).max(200).default(50),
});
export type TransferSearch = z.infer<typeof transferSearch>;
export const transferPage = z.object({ transfers: z.array(transferSummary), total: z.int(), offset: z.int() });
export type TransferPage = z.infer<typeof transferPage>;

const figure = z.int().min(0);
export const transferCounts = z.object({
  mine: figure, waiting: figure, overdue: figure, all: figure,
  /** What waits for the reader, by act. */
  acts: z.partialRecord(act, figure),
  /** Who made what the reader may know of, by name. */
  creators: z.array(personView), states: z.partialRecord(state, figure),
});
export type TransferCounts = z.infer<typeof transferCounts>;

export const signedDocument = z.object({
  number: z.int(), fiscalYear: z.int(), document: z.string(), signature: z.string(), entry: z.int(), proof: z.string(), createdAt: instant,
  /** What the recipient signed itself: the exact bytes, the armored signature, and the certificate that made it; null where the gateway signed alone. */
  statement: z.object({ document: z.string(), signature: z.string(), fingerprint: z.string(), certificate: z.string() }).nullable(),
});
export type SignedDocument = z.infer<typeof signedDocument>;
export const timelineEntry = z.object({
  index: z.int(), at: instant, act: z.string(), result: z.enum(['done', 'refused']), code: z.string().nullable(), actor: z.string(), facts: z.record(z.string(), z.unknown()),
});
/** A line of a transfer's history: one entry, or the many of a deposit of many files, from `index` to `last`; `times` says how many. */
export const timelineLine = timelineEntry.extend({ last: z.int(), times: z.int() });
export type TimelineLine = z.infer<typeof timelineLine>;
