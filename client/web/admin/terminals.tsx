// The registered terminals of a contractor: the places from which its people sign in and collect where an engagement asks for that. Each change has a reason.
import { useState, type SubmitEvent } from 'react';
import type { TerminalView } from '../../../server/http/wire/administration.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded, Panel, Section } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { When } from '../ui/when.tsx';

export function Terminals({ contractorId, onChanged }: { readonly contractorId: string; readonly onChanged: () => void }) {
  const { t } = useWords();
  const loaded = useLoad(`terminals ${contractorId}`, () => api.call('terminals', { id: contractorId }));
  const [leaving, setLeaving] = useState<TerminalView | null>(null);
  const [done, setDone] = useState('');
  const changed = (text: string): void => {
    setDone(text);
    setLeaving(null);
    loaded.reload();
    onChanged();
  };
  return (
    <Section title={t('terminal.title')}>
      <p className="text-quiet">{t('terminal.more')}</p>
      {done !== '' && <Banner key={done} kind="good" title={done} focus />}
      <Loaded of={loaded}>
        {(rows) => (rows.length === 0 ? <p>{t('terminal.none')}</p> : (
          <Table caption={t('terminal.title')} rows={rows} keyOf={(row) => row.id} columns={[
            { head: t('terminal.address'), names: true, cell: (row) => <code>{row.address}</code> }, { head: t('terminal.label'), cell: (row) => row.label }, { head: t('terminal.since'), cell: (row) => <When at={row.addedAt} short /> },
            { head: t('todo.act'), act: true, cell: (row) => <Button aria-label={t('terminal.removeOf', { address: row.address })} onPress={() => setLeaving(row)}>{t('terminal.remove')}</Button> },
          ]} />
        ))}
      </Loaded>
      <Add contractorId={contractorId} onAdded={(address) => changed(t('terminal.added', { address }))} />
      {leaving !== null && <Remove terminal={leaving} onNo={() => setLeaving(null)} onDone={() => changed(t('terminal.removed', { address: leaving.address }))} />}
    </Section>
  );
}

function Add({ contractorId, onAdded }: { readonly contractorId: string; readonly onAdded: (address: string) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState({ address: '', label: '', reason: '' });
  const [tried, setTried] = useState(false);
  const field = (key: keyof typeof typed, support?: string) => (
    <TextField id={`terminal-${key}`} label={t(`terminal.${key}`)} {...(support === undefined ? {} : { support })} value={typed[key]} onChange={(value) => setTyped({ ...typed, [key]: value })} error={tried && typed[key].trim() === '' ? t('field.missing', { label: t(`terminal.${key}`) }) : null} width={key === 'reason' ? 'full' : 'middle'} autoComplete="off" />
  );
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(typed).some((text) => text.trim() === '')) return;
    act.run(async () => {
      const { address } = await api.call('addTerminal', { id: contractorId, body: { address: typed.address.trim(), label: typed.label.trim(), reason: typed.reason.trim() } });
      setTyped({ address: '', label: '', reason: '' });
      setTried(false);
      onAdded(address);
    });
  };
  return (
    <Panel>
      <h3 className="text-std-18B-160">{t('terminal.add')}</h3>
      <ProblemBanner problem={act.problem} />
      <form className="grid gap-6" onSubmit={send} noValidate>
        {field('address', t('terminal.addressMore'))}{field('label')}{field('reason')}
        <div><Button kind="outline" type="submit" busy={act.busy}>{t('terminal.add')}</Button></div>
      </form>
    </Panel>
  );
}

function Remove({ terminal: { id, address }, onNo, onDone }: { readonly terminal: TerminalView; readonly onNo: () => void; readonly onDone: () => void }) {
  const { t } = useWords();
  const act = useAct();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const remove = (): void => {
    setTried(true);
    if (reason.trim() !== '') act.run(async () => {
      await api.call('removeTerminal', { id, body: { reason: reason.trim() } });
      onDone();
    });
  };
  return (
    <Dialog open title={t('terminal.removeTitle', { address })} onNo={onNo} acts={<><Button onPress={onNo}>{t('terminal.no')}</Button><Button kind="filled" busy={act.busy} onPress={remove}>{t('terminal.removeNow')}</Button></>}>
      <p>{t('terminal.removeMore')}</p>
      <ProblemBanner problem={act.problem} />
      <TextField label={t('terminal.reason')} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? t('field.missing', { label: t('terminal.reason') }) : null} autoComplete="off" />
    </Dialog>
  );
}
