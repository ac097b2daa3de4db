// The password, big, in seven groups, each with the reading aid for the telephone. Never announced unasked: it is ordinary text, read group by group (UI 7.17).
import { groups, readingAid } from '../../../../server/sealing/password.ts';
import { useWords } from '../../app/language.ts';

/** 「ケイ(ケニア)」; figures have no word. */
export function aidOf(group: string): string {
  return Array.from(group).map((symbol) => {
    const aid = readingAid(symbol);
    return aid === null ? symbol : aid.word === null ? aid.kana : `${aid.kana}（${aid.word}）`;
  }).join('・');
}

export function PasswordGroups({ password }: { readonly password: string }) {
  const { t } = useWords();
  return (
    <ol className="grid gap-2">
      {groups(password).map((group, i) => (
        <li key={i} className="flex flex-wrap items-baseline gap-x-6 border-b border-rule pb-1">
          <span className="w-12 text-quiet">{t('notice.group', { count: i + 1 })}</span>
          <span className="password-groups" translate="no">{group}</span>
          <span lang="ja" className="text-quiet">{aidOf(group)}</span>
        </li>
      ))}
    </ol>
  );
}
