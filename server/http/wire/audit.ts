// What auditors read besides the ledger itself: their home, the story of a transfer, the figures of the plots. Counts and codes, never a title or a file name.
import { z } from 'zod';
import { confirmationKind } from './confirmations.ts';
import { act, timelineEntry, transferSummary } from './transfers.ts';
import { day, direction, id, instant, partyView, state } from './words.ts';

const named = z.object({ id, name: z.string() });

/** What the filters of search and plots offer: the own municipality's. */
export const auditChoices = z.object({ acts: z.array(z.string()), codes: z.array(z.string()), engagements: z.array(z.object({ id, title: z.string() })), contractors: z.array(named) });

export const auditHome = z.object({
  now: instant, checkpoint: z.object({ at: instant, size: z.int() }), entries: z.int(),
  /** Of the last seven days; `strangers` are attempts without a session, on the whole gateway. */
  week: z.object({ since: instant, transfers: z.int(), refusals: z.int(), strangers: z.int() }),
  running: z.int(), overdue: z.int(), wipeFailed: z.int(),
  /** Those with trouble first; `size` entries are vouched for (0: none yet). `refused`, `ahead`, `forgot` and `wrong` speak of tampering. */
  witnesses: z.array(z.object({ name: z.string(), size: z.int(), answeredAt: instant.nullable(), trouble: z.enum(['silent', 'unknown', 'refused', 'ahead', 'forgot', 'wrong']).nullable(), troubleSince: instant.nullable() })),
  /** The newest head that a witness cosigned. */
  cosigned: z.object({ size: z.int(), at: instant }).nullable(),
  /** Weeks of the log that are over and nobody reviewed. */
  unreviewedWeeks: z.int(),
  /** Those of them that wait longest, oldest first, at most five; `fired`: how many rules are at or over a threshold. */
  waitingWeeks: z.array(z.object({ week: day, until: day, fired: z.int() })),
  /** What must not wait for the week's end: alarms that stand now, and urgent entries in weeks that nobody reviewed, newest first, at most twenty. */
  urgent: z.object({ alarms: z.array(z.object({ code: z.string(), at: instant })), entries: z.array(z.object({ index: z.int(), act: z.string(), at: instant })) }),
});

export const storyDocument = z.object({ kind: z.enum([...confirmationKind.options, 'receipt', 'wipe-certificate']), label: z.string(), at: instant, entry: z.int(), confirmedAt: instant.nullable() });
export const story = z.object({
  id, number: z.string(), state, lockReady: z.boolean(), unscanned: z.boolean(), direction, ended: transferSummary.shape.ended, overdue: z.boolean(),
  sender: partyView, recipient: partyView, engagement: z.object({ id, title: z.string() }), form: transferSummary.shape.form,
  quantity: z.int(), fileCount: z.int(), totalBytes: z.int(), createdAt: instant, collectBy: instant,
  /** Who took part, in the order in which they came in. */
  people: z.array(z.object({ name: z.string(), role: z.string(), entries: z.int() })),
  refusals: z.int(), from: instant, to: instant,
  entries: z.array(timelineEntry), documents: z.array(storyDocument),
  /** What it waits for; null once nothing is to come. */
  next: z.object({ act, turn: z.enum(['maker', 'approver', 'sender', 'recipient', 'clock']), who: z.string().nullable(), until: instant.nullable() }).nullable(),
});
export type Story = z.infer<typeof story>;

const longest = 732 * 86_400_000;
export const figuresQuery = z.strictObject({ from: instant, to: instant, engagement: id.optional() })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= longest, { path: ['to'], message: 'expected a period of at most two years that ends after it begins' });

/** `reasons` are the codes of the refusals, the most frequent first. */
const dayFigure = z.object({ day, transfers: z.int(), refusals: z.int(), reasons: z.array(z.object({ code: z.string(), count: z.int() })) });
const releaseFigure = z.object({ transferId: id, number: z.string(), recipient: named, releasedAt: instant, collectBy: instant, collectedAt: instant.nullable(), endedAt: instant.nullable(), state });
const overdueFigure = z.object({ transferId: id, number: z.string(), duty: z.enum(['approve', 'notice', 'collect', 'confirm']), party: named, due: instant, /** Calendar days in Japan past the deadline, at the end of the period or now. */ days: z.int(), ended: z.boolean() });
/** One hour of one day in Japan on one listener. `refused` are requests of other kinds without a session. */
const signInFigure = z.object({ day, hour: z.int().min(0).max(23), side: z.enum(['ward', 'contractor']), failures: z.int(), refused: z.int() });
const copyFigure = z.object({ transferId: id, number: z.string(), from: instant, until: instant.nullable(), /** By then policy wants it gone. */ limit: instant, state, failures: z.int() });
/** At most 5,000 of each; `total` tells how many there are. */
const many = <T extends z.ZodType>(one: T) => z.object({ total: z.int(), rows: z.array(one) });
export const figures = z.object({
  from: instant, to: instant, now: instant, days: z.array(dayFigure), releases: many(releaseFigure), overdue: many(overdueFigure),
  /** Strangers belong to no municipality: these are of the whole gateway, of the last 28 days of the period, from `from` on. */
  signIns: z.object({ from: instant, rows: z.array(signInFigure) }), copies: many(copyFigure),
});
export type Figures = z.infer<typeof figures>;
