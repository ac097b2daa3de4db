// Asking for a reset of somebody's password or second factor. Nothing happens before another administrator approves it.
import { useState, type SubmitEvent } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { go } from '../app/place.ts';
import type { PageParams } from '../app/routes.tsx';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { Acts, Loaded, Page } from '../ui/page.tsx';
import { usePeople } from './people-load.ts';

const WHAT = ['password', 'second-factor'] as const;

export default function AskReset({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const loaded = usePeople();
  const name = loaded.value?.accounts.find((one) => one.id === id)?.name;
  return <Page title={name === undefined ? t('resets.ask') : t('resets.askOf', { name })} tab={t('resets.ask')}><Loaded of={loaded}>{() => (name === undefined ? <p>{t('frame.notFoundMore')}</p> : <Form id={id} name={name} />)}</Loaded></Page>;
}

function Form({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useWords();
  const act = useAct();
  const [what, setWhat] = useState<(typeof WHAT)[number] | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    if (what === null || reason.trim() === '') return;
    act.run(async () => {
      await api.call('askReset', { id, body: { what, reason: reason.trim() } });
      go('/admin/requests', { done: t('resets.asked', { name }) });
    });
  };
  return (
    <form className="grid max-w-[40rem] gap-6" onSubmit={submit} noValidate>
      <p>{t('resets.more')}</p>
      <ProblemBanner problem={act.problem} />
      <Choices label={t('resets.what')} error={tried && what === null ? t('field.choose', { label: t('resets.what') }) : null} choices={WHAT.map((value) => ({ value, label: t(`resets.whats.${value}`), more: <span className="block text-quiet">{t(`resets.whatMore.${value}`)}</span> }))}
        chosen={what === null ? [] : [what]} onChange={([chosen]) => setWhat(WHAT.find((one) => one === chosen) ?? null)} />
      <TextField label={t('resets.reason')} support={t('changing.reasonMore')} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? t('field.missing', { label: t('resets.reason') }) : null} maxLength={300} autoComplete="off" />
      <Acts><Link to={`/admin/people/${id}`} kind="outline">{t('act.back')}</Link><Button kind="filled" type="submit" busy={act.busy}>{t('resets.askNow')}</Button></Acts>
    </form>
  );
}
