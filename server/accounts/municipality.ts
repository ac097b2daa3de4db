// What a municipality tells its readers about itself: whom to call, and whom in an emergency. Read here by whoever shows it.
import type { Tx } from '../store/store.ts';
import { differing, enterChange, seenOf, type Asked, type Changed, type ChangeParts, type Made } from './changes.ts';
import type { Person } from './person.ts';

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

export const seenSettings = (found: MunicipalitySettings): string => seenOf({ contact: found.contact === null ? null : { ...found.contact }, securityContact: found.securityContact === null ? null : { ...found.securityContact } });

export type SettingsField = 'contact-name' | 'contact-telephone' | 'contact-hours' | 'security-name' | 'security-telephone';
export interface SettingsChanges { readonly contact?: Contact | undefined; readonly securityContact?: SecurityContact | undefined }

/** Changes the contacts, or only shows the change while there is no reason. Names may be of people: the ledger only commits to them. Throws `AccountRefused` (CHANGED_MEANWHILE, NOTHING_CHANGED). */
export async function changeMunicipalitySettings(parts: ChangeParts, who: Person, asked: Asked & { readonly changes: SettingsChanges }): Promise<Made<SettingsField>> {
  return parts.store.change(async (tx) => {
    const before = await readMunicipalitySettings(tx, who.municipalityId);
    const { contact = before.contact, securityContact = before.securityContact } = asked.changes;
    const row = (field: SettingsField, old: string | undefined, next: string | undefined): Changed<SettingsField> => ({ field, before: old ?? null, after: next ?? null, asText: true });
    const changes = differing(asked, seenSettings(before), [
      row('contact-name', before.contact?.name, contact?.name), row('contact-telephone', before.contact?.telephone, contact?.telephone), row('contact-hours', before.contact?.hours, contact?.hours),
      row('security-name', before.securityContact?.name, securityContact?.name), row('security-telephone', before.securityContact?.telephone, securityContact?.telephone),
    ]);
    if (asked.reason === null) return { changes, entry: null };
    const values = {
      contact_name: contact?.name ?? null, contact_telephone: contact?.telephone ?? null, contact_hours: contact?.hours ?? null,
      security_name: securityContact?.name ?? null, security_telephone: securityContact?.telephone ?? null, changed_at: parts.clock.now(),
    };
    await tx.insertInto('municipality_settings').values({ municipality_id: who.municipalityId, ...values }).onConflict((conflict) => conflict.column('municipality_id').doUpdateSet(values)).execute();
    return { changes, entry: await enterChange(tx, parts, who, { act: 'change-settings', kind: 'settings', id: who.municipalityId, changes, reason: asked.reason }) };
  });
}
