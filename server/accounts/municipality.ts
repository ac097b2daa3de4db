// What a municipality tells its readers about itself: whom to call, and whom in an emergency. Read here by whoever shows it.
import type { Tx } from '../store/store.ts';

export interface Contact { readonly name: string; readonly telephone: string; readonly hours: string }
export interface SecurityContact { readonly name: string; readonly telephone: string }
export interface MunicipalitySettings { readonly contact: Contact | null; readonly securityContact: SecurityContact | null }

/** The settings of one municipality; each part is null until an administrator has set it whole. */
export async function readMunicipalitySettings(tx: Tx, municipalityId: string): Promise<MunicipalitySettings> {
  const row = await tx.selectFrom('municipality_settings').selectAll().where('municipality_id', '=', municipalityId).executeTakeFirst();
  if (row === undefined) return { contact: null, securityContact: null };
  const { contact_name: name, contact_telephone: telephone, contact_hours: hours, security_name: security, security_telephone: urgent } = row;
  return {
    contact: name === null || telephone === null || hours === null ? null : { name, telephone, hours },
    securityContact: security === null || urgent === null ? null : { name: security, telephone: urgent },
  };
}
