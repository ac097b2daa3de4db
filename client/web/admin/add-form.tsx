// A form of two lines of text that adds one thing: sections and contractors.
import { useState, type SubmitEvent } from 'react';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { TextField } from '../ui/field.tsx';
import { Panel } from '../ui/page.tsx';

interface AddFormProps { readonly title: string; readonly labels: readonly [string, string]; readonly submit: string; readonly onAdd: (first: string, second: string) => Promise<void>; /** Whoever has a name that reads like it, with what tells them apart: then a tick says that it is another one. */ readonly alike?: ((first: string) => Promise<readonly string[]>) | undefined }

export function AddForm({ title, labels, submit, onAdd, alike }: AddFormProps) {
  const { t } = useWords();
  const act = useAct();
  const [values, setValues] = useState<readonly [string, string]>(['', '']);
  const [tried, setTried] = useState(false);
  const [added, setAdded] = useState('');
  const [doubt, setDoubt] = useState<Doubt | null>(null);
  const missing = (i: 0 | 1): string | null => (tried && values[i].trim() === '' ? t('field.missing', { label: labels[i] }) : null);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    const [first, second] = values.map((value) => value.trim());
    if (first === undefined || second === undefined || first === '' || second === '') return;
    act.run(async () => {
      const others = doubt?.of === first ? doubt.others : await alike?.(first) ?? [];
      if (others.length > 0 && !(doubt?.of === first && doubt.ticked)) {
        setDoubt({ of: first, others, ticked: false, asked: (doubt?.asked ?? 0) + 1 });
        return;
      }
      await onAdd(first, second);
      setDoubt(null);
      setAdded(first);
      setValues(['', '']);
      setTried(false);
    });
  };
  return (
    <Panel>
      <h2 className="text-std-20B-150">{title}</h2>
      {added !== '' && <Banner key={added} kind="good" title={t('admin.added', { name: added })} focus />}
      <ProblemBanner problem={act.problem} />
      <form className="grid gap-6" onSubmit={send} noValidate>
        <TextField label={labels[0]} value={values[0]} onChange={(value) => setValues([value, values[1]])} error={missing(0)} width="middle" autoComplete="off" />
        <TextField label={labels[1]} value={values[1]} onChange={(value) => setValues([values[0], value])} error={missing(1)} autoComplete="off" />
        {doubt !== null && doubt.of === values[0].trim() && <Alike doubt={doubt} onTick={(ticked) => setDoubt({ ...doubt, ticked })} />}
        <div><Button kind="filled" type="submit" busy={act.busy}>{submit}</Button></div>
      </form>
    </Panel>
  );
}

interface Doubt { readonly of: string; readonly others: readonly string[]; readonly ticked: boolean; readonly asked: number }

function Alike({ doubt: { others, ticked, asked }, onTick }: { readonly doubt: Doubt; readonly onTick: (ticked: boolean) => void }) {
  const { t } = useWords();
  return (
    <div className="grid gap-3">
      <Banner key={asked} kind="mind" title={t('keeping.alike')} focus><ul className="list-disc pl-6">{others.map((one) => <li key={one}>{one}</li>)}</ul><p>{t('keeping.alikeMore')}</p></Banner>
      <Tick checked={ticked} onChange={onTick}>{t('keeping.alikeTick')}</Tick>
    </div>
  );
}
