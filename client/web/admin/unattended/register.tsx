// Registering an unattended terminal: what it may, whose it is, who answers for it, and its public key as its own screen showed it.
import { useState, type SubmitEvent } from 'react';
import type { EngagementView } from '../../../../server/http/wire/engagements.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Loaded, Panel } from '../../ui/page.tsx';
import { placeOf, usePeople, type People } from '../people-load.ts';

interface Given { readonly onDone: (text: string) => void; readonly onNo: () => void }

export function Register(given: Given) {
  const { t } = useWords();
  const people = usePeople();
  const engagements = useLoad('unattended engagements', () => api.call('engagements', {}));
  return (
    <Panel>
      <h2 className="text-std-20B-150">{t('unattended.register')}</h2>
      <p className="max-w-[40em]">{t('unattended.registerMore')}</p>
      <Loaded of={people}>{(every) => <Loaded of={engagements}>{(all) => <Form people={every} engagements={all} {...given} />}</Loaded>}</Loaded>
    </Panel>
  );
}

const EMPTY = { name: '', publicKey: '', scope: 'send' as 'send' | 'collect', responsibleId: '', engagementIds: [] as readonly string[], lastDay: '' };

function Form({ people, engagements, onDone, onNo }: Given & { readonly people: People; readonly engagements: readonly EngagementView[] }) {
  const { t } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState(EMPTY);
  const [tries, setTries] = useState(0);
  const set = (change: Partial<typeof EMPTY>): void => setTyped({ ...typed, ...change });
  const person = people.accounts.find(({ id }) => id === typed.responsibleId);
  const own = person === undefined ? [] : engagements.filter(({ sections, contractors }) => [...sections, ...contractors].some(({ id }) => id === (person.sectionId ?? person.contractorId)));
  const errors = tries === 0 ? {} : missing(typed, t);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    setTries(tries + 1);
    if (Object.keys(missing(typed, t)).length > 0) return;
    act.run(async () => {
      const made = await api.call('registerUnattended', { body: { ...typed, name: typed.name.trim(), publicKey: typed.publicKey.trim(), engagementIds: [...typed.engagementIds] } });
      onDone(t('unattended.done', { name: made.name, words: made.words }));
    });
  };
  const role = typed.scope === 'send' ? 'staff' : 'handler';
  return (
    <form className="grid gap-6" onSubmit={send} noValidate>
      <ErrorSummary errors={errors} round={tries} />
      <ProblemBanner problem={act.problem} />
      <Choices label={t('unattended.scope')} required={null} chosen={[typed.scope]} onChange={([scope]) => set({ scope: scope === 'collect' ? 'collect' : 'send', responsibleId: '', engagementIds: [] })} choices={(['send', 'collect'] as const).map((scope) => ({ value: scope, label: t(`unattended.scopes.${scope}`), more: <span className="block text-quiet">{t(`unattended.scopeMore.${scope}`)}</span> }))} />
      <TextField id="unattended-name" label={t('unattended.name')} support={t('unattended.nameMore')} value={typed.name} onChange={(name) => set({ name })} error={errors['unattended-name']} autoComplete="off" />
      <TextField id="unattended-key" label={t('unattended.publicKey')} support={t('unattended.publicKeyMore')} value={typed.publicKey} onChange={(publicKey) => set({ publicKey })} error={errors['unattended-key']} autoComplete="off" spellCheck={false} />
      <Select id="unattended-person" label={t('unattended.responsible')} support={t('unattended.responsibleMore')} value={typed.responsibleId} onChange={(responsibleId) => set({ responsibleId, engagementIds: [] })} error={errors['unattended-person']} blank={t('unattended.choose')}
        options={people.accounts.filter((one) => one.role === role && one.disabledAt === null).map((one) => ({ value: one.id, label: `${one.name}（${placeOf(one, people)}）` }))} />
      <Choices id="unattended-engagements" label={t('unattended.engagements')} several chosen={typed.engagementIds} onChange={(engagementIds) => set({ engagementIds })} error={errors['unattended-engagements'] ?? null} choices={own.map(({ id, title }) => ({ value: id, label: title }))} {...(own.length > 0 ? {} : { support: t('unattended.noEngagements') })} />
      <DayField id="unattended-day" label={t('unattended.lastDay')} support={t('unattended.lastDayMore')} value={typed.lastDay} onChange={(lastDay) => set({ lastDay })} error={errors['unattended-day']} />
      <div className="flex flex-wrap gap-4"><Button onPress={onNo}>{t('unattended.stop')}</Button><Button kind="filled" type="submit" busy={act.busy}>{t('unattended.registerNow')}</Button></div>
    </form>
  );
}

function missing(typed: typeof EMPTY, t: ReturnType<typeof useWords>['t']): Record<string, string> {
  const needed = (label: string): string => t('field.missing', { label });
  return {
    ...(typed.name.trim() === '' ? { 'unattended-name': needed(t('unattended.name')) } : {}), ...(typed.publicKey.trim() === '' ? { 'unattended-key': needed(t('unattended.publicKey')) } : {}),
    ...(typed.responsibleId === '' ? { 'unattended-person': t('field.choose', { label: t('unattended.responsible') }) } : {}), ...(typed.engagementIds.length === 0 ? { 'unattended-engagements': t('unattended.chooseEngagements') } : {}),
    ...(typed.lastDay === '' ? { 'unattended-day': needed(t('unattended.lastDay')) } : {}),
  };
}
