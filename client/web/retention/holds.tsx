// 保全: holds that stand, with a form that lifts one another person set, and a form that sets one.
import { useState } from 'react';
import type { RetentionView } from '../../../server/http/wire/retention.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { Select } from '../ui/field.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { Facts, Panel, Section } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';
import { Reasoned } from './reasoned.tsx';

export function Holds({ holds, onDone }: Pick<RetentionView, 'holds'> & { readonly onDone: () => void }) {
  const { t } = useWords();
  return (
    <Section title={t('retention.holds')}>
      {holds.length === 0 ? <p>{t('retention.noHolds')}</p> : holds.map(({ id, title, by, at, reason, mine }) => (
        <Panel key={id}>
          <Facts rows={[[t('retention.engagement'), title], [t('retention.heldBy'), <span key="by"><Foreign>{by}</Foreign>　<When at={at} short /></span>], [t('retention.reason'), reason ?? t('retention.reasonGone')]]} />
          {mine ? <p className="text-quiet">{t('retention.ownHold')}</p> : <Reasoned id={`lift-${id}`} word={t('retention.lift')} label={t('retention.liftReason')} missing={{}} send={(text) => api.call('liftHold', { id, body: { reason: text } })} onDone={onDone} />}
        </Panel>
      ))}
    </Section>
  );
}

export function HoldForm({ engagements, onDone }: Pick<RetentionView, 'engagements'> & { readonly onDone: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState('');
  return (
    <Section title={t('retention.setHold')}>
      <p className="max-w-[40em]">{t('retention.setHoldMore')}</p>
      <Reasoned id="hold" word={t('retention.setHold')} label={t('retention.holdReason')} missing={chosen === '' ? { 'hold-engagement': t('retention.chooseEngagement') } : {}} send={(reason) => api.call('setHold', { body: { engagementId: chosen, reason } })} onDone={() => { setChosen(''); onDone(); }}>
        {(errors) => <Select id="hold-engagement" label={t('retention.engagement')} error={errors['hold-engagement']} value={chosen} onChange={setChosen} blank={t('retention.choose')} options={engagements.map(({ id, title }) => ({ value: id, label: title }))} />}
      </Reasoned>
    </Section>
  );
}
