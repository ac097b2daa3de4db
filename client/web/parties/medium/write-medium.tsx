// The medium is written: begun on another occasion than the password, then the sealed files as one ZIP, and the label.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, SaveLink } from '../../ui/button.tsx';

export interface StepProps { readonly transfer: TransferView; readonly onDone: (transfer: TransferView) => void }

export function WriteMedium({ transfer, onDone }: StepProps) {
  const { t } = useWords();
  const { signOut } = useHere();
  const act = useAct();
  const written = transfer.medium?.written ?? null;
  const ready = written?.current === true;
  return (
    <div className="grid max-w-[48rem] gap-4">
      <p>{t('medium.writeMore')}</p>
      {written !== null && !ready && <Banner kind="mind" title={t('medium.voided')} />}
      <ProblemBanner problem={act.problem}>{act.problem?.code === 'MEDIUM_SAME_OCCASION' && <p className="mt-2"><Button onPress={signOut}>{t('frame.signOut')}</Button></p>}</ProblemBanner>
      <div className="flex flex-wrap gap-4">
        {ready && <SaveLink kind="filled" href={api.address('medium', { id: transfer.id })} name={`kagibako-${transfer.number}.zip`}>{t('medium.zip')}</SaveLink>}
        {ready && <SaveLink href={api.address('mediumLabel', { id: transfer.id })} name={`label-${transfer.number}.pdf`}>{t('medium.label')}</SaveLink>}
        <Button kind={ready ? 'plain' : 'filled'} busy={act.busy} onPress={() => act.run(async () => onDone(await api.call('writeMedium', { id: transfer.id })))}>{t(ready ? 'medium.writeAgain' : 'medium.writeNow')}</Button>
      </div>
      {ready && <p className="text-quiet">{t('medium.noPassword')}</p>}
    </div>
  );
}
