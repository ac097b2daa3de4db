// The initial password, shown once; printed as 利用開始通知書 or 専用ページ利用通知書 on one A4 sheet of its own.
import type { z } from 'zod';
import type { accountMade } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useHere } from '../app/session.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Facts } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';

export type Made = z.infer<typeof accountMade>;

export function InitialPassword({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const { t } = useWords();
  const { account, initial, signInAt } = made;
  return (
    <Banner kind="good" title={t('admin.made', { name: account.name })} focus onClose={onClose}>
      <p>{t('admin.madeMore')}</p>
      <Facts rows={[
        [t('signIn.login'), <code key="l">{initial.login}</code>],
        [t('admin.initial'), <span key="p" className="font-mono text-std-24B-150" translate="no">{initial.password}</span>],
        [t('admin.validUntil'), <When key="u" at={initial.validUntil} />],
        [t('sheet.address'), <code key="a" className="break-all">{signInAt}</code>],
      ]} />
      <div className="mt-3"><Button kind="filled" onPress={() => print()}>{t('act.print')}</Button></div>
      {account.role === 'handler' && (
        <div className="mt-3 grid gap-2">
          <p>{t('admin.noticeMore')}</p>
          <p><a href={api.address('pageNotice', { id: account.id })} target="_blank" rel="noopener" className="underline underline-offset-3">{t('admin.noticePaper')}</a></p>
        </div>
      )}
    </Banner>
  );
}

/** The printed sheet: beside the page, not in it, so that nothing of the page is printed. */
export function Sheet({ made: { account, initial, signInAt } }: { readonly made: Made }) {
  const { t } = useWords();
  const { session } = useHere();
  const { contact, name: ward } = session.municipality;
  const row = (term: string, value: React.ReactNode) => (
    <tr key={term}><th scope="row" className="w-[42mm] border border-black p-[3mm] text-left font-normal">{term}</th><td className="border border-black p-[3mm]">{value}</td></tr>
  );
  return (
    <article className="print-only grid gap-[7mm] px-[1mm]">
      <p className="text-center text-[16pt] font-bold">{t(account.role === 'handler' ? 'sheet.handler' : 'sheet.staff')}</p>
      <Foreign><div className="flex justify-between gap-8">
        <p className="text-[13pt]">{account.name} {t('sheet.honorific')}</p>
        <p className="text-right">{ward}</p>
      </div></Foreign>
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('admin.initial')}</caption>
        <tbody>
          {row(t('sheet.address'), <span className="font-mono break-all">{signInAt}</span>)}
          {row(t('signIn.login'), <span className="font-mono text-[14pt]" translate="no">{initial.login}</span>)}
          {row(t('admin.initial'), <span className="font-mono text-[18pt] font-bold" translate="no">{initial.password}</span>)}
          {row(t('admin.validUntil'), <When at={initial.validUntil} />)}
        </tbody>
      </table>
      <ol className="list-decimal pl-6"><li>{t('sheet.rule1')}</li><li>{t('sheet.rule2')}</li><li>{t('sheet.rule3')}</li></ol>
      {contact !== null && <Foreign><p className="border border-black p-[4mm]">{t('sheet.contact')}<br />{contact.name}　{contact.telephone}<br />{t('sheet.contactHours', { hours: contact.hours })}</p></Foreign>}
    </article>
  );
}
