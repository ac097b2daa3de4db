// A record is begun: of which kind and about what the address says; what is still open is chosen first. Nothing is stored before the button.
import { useRef } from 'react';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import type { RecordKindView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { go, usePlace } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import { randomHex } from '../text/amounts.ts';
import { Link } from '../ui/button.tsx';
import { Facts, Loaded, Page } from '../ui/page.tsx';
import { Party } from '../ui/tile.tsx';
import { DueDay } from './badges.tsx';
import { ChooseSubject } from './choose-subject.tsx';
import { RecordEngagement } from './form/engagement.ts';
import { RecordForm } from './form/record-form.tsx';
import { useSaid } from './words-of.ts';

export interface Subject { readonly kind: string; readonly engagementId: string; readonly contractorId?: string; readonly transferId?: string }
const ID = /^[0-9a-f]{32}$/;

/** What the address says; a contractor's records are about itself unless it says otherwise. */
function useAsked(): { kind: string; engagement: string; contractor: string | null; transfer: string | null } {
  const { query } = usePlace();
  const id = (key: string): string | null => { const value = query.get(key); return value !== null && ID.test(value) ? value : null; };
  return { kind: query.get('kind') ?? '', engagement: id('engagement') ?? '', contractor: id('contractor'), transfer: id('transfer') };
}

export default function NewRecord() {
  const { t } = useWords();
  const said = useSaid();
  const asked = useAsked();
  const loaded = useLoad(`${asked.engagement} ${asked.kind}`, async () => {
    if (asked.engagement === '') return { kind: undefined, engagement: undefined };
    const [kinds, engagements] = await Promise.all([api.call('recordKinds', { id: asked.engagement }), api.call('engagements', {})]);
    return { kind: kinds.find(({ id }) => id === asked.kind), engagement: engagements.find(({ id }) => id === asked.engagement) };
  });
  const { value } = loaded;
  return (
    <Page title={value?.kind === undefined ? t('records.new') : said(value.kind.title)}>
      <Loaded of={loaded}>
        {({ kind, engagement }) => (kind === undefined || engagement === undefined || !kind.mayBegin
          ? <div className="grid gap-4"><p>{t('records.cannotBegin')}</p><div><Link to={asked.engagement === '' ? '/engagements' : `/engagements/${asked.engagement}`} kind="outline">{t('records.backToEngagement')}</Link></div></div>
          : <Begin key={`${kind.id} ${asked.contractor ?? ''} ${asked.transfer ?? ''}`} kind={kind} engagement={engagement} />)}
      </Loaded>
    </Page>
  );
}

/** The contractor of the record: as asked, the reader's own firm, or the only one there is. */
function useContractor(kind: RecordKindView, engagement: EngagementView): string | null {
  const asked = useAsked();
  const { session } = useHere();
  if (!kind.about.contractor) return null;
  const only = engagement.contractors.length === 1 ? (engagement.contractors[0]?.id ?? null) : null;
  return asked.contractor ?? session.contractor?.id ?? only;
}

function Begin({ kind, engagement }: { readonly kind: RecordKindView; readonly engagement: EngagementView }) {
  const asked = useAsked();
  const contractor = useContractor(kind, engagement);
  if ((kind.about.contractor && contractor === null) || (kind.about.transfer && asked.transfer === null)) return <ChooseSubject kind={kind} engagement={engagement} contractor={contractor} transfer={asked.transfer} />;
  const subject: Subject = { kind: kind.id, engagementId: engagement.id, ...(contractor === null ? {} : { contractorId: contractor }), ...(asked.transfer === null ? {} : { transferId: asked.transfer }) };
  return <RecordEngagement value={engagement.id}><FirstStage subject={subject} kind={kind} engagement={engagement} /></RecordEngagement>;
}

function FirstStage({ subject, kind, engagement }: { readonly subject: Subject; readonly kind: RecordKindView; readonly engagement: EngagementView }) {
  const { t } = useWords();
  const said = useSaid();
  const running = useAct();
  const keys = useRef(new Map<string, string>());
  const prepared = useLoad(JSON.stringify(subject), () => api.call('prepareRecord', { body: subject }));
  const contractor = engagement.contractors.find(({ id }) => id === subject.contractorId);
  return (
    <>
      <Facts rows={[
        [t('contents.engagement'), <Link key="e" to={`/engagements/${engagement.id}`}>{engagement.title}</Link>],
        ...(contractor === undefined ? [] : [[t('engagement.contractor'), <Party key="c" party={contractor} />] as const]),
        ...(subject.transferId === undefined ? [] : [[t('todo.transfer'), <Link key="t" to={`/transfers/${subject.transferId}`}>{t('records.theTransfer')}</Link>] as const]),
      ]} />
      <Loaded of={prepared}>
        {(stage) => (
          <>
            {stage.dueOn !== null && <p>{t('records.dueOn')} <DueDay day={stage.dueOn} /></p>}
            <RecordForm prefix={stage.stage} fields={stage.fields} values={stage.values} act={said(stage.act)} running={running} onSend={async (values) => {
              // One key per content: pressing again after a lost answer gives the same record (HOSTILE 16).
              const text = JSON.stringify(values);
              const idempotencyKey = keys.current.get(text) ?? randomHex();
              keys.current.set(text, idempotencyKey);
              const made = await api.call('addRecord', { body: { ...subject, values }, idempotencyKey });
              go(`/records/${made.id}`, { replace: true, done: t('records.begun', { title: said(kind.title), label: made.label, entry: made.stages[0]?.entry ?? 0 }) });
            }} />
          </>
        )}
      </Loaded>
    </>
  );
}
