// Watching the log: auditors only.
import { ward } from './readers.ts';
import * as reviews from './reviews.ts';
import { defineRoutes } from './route.ts';

const auditor = ['auditor'] as const;

export const reviewRoutes = defineRoutes({
  logWeeks: { method: 'GET', path: '/audit/reviews', sides: ward, roles: auditor, answer: reviews.logWeeks, status: 200, summary: 'Weeks of the log and who reviewed them' },
  logWeek: { method: 'GET', path: '/audit/reviews/:week', sides: ward, roles: auditor, answer: reviews.logWeek, status: 200, summary: 'What the rules found in one week, named by its Monday' },
  thresholds: { method: 'GET', path: '/audit/thresholds', sides: ward, roles: auditor, answer: reviews.thresholds, status: 200, summary: 'The rules that watch the log, with their thresholds' },
  changeThreshold: { method: 'POST', path: '/audit/thresholds', sides: ward, roles: auditor, body: reviews.thresholdChange, answer: reviews.changedThreshold, status: 201, summary: 'Set the thresholds of one rule, with the reason' },
  reviewLog: { method: 'POST', path: '/audit/reviews', sides: ward, roles: auditor, body: reviews.reviewRequest, answer: reviews.logReview, status: 201, summary: 'Sign the review of a week' },
});
