// パスワード通知書 on one A4 sheet: addressee, section with telephone, numbers, seven groups with the aid, four rules. Nothing of the contents (UI 4, Print).
import { groups } from '../../../../server/sealing/password.ts';
import type { NoticeView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { When } from '../../ui/when.tsx';
import { Aid } from './password-groups.tsx';
import { Foreign } from '../../ui/foreign.tsx';

export function PrintedNotice({ notice, password }: { readonly notice: NoticeView; readonly password: string }) {
  const { t } = useWords();
  return (
    <article className="print-only grid gap-[5mm]">
      <h1 className="text-center text-[16pt] font-bold">{t('notice.sheet')}</h1>
      <Foreign><div className="flex justify-between gap-8">
        <p className="text-[12pt]">{notice.recipient.name}<br />{listed(notice.addressees.map((person) => person.name))} {t('notice.honorific')}</p>
        <p className="text-right"><When at={notice.at} /><br />{notice.section?.name}<br />{notice.section === null ? '' : t('notice.telephone', { telephone: notice.section.telephone })}</p>
      </div></Foreign>
      <p className="text-[12pt]">{t('list.number')}　<strong>{notice.numbers.join(' ・ ')}</strong></p>
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('notice.password')}</caption>
        <tbody>
          {groups(password).map((group, i) => (
            <tr key={i}>
              <th scope="row" className="border border-black p-[3mm] font-normal whitespace-nowrap">{t('notice.group', { count: i + 1 })}</th>
              <td className="border border-black px-[4mm] py-[3mm] text-center font-mono text-[20pt] leading-none font-bold whitespace-nowrap" translate="no">{group}</td>
              <td className="border border-black p-[3mm]" lang="ja"><Aid group={group} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      <ol className="list-decimal pl-6">
        <li>{t('notice.rule1')}</li><li>{t('notice.rule2')}</li><li>{t('notice.rule3')}</li><li>{t('notice.rule4')}</li>
      </ol>
      <p className="mt-[15mm] text-right">{t('notice.received')}　＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
    </article>
  );
}
