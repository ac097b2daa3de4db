// Every route's answer, by name; the compiler finds one that is missing.
import type { Answers } from '../adapter.ts';
import { administrationAnswers } from './administration.ts';
import { auditAnswers } from './audit.ts';
import { collectingAnswers } from './collecting.ts';
import { depositAnswers } from './deposits.ts';
import { engagementKeepingAnswers } from './engagement-keeping.ts';
import { engagementAnswers } from './engagements.ts';
import { healthAnswers } from './health.ts';
import { ledgerAnswers } from './ledger.ts';
import { noticeAnswers } from './notices.ts';
import type { AnswerParts } from './parts.ts';
import { rosterAnswers } from './rosters.ts';
import { recordAnswers } from './records.ts';
import { sessionAnswers } from './sessions.ts';
import { settingsAnswers } from './settings.ts';
import { transferAnswers } from './transfers.ts';

export function allAnswers(parts: AnswerParts): Answers {
  return {
    ...sessionAnswers(parts), ...administrationAnswers(parts), ...engagementKeepingAnswers(parts), ...settingsAnswers(parts), ...healthAnswers(parts), ...engagementAnswers(parts), ...rosterAnswers(parts), ...depositAnswers(parts),
    ...transferAnswers(parts), ...recordAnswers(parts), ...noticeAnswers(parts), ...collectingAnswers(parts), ...ledgerAnswers(parts), ...auditAnswers(parts),
  };
}
