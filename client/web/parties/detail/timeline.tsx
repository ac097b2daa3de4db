// What happened to a transfer, from the ledger, with the number of each entry; and what is still to come.
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useActName, useReasonName } from '../../app/act-names.ts';
import { listed, useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/page.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { When } from '../../ui/when.tsx';

function notYet(t: ReturnType<typeof useWords>['t'], { act, by }: TransferView['next']): string {
  const next = t(`detail.waiting.${act}`);
  return by.length === 0 ? t('detail.notYetByItself', { act: next }) : t('detail.notYet', { act: next, who: listed(by) });
}

export function Timeline({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const nameOf = useActName();
  const reasonOf = useReasonName();
  const entries = useLoad(`${transfer.id} ${transfer.changedAt} ${transfer.state}`, () => api.call('timeline', { id: transfer.id }));
  return (
    <Loaded of={entries}>
      {(rows) => (
        <ol className="grid gap-3">
          {rows.map((entry) => (
            <li key={entry.index} className="flex gap-3 border-b border-rule pb-3">
              <span className={entry.result === 'done' ? 'text-good' : 'text-stop'}><Icon name={entry.result === 'done' ? 'tick' : 'slash'} /></span>
              <span className="min-w-0 grow">
                <span className="font-bold">{nameOf(entry.act)}</span>{entry.result === 'refused' && <span className="text-stop">　{t('detail.refused', { reason: reasonOf(entry.code) })}</span>}
                <span className="block text-quiet"><When at={entry.at} />　<Foreign>{entry.actor}</Foreign>　{t('detail.entry', { index: entry.index })}</span>
              </span>
            </li>
          ))}
          <li className="flex gap-3 text-quiet"><Icon name="clock" /><span><Foreign>{transfer.next.act === 'none' ? t('detail.nothingMore') : notYet(t, transfer.next)}</Foreign></span></li>
        </ol>
      )}
    </Loaded>
  );
}
