// Erasers of what moved: names, telephone and tracking numbers in password notices and in the course of a transfer. Who it was stays as the number of an account.
import { entered, type OfEngagement } from './entering.ts';
import { redactCourse, redactNotice } from './redact.ts';

export const notices: OfEngagement = async (tx, erasing, engagementId) => {
  const rows = await tx.selectFrom('notices').select(['id', 'document']).where('municipality_id', '=', erasing.municipalityId).where('erased_at', 'is', null)
    .where((where) => where(where.fn<string | null>('json_extract', ['document', where.val('$.engagementId')]), '=', engagementId)).execute();
  for (const { id, document } of rows) await tx.updateTable('notices').set({ document: redactNotice(document), erased_at: erasing.now }).where('id', '=', id).execute();
  return entered(tx, erasing, 'notices', rows.length, engagementId);
};

/** Ids of a year's transfers are held at once, their documents one by one. */
export const transfers: OfEngagement = async (tx, erasing, engagementId) => {
  const rows = await tx.selectFrom('transfers').select('id').where('engagement_id', '=', engagementId).where('erased_at', 'is', null).execute();
  for (const { id } of rows) {
    const { document } = await tx.selectFrom('transfers').select('document').where('id', '=', id).executeTakeFirstOrThrow();
    await tx.updateTable('transfers').set({ document: redactCourse(document), erased_at: erasing.now }).where('id', '=', id).execute();
  }
  return entered(tx, erasing, 'transfers', rows.length, engagementId);
};
