// A form of two lines of text that adds one thing: sections and contractors.
import { useState, type SubmitEvent } from 'react';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Panel } from '../ui/page.tsx';

interface AddFormProps { readonly title: string; readonly labels: readonly [string, string]; readonly submit: string; readonly onAdd: (first: string, second: string) => Promise<void> }

export function AddForm({ title, labels, submit, onAdd }: AddFormProps) {
  const { t } = useWords();
  const act = useAct();
  const [values, setValues] = useState<readonly [string, string]>(['', '']);
  const [tried, setTried] = useState(false);
  const [added, setAdded] = useState('');
  const missing = (i: 0 | 1): string | null => (tried && values[i].trim() === '' ? t('field.missing', { label: labels[i] }) : null);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setTried(true);
    const [first, second] = values.map((value) => value.trim());
    if (first === undefined || second === undefined || first === '' || second === '') return;
    act.run(async () => {
      await onAdd(first, second);
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
        <div><Button kind="filled" type="submit" busy={act.busy}>{submit}</Button></div>
      </form>
    </Panel>
  );
}
