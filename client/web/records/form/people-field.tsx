// People of a stage: ticks for those whom the roster or the staff list names, and written names where the field allows them.
import { useRef, useState } from 'react';
import type { FieldView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { Button } from '../../ui/button.tsx';
import { Tick } from '../../ui/choice.tsx';
import { BOX, FieldError, Mark } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { useSaid } from '../words-of.ts';
import { peopleOf, type Draft } from './draft.ts';

type People = Extract<Draft, { of: 'people' }>;
interface PeopleFieldProps { readonly field: Extract<FieldView, { kind: 'people' }>; readonly id: string; readonly draft: People; readonly onChange: (draft: People) => void; readonly support: string | undefined; readonly error: string | undefined }

export function PeopleField({ field, id, draft, onChange, support, error }: PeopleFieldProps) {
  const { t } = useWords();
  const said = useSaid();
  const has = (personId: string): boolean => draft.people.some((one) => one.id === personId);
  const strangers = draft.people.filter((one) => !field.known.some((known) => known.id === one.id));
  const tick = (person: { id: string; name: string }, on: boolean): void => onChange({ ...draft, people: [...draft.people.filter((one) => one.id !== person.id), ...(on ? [{ id: person.id, name: person.name }] : [])] });
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={[support === undefined ? '' : `${id}-support`, error === undefined ? '' : `${id}-error`].join(' ').trim() || undefined}>
      <legend className="text-std-16B-170 text-heading">{said(field.label)}<Mark required={!field.optional} /></legend>
      {support !== undefined && <p id={`${id}-support`} className="text-quiet"><Foreign>{support}</Foreign></p>}
      {field.known.length > 0 && <div className="mt-2 grid gap-x-6 sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]">{field.known.map((person) => <Tick key={person.id} checked={has(person.id)} onChange={(on) => tick(person, on)}><span lang="ja">{person.name}</span></Tick>)}</div>}
      {field.known.length === 0 && !field.written && <p className="mt-2 text-quiet">{t('recordForm.people.nobody')}</p>}
      {strangers.length > 0 && (
        <ul className="mt-2 grid gap-2">
          {strangers.map((person) => <li key={person.name} className="flex flex-wrap items-center gap-4"><strong lang="ja">{person.name}</strong><Button kind="plain" aria-label={t('recordForm.people.remove', { name: person.name })} onPress={() => onChange({ ...draft, people: draft.people.filter((one) => one !== person) })}>{t('recordForm.remove')}</Button></li>)}
        </ul>
      )}
      {field.written && <Written id={`${id}-name`} named={field.known.length > 0} draft={draft} onChange={onChange} />}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

/** Enter adds the name; a name that still stands here when the form is sent counts as well. */
function Written({ id, named, draft, onChange }: { readonly id: string; readonly named: boolean; readonly draft: People; readonly onChange: (draft: People) => void }) {
  const { t } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const [said, say] = useState('');
  const add = (): void => {
    const people = peopleOf(draft);
    if (people.length > draft.people.length) say(t('recordForm.people.added', { name: draft.typed.trim() }));
    onChange({ of: 'people', people, typed: '' });
    box.current?.focus();
  };
  return (
    <div className="mt-2">
      <label htmlFor={id} className="text-quiet">{t(named ? 'recordForm.people.other' : 'recordForm.people.name')}</label>
      <div className="mt-1 flex flex-wrap items-center gap-3">
        <input ref={box} id={id} value={draft.typed} maxLength={100} autoComplete="off" lang="ja" className={`${BOX} w-full max-w-[20rem] min-w-0`} onChange={(event) => onChange({ ...draft, typed: event.target.value })} onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); add(); } }} />
        <Button onPress={add}>{t('recordForm.people.add')}</Button>
      </div>
      <p role="status" className="sr-only">{said}</p>
    </div>
  );
}
