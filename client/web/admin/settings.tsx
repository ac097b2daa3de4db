// 設定: whom readers call, which the administrator sets; and what the process was started with or had to assume, to be read only.
import type { SettingsView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { useHere } from '../app/session.ts';
import { Link } from '../ui/button.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { History } from './history.tsx';
import { useShown } from './shown-value.ts';

export default function Settings() {
  const { t } = useWords();
  const { session } = useHere();
  const settings = useLoad('settings', () => api.call('settings', {}));
  return (
    <Page title={t('settings.title')}>
      <Loaded of={settings}>{(found) => (
        <>
          <Contacts found={found} />
          <Acts><Link to="/admin/sign-in-policy" kind="outline">{t('resets.policy')}</Link><Link to="/admin/retention" kind="outline">{t('settings.toRetention')}</Link></Acts>
          <Standing rows={found.standing} />
          <History kind="settings" id={session.municipality.id} />
        </>
      )}</Loaded>
    </Page>
  );
}

function Contacts({ found: { contact, securityContact } }: { readonly found: SettingsView }) {
  const { t } = useWords();
  const unset = <span className="text-quiet">{t('settings.unset')}</span>;
  return (
    <Section title={t('settings.contacts')}>
      <p className="text-quiet">{t('settings.contactsMore')}</p>
      <Facts rows={[
        [t('settings.contact'), contact === null ? unset : <span key="c">{contact.name}　{contact.telephone}<span className="block">{contact.hours}</span></span>],
        [t('settings.security'), securityContact === null ? unset : <span key="s">{securityContact.name}　{securityContact.telephone}</span>],
      ]} />
      <Acts><Link to="/admin/settings/change" kind="filled">{t('changing.change')}</Link></Acts>
    </Section>
  );
}

function Standing({ rows }: { readonly rows: SettingsView['standing'] }) {
  const { t } = useWords();
  const shown = useShown();
  const text = (row: SettingsView['standing'][number]): string => {
    if (row.key === 'scanner') return row.value === 'none' ? t('settings.scannerNone') : 'ClamAV';
    return row.key === 'password-shortest' ? t('settings.characters', { n: row.value }) : shown(row.form, row.value);
  };
  return (
    <Section title={t('settings.standing')}>
      <p className="text-quiet">{t('settings.standingMore')}</p>
      <Table caption={t('settings.standing')} rows={rows} keyOf={(row) => row.key} columns={[
        { head: t('settings.key'), names: true, cell: (row) => t(`settings.keys.${row.key}`) },
        { head: t('settings.value'), cell: text },
        { head: t('settings.source'), cell: (row) => t(`settings.sources.${row.source}`) },
        { head: t('settings.touches'), cell: (row) => t(`settings.people.${row.touches}`) },
      ]} />
    </Section>
  );
}
