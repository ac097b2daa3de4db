// 照会 and 回答: what this transfer answers, and what answers it.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { Link } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';

export function Pair({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const { asked, answer, mayAnswer, isInquiry } = transfer.pair;
  if (asked === null && !isInquiry) return null;
  return (
    <Section title={t(isInquiry ? 'pair.answer' : 'pair.asked')}>
      {asked !== null && <p><Link to={`/transfers/${asked.id}`}>{t('pair.toInquiry', { number: asked.number })}</Link></p>}
      {answer !== null && <p><Link to={`/transfers/${answer.id}`}>{t('pair.toAnswer', { number: answer.number })}</Link></p>}
      {isInquiry && answer === null && <p>{t(mayAnswer === null ? 'pair.none' : 'pair.owed')}</p>}
    </Section>
  );
}
