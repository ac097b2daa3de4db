// The steps of a transfer by medium as a list: what is done, what comes next, what is still to come.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { Badge } from '../../ui/badge.tsx';
import { stepsOf } from './progress.ts';

export function Checklist({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const steps = stepsOf(transfer);
  const next = transfer.ended !== null && transfer.confirmation === null ? undefined : steps.find((one) => !one.done)?.step;
  return (
    <div className="grid gap-3">
      <ol className="grid gap-2">
        {steps.map(({ step, done }, at) => (
          <li key={step} className="flex flex-wrap items-center gap-x-3 gap-y-1" aria-current={step === next ? 'step' : undefined}>
            <span className="w-6 text-right">{at + 1}.</span>
            {done ? <Badge tone="good" icon="tick">{t('medium.done')}</Badge> : step === next ? <Badge tone="wait" icon="pencil">{t('medium.next')}</Badge> : <Badge tone="rest" icon="dashed">{t('medium.later')}</Badge>}
            <span className={step === next ? 'font-bold' : ''}>{t(`medium.steps.${step}`, { minutes: transfer.medium?.gapMinutes ?? 0 })}</span>
          </li>
        ))}
      </ol>
      <p className="text-quiet">{t('medium.why')}</p>
    </div>
  );
}
