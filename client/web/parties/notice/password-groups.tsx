// The password, big, in seven groups, each with the reading aid for the telephone. Never announced unasked: it is ordinary text, read group by group (UI 7.17).
import { groups, readingAid } from '../../../../server/sealing/password.ts';
import { useWords } from '../../app/language.ts';

/** 「ケイ（ケニア）・なな」: figures have no word. Each symbol's reading stays whole at a line's end. */
export function Aid({ group }: { readonly group: string }) {
  const symbols = Array.from(group);
  return symbols.map((symbol, i) => {
    const aid = readingAid(symbol);
    const said = aid === null ? symbol : aid.word === null ? aid.kana : `${aid.kana}（${aid.word}）`;
    return <span key={i} className="inline-block">{said}{i < symbols.length - 1 ? '・' : ''}</span>;
  });
}

export function PasswordGroups({ password }: { readonly password: string }) {
  const { t } = useWords();
  return (
    <ol className="grid gap-2">
      {groups(password).map((group, i) => (
        <li key={i} className="flex flex-wrap items-baseline gap-x-6 border-b border-rule pb-1">
          <span className="w-12 text-quiet">{t('notice.group', { count: i + 1 })}</span>
          <span className="password-groups" translate="no">{group}</span>
          <span lang="ja" className="text-quiet"><Aid group={group} /></span>
        </li>
      ))}
    </ol>
  );
}
