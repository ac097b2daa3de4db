// What happened to a transfer, from the ledger, with the number of each entry; and what is still to come, the next step with who must do it.
import type { Act, TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useActName, useReasonName } from '../../app/act-names.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/page.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { When } from '../../ui/when.tsx';
import { whoIsNext } from '../whose-turn.ts';

/** The journey from a decision on: whatever comes next, these follow in this order (DESIGN). A draft or a transfer sent back has no journey yet. */
const JOURNEY: readonly Act[] = ['approve', 'allow-unscanned', 'notice', 'handover', 'collect', 'confirm', 'wait-wipe'];

/** What is to come after `next`. While the password is not made, making and handing it over read as one. */
function stillToCome(next: Act, ended: boolean, unscanned: boolean): Act[] {
  const at = JOURNEY.indexOf(next);
  return at === -1 || ended ? [] : JOURNEY.slice(at + 1).filter((act) => act !== 'handover' && (unscanned || act !== 'allow-unscanned'));
}

export function Timeline({ transfer }: { readonly transfer: TransferView }) {
  const nameOf = useActName();
  const reasonOf = useReasonName();
  const { t } = useWords();
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
                <span className="block text-quiet"><When at={entry.at} />　<Foreign>{entry.actor}</Foreign>　<span className="whitespace-nowrap">{entry.times === 1 ? t('detail.entry', { index: entry.index }) : t('detail.entries', { first: entry.index, last: entry.last, times: entry.times })}</span></span>
              </span>
            </li>
          ))}
          <ToCome transfer={transfer} />
        </ol>
      )}
    </Loaded>
  );
}

function ToCome({ transfer: { next, ended, unscanned } }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  if (next.act === 'none') return <Step>{t('detail.nothingMore')}</Step>;
  const who = next.by.length === 0 ? t('detail.byItself') : t('detail.notYetBy', { who: whoIsNext(t, next.by) });
  return (
    <>
      <Step><span className="inline-block font-bold text-ink first-letter:uppercase">{t(`detail.waiting.${next.act}`)}</span>　<Foreign>{who}</Foreign></Step>
      {stillToCome(next.act, ended !== null, unscanned).map((act) => <Step key={act}><span className="inline-block first-letter:uppercase">{t(`detail.waiting.${act}`)}</span></Step>)}
    </>
  );
}

/** A step that has not come: an empty circle, and the same in words for who does not see it. */
function Step({ children }: { readonly children: React.ReactNode }) {
  const { t } = useWords();
  return <li className="flex gap-3 text-quiet"><Icon name="ring" /><span className="min-w-0"><span className="sr-only">{t('detail.toCome')} </span>{children}</span></li>;
}
