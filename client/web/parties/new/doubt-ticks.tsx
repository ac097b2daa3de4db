// What the gateway doubts must be ticked one by one before the deposit: each tick is complete in itself (UI 3.5). A name that only reads alike is shown, not ticked.
import type { Doubt, TransferView } from '../../../../server/http/wire/transfers.ts';
import { useWords } from '../../app/language.ts';
import { Tick } from '../../ui/choice.tsx';

type Ticked = Exclude<Doubt['kind'], 'similar-name'>;
/** About a file itself, to whomever it goes: asked once, not once for each recipient. */
const ofTheFile: readonly Doubt['kind'][] = ['column-not-declared', 'column-forbidden', 'same-to-several'];
export interface OpenDoubt { readonly key: string; readonly transferId: string; readonly kind: Ticked; readonly file: string }

/** The doubts of a deposit that ask for a tick, each with a key that stays the same while the doubt does. */
export function doubtsOf(transfers: readonly TransferView[]): OpenDoubt[] {
  const every = transfers.flatMap((transfer) => transfer.doubts.flatMap((doubt): OpenDoubt[] => {
    if (doubt.kind === 'similar-name') return [];
    const file = 'fileId' in doubt ? transfer.files.find((one) => one.id === doubt.fileId) : undefined;
    const key = ofTheFile.includes(doubt.kind) ? `${file?.uploadId ?? ''} ${doubt.kind}` : `${transfer.id} ${JSON.stringify(doubt)}`;
    return [{ key, transferId: transfer.id, kind: doubt.kind, file: file?.name ?? '' }];
  }));
  return every.filter((one, at) => every.findIndex((other) => other.key === one.key) === at);
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
