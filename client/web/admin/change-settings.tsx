// Changing whom readers call. A contact is set whole or not at all; one that was never set may stay so.
import { useState } from 'react';
import type { SettingsView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { TextField } from '../ui/field.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';
import { Change, useMissing } from './change.tsx';

export default function ChangeSettings() {
  const { t } = useWords();
  const loaded = useLoad('settings', () => api.call('settings', {}));
  return <Page title={t('changing.changeOf', { name: t('settings.contacts') })}><Loaded of={loaded}>{(found) => <Form found={found} />}</Loaded></Page>;
}

const EMPTY = { name: '', telephone: '', hours: '' };
/** True if something was typed, or stood there before: then all of it is needed. */
const isMeant = (before: object | null, typed: Readonly<Record<string, string>>): boolean => before !== null || Object.values(typed).some((text) => text.trim() !== '');

function Form({ found }: { readonly found: SettingsView }) {
  const { t } = useWords();
  const missing = useMissing();
  const [contact, setContact] = useState(found.contact ?? EMPTY);
  const [security, setSecurity] = useState({ name: found.securityContact?.name ?? '', telephone: found.securityContact?.telephone ?? '' });
  const [asksContact, asksSecurity] = [isMeant(found.contact, contact), isMeant(found.securityContact, security)];
  const errors = {
    ...(asksContact ? { ...missing('contact-name', t('fields.contact-name'), contact.name), ...missing('contact-telephone', t('fields.contact-telephone'), contact.telephone), ...missing('contact-hours', t('fields.contact-hours'), contact.hours) } : {}),
    ...(asksSecurity ? { ...missing('security-name', t('fields.security-name'), security.name), ...missing('security-telephone', t('fields.security-telephone'), security.telephone) } : {}),
  };
  const changes = { ...(asksContact ? { contact } : {}), ...(asksSecurity ? { securityContact: security } : {}) };
  return (
    <Change back="/admin/settings" errors={errors} ask={(reason) => api.call('changeSettings', { body: { changes, seen: found.seen, reason } })}>
      {(wrong) => (
        <>
          <Section title={t('settings.contact')}>
            <TextField id="contact-name" label={t('fields.contact-name')} required={asksContact} value={contact.name} onChange={(name) => setContact({ ...contact, name })} error={wrong['contact-name']} width="middle" maxLength={100} autoComplete="off" />
            <TextField id="contact-telephone" label={t('fields.contact-telephone')} required={asksContact} value={contact.telephone} onChange={(telephone) => setContact({ ...contact, telephone })} error={wrong['contact-telephone']} width="middle" maxLength={40} autoComplete="off" />
            <TextField id="contact-hours" label={t('fields.contact-hours')} required={asksContact} support={t('settings.hoursMore')} value={contact.hours} onChange={(hours) => setContact({ ...contact, hours })} error={wrong['contact-hours']} maxLength={100} autoComplete="off" />
          </Section>
          <Section title={t('settings.security')}>
            <TextField id="security-name" label={t('fields.security-name')} required={asksSecurity} value={security.name} onChange={(name) => setSecurity({ ...security, name })} error={wrong['security-name']} width="middle" maxLength={100} autoComplete="off" />
            <TextField id="security-telephone" label={t('fields.security-telephone')} required={asksSecurity} value={security.telephone} onChange={(telephone) => setSecurity({ ...security, telephone })} error={wrong['security-telephone']} width="middle" maxLength={40} autoComplete="off" />
          </Section>
        </>
      )}
    </Change>
  );
}
