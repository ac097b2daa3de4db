// Every route's answer, by name; the compiler finds one that is missing.
import type { Answers } from '../adapter.ts';
import { administrationAnswers } from './administration.ts';
import { auditAnswers } from './audit.ts';
import { collectingAnswers } from './collecting.ts';
import { confirmationAnswers } from './confirmations.ts';
import { depositAnswers } from './deposits.ts';
import { dutyAnswers } from './duties.ts';
import { engagementKeepingAnswers } from './engagement-keeping.ts';
import { engagementAnswers } from './engagements.ts';
import { factorAnswers } from './factors.ts';
import { healthAnswers } from './health.ts';
import { ledgerAnswers } from './ledger.ts';
import { logSearchAnswers } from './log-search.ts';
import { mediaAnswers } from './media.ts';
import { noticeAnswers } from './notices.ts';
import { ownAccountAnswers } from './own-account.ts';
import { paperAnswers } from './papers.ts';
import type { AnswerParts } from './parts.ts';
import { withReadings } from './readings.ts';
import { requestAnswers } from './two-person.ts';
import { rosterAnswers } from './rosters.ts';
import { recordAnswers } from './records.ts';
import { sessionAnswers } from './sessions.ts';
import { retentionAnswers } from './retention.ts';
import { reviewAnswers } from './reviews.ts';
import { settingsAnswers } from './settings.ts';
import { standingAnswers } from './standing.ts';
import { standingApprovalAnswers } from './standing-approvals.ts';
import { witnessAnswers } from './witnesses.ts';
import { transferAnswers } from './transfers.ts';
import { unattendedAnswers } from './unattended.ts';

export function allAnswers(parts: AnswerParts): Answers {
  return withReadings(parts, {
    ...sessionAnswers(parts), ...factorAnswers(parts), ...ownAccountAnswers(parts), ...administrationAnswers(parts), ...requestAnswers(parts), ...engagementKeepingAnswers(parts), ...settingsAnswers(parts), ...healthAnswers(parts), ...engagementAnswers(parts), ...standingAnswers(parts), ...rosterAnswers(parts), ...depositAnswers(parts),
    ...transferAnswers(parts), ...recordAnswers(parts), ...dutyAnswers(parts), ...paperAnswers(parts), ...noticeAnswers(parts), ...collectingAnswers(parts), ...confirmationAnswers(parts), ...mediaAnswers(parts), ...ledgerAnswers(parts), ...witnessAnswers(parts), ...logSearchAnswers(parts), ...auditAnswers(parts), ...reviewAnswers(parts), ...retentionAnswers(parts), ...unattendedAnswers(parts), ...standingApprovalAnswers(parts),
  });
}
