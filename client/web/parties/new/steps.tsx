// ① 送付先と内容 ─ ② ファイル ─ ③ 確認: where the reader is in the making of a transfer.
import { useWords } from '../../app/language.ts';

export function Steps({ now, names }: { readonly now: number; readonly names: readonly string[] }) {
  const { t } = useWords();
  return (
    <ol aria-label={t('contents.steps')} className="flex flex-wrap gap-x-6 gap-y-2">
      {names.map((name, i) => (
        <li key={name} aria-current={i === now ? 'step' : undefined} className={`flex items-center gap-2 border-b-4 pb-1 ${i === now ? 'border-act font-bold text-heading' : 'border-transparent text-quiet'}`}>
          <span aria-hidden className={`grid size-7 place-items-center rounded-full border-2 text-dns-14B-130 ${i <= now ? 'border-act bg-act text-on-act' : 'border-edge'}`}>{i + 1}</span>{name}
        </li>
      ))}
    </ol>
  );
}

export function NewSteps({ now }: { readonly now: 0 | 1 | 2 }) {
  const { t } = useWords();
  return <Steps now={now} names={[t('contents.step1'), t('contents.step2'), t('contents.step3')]} />;
}
