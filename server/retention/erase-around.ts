// Erasers of what stands around the work: who was reminded, searches that people kept, from where a firm came, and terminals that were taken out.
import { japanDay } from '../engagements/japan-time.ts';
import { erasedText } from '../records/retention-rules.ts';
import type { Tx } from '../store/store.ts';
import { entered, oneRow, type Erasing, type OfMunicipality } from './entering.ts';

const own = (tx: Tx, { municipalityId }: Erasing) => tx.selectFrom('accounts').select('id').where('municipality_id', '=', municipalityId);
const gone = ({ numDeletedRows }: { numDeletedRows: bigint }): number => Number(numDeletedRows);

/** A mail on its way is of today: what is erased was sent, refused or too late years ago. */
export const reminders: OfMunicipality = async (tx, erasing, before) => {
  const day = japanDay(before);
  const mails = await tx.deleteFrom('mails').where('account_id', 'in', own(tx, erasing)).where('day', '<', day).executeTakeFirstOrThrow();
  const items = await tx.deleteFrom('reminders').where('account_id', 'in', own(tx, erasing)).where('day', '<', day).executeTakeFirstOrThrow();
  const turns = await tx.deleteFrom('reminder_days').where('account_id', 'in', own(tx, erasing)).where('day', '<', day).executeTakeFirstOrThrow();
  return entered(tx, erasing, 'reminders', gone(mails) + gone(items) + gone(turns));
};

/** Of people who left. Whoever works keeps what they look for, and deletes it themselves. */
export const searches: OfMunicipality = async (tx, erasing, before) => {
  const done = await tx.deleteFrom('saved_searches').where('account_id', 'in', own(tx, erasing).where('disabled_at', '<', before)).executeTakeFirstOrThrow();
  return entered(tx, erasing, 'searches', gone(done));
};

/** Of firms that have no engagement left whose content stands: as long as a firm works here, its home is compared. */
export const addresses: OfMunicipality = async (tx, erasing, before) => {
  const working = tx.selectFrom('engagement_contractors').select('contractor_id').where((where) => where.not(where.exists(where.selectFrom('erasures').select('rule')
    .whereRef('erasures.engagement_id', '=', 'engagement_contractors.engagement_id').where('rule', '=', 'texts'))));
  const done = await tx.deleteFrom('known_addresses').where('contractor_id', 'in', tx.selectFrom('contractors').select('id').where('municipality_id', '=', erasing.municipalityId))
    .where('contractor_id', 'not in', working).where('since', '<', before).executeTakeFirstOrThrow();
  return entered(tx, erasing, 'addresses', gone(done));
};

export const terminals: OfMunicipality = async (tx, erasing, before) => {
  const done = await tx.updateTable('terminals').set({ address: '', label: erasedText, erased_at: erasing.now }).where('municipality_id', '=', erasing.municipalityId).where('removed_at', '<', before).where('erased_at', 'is', null).executeTakeFirstOrThrow();
  return entered(tx, erasing, 'terminals', oneRow(done));
};
