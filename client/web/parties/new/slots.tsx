// Files for several recipients: a slot for each, and one for what goes to all. A file of one slot is sealed for that recipient alone (4-9).
import type { ReactNode } from 'react';
import type { FileView, TransferView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { Banner } from '../../ui/banner.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Panel } from '../../ui/page.tsx';
import { Tile } from '../../ui/tile.tsx';
import type { Chosen } from './chosen-files.ts';
import { allTo, filesOf, inSlot } from './draft.ts';

export interface Slot { readonly key: string; /** Null for what goes to all. */ readonly to: string | null; readonly kept: readonly FileView[]; readonly chosen: readonly Chosen[] }
interface SlotsProps { readonly transfers: readonly TransferView[]; readonly chosen: readonly Chosen[]; readonly children: (slot: Slot) => ReactNode }

/** One recipient has no slots: what is chosen goes there. */
export function Slots({ transfers, chosen, children }: SlotsProps) {
  const { t } = useWords();
  const [first] = transfers;
  if (first === undefined) return null;
  if (transfers.length === 1) return children({ key: first.id, to: null, kept: first.files, chosen });
  const common: Slot = { key: 'all', to: null, kept: filesOf(transfers).filter((file) => allTo(transfers, file)), chosen: chosen.filter((one) => one.to === null) };
  const isShared = common.kept.length + common.chosen.length > 0;
  return (
    <>
      <p className="max-w-[40em]">{t('files.slotsMore')}</p>
      {transfers.map((transfer) => (
        <Panel key={transfer.id}>
          <div className="flex items-center gap-3"><Tile party={transfer.recipient} /><h2 className="text-std-18B-160"><Foreign>{t('files.slot', { recipient: transfer.recipient.name })}</Foreign></h2></div>
          {children({ key: transfer.id, to: transfer.recipient.id, kept: transfer.files.filter((file) => !allTo(transfers, file)), chosen: chosen.filter((one) => one.to === transfer.recipient.id) })}
        </Panel>
      ))}
      <Panel>
        <h2 className="text-std-18B-160">{t('files.slotAll')}</h2>
        {isShared ? <Banner kind="mind" title={t('files.sameForAll', { count: transfers.length })}><p>{listed(transfers.map((transfer) => transfer.recipient.name))}</p></Banner> : <p className="text-quiet">{t('files.slotAllMore')}</p>}
        {children(common)}
      </Panel>
    </>
  );
}

/** Recipients for whom nothing was chosen yet. */
export function emptySlots(transfers: readonly TransferView[], chosen: readonly Chosen[]): string[] {
  return transfers.filter((transfer) => inSlot(transfer, chosen) === 0).map((transfer) => transfer.recipient.name);
}
