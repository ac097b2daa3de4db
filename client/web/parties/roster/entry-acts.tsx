// What a reader may do with one entry: accept it in one press; return it, take it back or remove the person with a reason.
import { useState } from 'react';
import type { RosterEntryView } from '../../../../server/http/wire/rosters.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/field.tsx';
import type { Done } from './firm.tsx';

const WORDS = {
  return: { open: 'roster.returnIt', openFor: 'roster.returnFor', title: 'roster.returnTitle', more: 'roster.returnMore', now: 'roster.returnNow', no: 'roster.notReturn', done: 'roster.returned' },
  withdraw: { open: 'roster.withdraw', openFor: 'roster.withdrawFor', title: 'roster.withdrawTitle', more: 'roster.withdrawMore', now: 'roster.withdrawNow', no: 'roster.notWithdraw', done: 'roster.withdrawn' },
  remove: { open: 'roster.remove', openFor: 'roster.removeFor', title: 'roster.removeTitle', more: 'roster.removeMore', now: 'roster.removeNow', no: 'roster.notRemove', done: 'roster.removed' },
} as const;
interface ActsProps { readonly entry: RosterEntryView; readonly filled?: boolean; readonly onDone: Done }

export function EntryActs({ entry, filled = false, onDone }: ActsProps) {
  const { t } = useWords();
  const act = useAct();
  const { id, name, may } = entry;
  const accept = (): void => act.run(async () => {
    const page = await api.call('decideRosterEntry', { id, body: { accept: true } });
    onDone(page, t(entry.accountId === null ? 'roster.acceptedNew' : 'roster.accepted', { name }));
  });
  return (
    <div className="grid gap-3">
      <ProblemBanner problem={act.problem} />
      <div className="flex flex-wrap gap-4">
        {may.includes('decide') && <WithReason entry={entry} what="return" onDone={onDone} />}
        {may.includes('decide') && <Button kind={filled ? 'filled' : 'outline'} busy={act.busy} aria-label={t('roster.acceptFor', { name })} onPress={accept}>{t('roster.accept')}</Button>}
        {may.includes('withdraw') && <WithReason entry={entry} what="withdraw" onDone={onDone} />}
        {may.includes('remove') && <WithReason entry={entry} what="remove" onDone={onDone} />}
      </div>
    </div>
  );
}

function WithReason({ entry: { id, name }, what, onDone }: { readonly entry: RosterEntryView; readonly what: keyof typeof WORDS; readonly onDone: Done }) {
  const { t } = useWords();
  const act = useAct();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const words = WORDS[what];
  const go = (): void => {
    setTried(true);
    const line = reason.replace(/\s+/g, ' ').trim();
    if (line === '') return;
    act.run(async () => {
      const page = what === 'return' ? await api.call('decideRosterEntry', { id, body: { accept: false, reason: line } }) : await api.call('endRosterEntry', { id, body: { reason: line } });
      setOpen(false);
      onDone(page, t(words.done, { name }));
    });
  };
  return (
    <>
      <Button kind={what === 'return' ? 'outline' : 'plain'} aria-label={t(words.openFor, { name })} onPress={() => setOpen(true)}>{t(words.open)}</Button>
      <Dialog open={open} title={t(words.title, { name })} onNo={() => setOpen(false)} acts={<><Button onPress={() => setOpen(false)}>{t(words.no)}</Button><Button kind="filled" busy={act.busy} onPress={go}>{t(words.now)}</Button></>}>
        <p>{t(words.more)}</p>
        <ProblemBanner problem={act.problem} />
        <TextArea label={t('recall.reason')} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? t('field.missing', { label: t('recall.reason') }) : null} />
      </Dialog>
    </>
  );
}
