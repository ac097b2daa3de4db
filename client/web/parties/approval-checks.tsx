// The three checks of one transfer (3-6): destination, content, attachments, each tick below its evidence, none for all of them.
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { useWords } from '../app/language.ts';
import { Tick } from '../ui/choice.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { When } from '../ui/when.tsx';
import { Whole } from '../ui/whole.tsx';
import { Attachments, Content, Destination } from './approval-evidence.tsx';

export const CHECKS = ['destination', 'content', 'attachments'] as const;
export type Check = (typeof CHECKS)[number];
const EVIDENCE = { destination: Destination, content: Content, attachments: Attachments };

export function missingOf(ticked: readonly Check[]): Check[] {
  return CHECKS.filter((check) => !ticked.includes(check));
}

/** 「『添付ファイル』」: the checks by name, for what is said about them. */
export function checkNames(t: ReturnType<typeof useWords>['t'], checks: readonly Check[]): string {
  return checks.map((check) => t('approval.named', { check: t(`approval.check.${check}`) })).join('');
}

interface ApprovalChecksProps { readonly transfer: TransferView; readonly ticked: readonly Check[]; readonly onTick: (ticked: Check[]) => void; /** The reader pressed before all were ticked. */ readonly early: boolean; readonly level: 2 | 3 }

export function ApprovalChecks({ transfer, ticked, onTick, early, level }: ApprovalChecksProps) {
  const { t } = useWords();
  const Title = level === 2 ? 'h2' : 'h3';
  return (
    <>
      <p className="text-quiet"><Foreign>{t('approval.madeBy', { name: transfer.createdBy.name })}</Foreign> <When at={transfer.createdAt} /></p>
      {CHECKS.map((check, i) => {
        const Evidence = EVIDENCE[check];
        const left = early && !ticked.includes(check);
        return (
          <section key={check} className={`grid gap-3 rounded-12 border p-4 ${left ? 'border-2 border-fault' : 'border-rule'}`}>
            <Title className="text-std-18B-160">{i + 1}　{t(`approval.check.${check}`)}</Title>
            <Evidence transfer={transfer} />
            <Tick checked={ticked.includes(check)} onChange={(on) => onTick(CHECKS.filter((one) => (one === check ? on : ticked.includes(one))))} error={left ? t('approval.tickLeft') : null}><Whole part={transfer.number}>{t(`approval.tick.${check}`, { number: transfer.number })}</Whole></Tick>
          </section>
        );
      })}
    </>
  );
}
