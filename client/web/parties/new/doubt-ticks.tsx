// What the gateway doubts must be ticked one by one before the deposit: each tick is complete in itself (UI 3.5). A name that only reads alike is shown, not ticked.
import type { Doubt, TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { Tick } from '../../ui/choice.tsx';

type Ticked = Exclude<Doubt['kind'], 'similar-name'>;
export interface OpenDoubt { readonly key: string; readonly transferId: string; readonly kind: Ticked; readonly file: string }

/** The doubts of a deposit that ask for a tick, each with a key that stays the same while the doubt does. */
export function doubtsOf(transfers: readonly TransferView[]): OpenDoubt[] {
  return transfers.flatMap((transfer) => transfer.doubts.flatMap((doubt): OpenDoubt[] => {
    if (doubt.kind === 'similar-name') return [];
    const file = 'fileId' in doubt ? (transfer.files.find((one) => one.id === doubt.fileId)?.name ?? '') : '';
    return [{ key: `${transfer.id} ${JSON.stringify(doubt)}`, transferId: transfer.id, kind: doubt.kind, file }];
  }));
}

interface DoubtTicksProps { readonly doubts: readonly OpenDoubt[]; readonly ticked: readonly string[]; readonly onChange: (ticked: readonly string[]) => void; /** Name what is not ticked. */ readonly tried: boolean }

export function DoubtTicks({ doubts, ticked, onChange, tried }: DoubtTicksProps) {
  const { t } = useWords();
  return doubts.map((one) => (
    <Tick key={one.key} checked={ticked.includes(one.key)} onChange={(on) => onChange(on ? [...ticked, one.key] : ticked.filter((key) => key !== one.key))} error={tried && !ticked.includes(one.key) ? t('check.tickThis') : null}>
      {t(`check.tick.${one.kind}`, { file: one.file })}
    </Tick>
  ));
}
