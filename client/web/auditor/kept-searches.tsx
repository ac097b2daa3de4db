// Searches that the auditor keeps under a name: run, renamed, shared, deleted. Each but running is entered in the ledger.
import { useState, type SubmitEvent } from 'react';
import type { z } from 'zod';
import type { auditChoices } from '../../../server/http/wire/audit.ts';
import type { SavedSearchView } from '../../../server/http/wire/log-search.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { ProblemBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/choice.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Loaded, Panel } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { useFilterWords } from './filter-words.ts';
import { searchByKept, type LedgerFilter } from './search-of.ts';

type Choices = z.infer<typeof auditChoices>;
interface Named { readonly name: string; readonly shared: boolean }

export function KeptSearches({ filter, narrowed, choices }: { readonly filter: LedgerFilter; readonly narrowed: boolean; readonly choices: Choices }) {
  const { t } = useWords();
  const kept = useLoad('searches', () => api.call('savedSearches', {}));
  const act = useAct();
  const [open, setOpen] = useState<'new' | SavedSearchView | null>(null);
  const [going, setGoing] = useState<SavedSearchView | null>(null);
  const after = (work: () => Promise<unknown>): void => act.run(async () => {
    await work();
    setOpen(null);
    setGoing(null);
    kept.reload();
  });
  const save = (given: Named): void => after(() => (open === 'new' || open === null ? api.call('saveSearch', { body: { ...given, filter } }) : api.call('changeSearch', { id: open.id, body: given })));
  return (
    <details className="screen-only">
      <summary className="min-h-11 cursor-pointer py-2 text-act underline underline-offset-3">{kept.value === null ? t('searching.kept') : t('searching.keptCount', { count: kept.value.length })}</summary>
      <div className="grid gap-4 pt-2">
        <p className="max-w-[40em] text-quiet">{t('searching.keptMore')}</p>
        <ProblemBanner problem={act.problem} />
        <Loaded of={kept}>{(searches) => (searches.length === 0 ? <p>{t('searching.none')}</p> : <Kept searches={searches} choices={choices} onChange={setOpen} onRemove={setGoing} />)}</Loaded>
        {open === null && (narrowed ? <div><Button onPress={() => setOpen('new')}>{t('searching.keep')}</Button></div> : <p className="text-quiet">{t('searching.narrowFirst')}</p>)}
        {open !== null && <NameForm key={open === 'new' ? '' : open.id} first={open === 'new' ? null : open} busy={act.busy} onSave={save} onStop={() => setOpen(null)} />}
        <Dialog open={going !== null} title={t('searching.removeAsk', { name: going?.name ?? '' })} onNo={() => setGoing(null)} acts={<><Button onPress={() => setGoing(null)}>{t('searching.removeNo')}</Button><Button kind="filled" busy={act.busy} onPress={() => after(() => api.call('deleteSearch', { id: going?.id ?? '' }))}>{t('searching.removeYes')}</Button></>}>
          <p>{t('searching.removeMore')}</p>
        </Dialog>
      </div>
    </details>
  );
}

function Kept({ searches, choices, onChange, onRemove }: { readonly searches: readonly SavedSearchView[]; readonly choices: Choices; readonly onChange: (one: SavedSearchView) => void; readonly onRemove: (one: SavedSearchView) => void }) {
  const { t } = useWords();
  const wordsOf = useFilterWords(choices);
  return (
    <Table caption={t('searching.kept')} rows={searches} keyOf={({ id }) => id} columns={[
      { head: t('searching.name'), names: true, cell: ({ name }) => name },
      { head: t('searching.what'), cell: ({ filter }) => wordsOf(filter) },
      { head: t('searching.who'), cell: ({ own, shared, by }) => (own ? t(shared ? 'searching.sharedOwn' : 'searching.onlyOwn') : t('searching.sharedBy', { name: by })) },
      { head: t('searching.acts'), act: true, cell: (one) => (
        <span className="flex flex-wrap gap-2">
          <Button aria-label={t('searching.runOf', { name: one.name })} onPress={() => { searchByKept(one.filter); scrollTo(0, 0); }}>{t('searching.run')}</Button>
          {one.own && <Button kind="plain" aria-label={t('searching.changeOf', { name: one.name })} onPress={() => onChange(one)}>{t('searching.change')}</Button>}
          {one.own && <Button kind="plain" aria-label={t('searching.removeOf', { name: one.name })} onPress={() => onRemove(one)}>{t('searching.remove')}</Button>}
        </span>
      ) },
    ]} />
  );
}

function NameForm({ first, busy, onSave, onStop }: { readonly first: Named | null; readonly busy: boolean; readonly onSave: (given: Named) => void; readonly onStop: () => void }) {
  const { t } = useWords();
  const [name, setName] = useState(first?.name ?? '');
  const [shared, setShared] = useState(first?.shared ?? false);
  const [missing, setMissing] = useState(false);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() === '') setMissing(true);
    else onSave({ name: name.trim(), shared });
  };
  return (
    <Panel>
      <form className="grid gap-4" onSubmit={submit} noValidate>
        <TextField label={t('searching.keepAs')} value={name} onChange={setName} maxLength={60} autoComplete="off" error={missing && name.trim() === '' ? t('searching.missing') : null} />
        <Tick checked={shared} onChange={setShared}>{t('searching.shared')}</Tick>
        <div className="flex flex-wrap gap-4"><Button kind="filled" type="submit" busy={busy}>{t(first === null ? 'searching.keepDo' : 'searching.changeDo')}</Button><Button onPress={onStop}>{t('searching.stop')}</Button></div>
      </form>
    </Panel>
  );
}
