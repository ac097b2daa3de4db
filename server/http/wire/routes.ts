// Every route of the API, in the order of the journey.
import { administrationRoutes } from './administration-routes.ts';
import { confirmationRoutes } from './confirmation-routes.ts';
import { factorRoutes } from './factors.ts';
import { engagementRoutes } from './engagement-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { logSearchRoutes } from './log-search.ts';
import { mediaRoutes } from './media-routes.ts';
import { rosterRoutes } from './roster-routes.ts';
import { attachmentRoutes, dutyRoutes, recordRoutes } from './record-routes.ts';
import { ownAccountRoutes } from './own-account.ts';
import { paperRoutes } from './paper-routes.ts';
import { printLogRoutes } from './print-log.ts';
import { requestRoutes } from './two-person.ts';
import { defineRoutes } from './route.ts';
import { retentionRoutes } from './retention.ts';
import { reviewRoutes } from './review-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { standingApprovalRoutes } from './standing-approvals.ts';
import { transferRoutes } from './transfer-routes.ts';
import { unattendedRoutes } from './unattended.ts';

export const routes = defineRoutes({ ...sessionRoutes, ...factorRoutes, ...ownAccountRoutes, ...administrationRoutes, ...requestRoutes, ...engagementRoutes, ...rosterRoutes, ...transferRoutes, ...confirmationRoutes, ...mediaRoutes, ...recordRoutes, ...dutyRoutes, ...printLogRoutes, ...attachmentRoutes, ...paperRoutes, ...ledgerRoutes, ...logSearchRoutes, ...reviewRoutes, ...retentionRoutes, ...unattendedRoutes, ...standingApprovalRoutes });

export type Routes = typeof routes;
export type RouteName = keyof Routes;
