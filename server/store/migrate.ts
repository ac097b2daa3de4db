// Numbered migrations, each in a transaction of its own; the database says in user_version how far it has come.
import type { Connection } from './connection.ts';
import { foundation } from './migrations/0001-foundation.ts';
import { transferLists } from './migrations/0002-transfer-lists.ts';
import { preferences } from './migrations/0003-preferences.ts';
import { administration } from './migrations/0004-administration.ts';
import { tiles } from './migrations/0005-tiles.ts';
import { contract } from './migrations/0006-contract.ts';
import { terminals } from './migrations/0007-terminals.ts';
import { rosters } from './migrations/0008-rosters.ts';
import { content } from './migrations/0009-content.ts';
import { movement } from './migrations/0010-movement.ts';
import { reminders } from './migrations/0011-reminders.ts';
import { recordSearches } from './migrations/0012-records.ts';
import { papers } from './migrations/0013-papers.ts';
import { logReviews } from './migrations/0014-log-reviews.ts';
import { receiptStatements } from './migrations/0015-receipt-statements.ts';
import { witnesses } from './migrations/0017-witnesses.ts';
import { keys } from './migrations/0018-keys.ts';
import { accessLog } from './migrations/0019-access-log.ts';
import { watching } from './migrations/0020-watching.ts';
import { retention } from './migrations/0021-retention.ts';
import { uploads } from './migrations/0022-uploads.ts';
import { unattendedTerminals } from './migrations/0023-unattended-terminals.ts';
import { retentionRest } from './migrations/0024-retention-rest.ts';
import { textSlots } from './migrations/0025-text-slots.ts';
import { uploadMarks } from './migrations/0026-upload-marks.ts';
import { secondFactor } from './migrations/0027-second-factor.ts';
import { numberFloors } from './migrations/0031-number-floors.ts';
import { approvers } from './migrations/0032-approvers.ts';
import { abandonedUploads } from './migrations/0035-abandoned-uploads.ts';
import { partyLimits } from './migrations/0029-party-limits.ts';
import { twoPersonRequests } from './migrations/0033-two-person-requests.ts';
import { ownAccount } from './migrations/0034-own-account.ts';
import { StoreRefused } from './refusal.ts';

const migrations = [foundation, transferLists, preferences, administration, tiles, contract, terminals, rosters, content, movement, reminders, recordSearches, papers, logReviews, receiptStatements, witnesses, keys, accessLog, watching, retention, uploads, unattendedTerminals, retentionRest, textSlots, uploadMarks, secondFactor, partyLimits, numberFloors, approvers, twoPersonRequests, ownAccount, abandonedUploads] as const;

/** The newest schema that this program knows. */
export const newestSchema = Math.max(...migrations.map((migration) => migration.number));

/**
 * Brings the schema up to this program's. A crash leaves the last whole migration, and the next start goes on from there.
 * Throws `StoreRefused` (SCHEMA_NEWER) when the data was written by a newer program.
 */
export async function migrate(connection: Connection): Promise<void> {
  const [row] = await connection.all('PRAGMA user_version');
  const found = Number(row?.['user_version'] ?? 0);
  if (found > newestSchema) {
    throw new StoreRefused('SCHEMA_NEWER', `the data has schema ${found}, this program knows up to ${newestSchema}; start the newer program`);
  }
  for (const migration of migrations) {
    if (migration.number <= found) continue;
    await connection.exec(`BEGIN IMMEDIATE; ${migration.sql} PRAGMA user_version = ${migration.number}; COMMIT;`);
  }
}
