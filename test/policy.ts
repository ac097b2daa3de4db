// 取扱条件 of the engagements in tests. Alone, so that a test of a rule does not read the whole gateway.
import type { Policy } from '../server/engagements/policy.ts';

export const testPolicy: Policy = {
  locks: 'both', approval: { 'to-contractor': true, 'to-section': false }, passwordGapMinutes: 60, noticeByAnotherPerson: false, telephoneCall: false,
  collectWithinDays: 7, wipeAfterConfirmHours: 24, draftDays: 7, maxFileBytes: 64 * 1024 * 1024, maxFiles: 20, unscannable: 'refuse',
};
