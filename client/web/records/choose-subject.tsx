// Whom or which transfer a record is about, where the address did not say: chosen first, because what the gateway fills in hangs on it.
import { useState, type SubmitEvent } from 'react';
import type { EngagementView } from '../../../server/http/wire/engagements.ts';
import type { RecordKindView } from '../../../server/http/wire/records.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { go } from '../app/place.ts';
import { useHere } from '../app/session.ts';
import { shortInstant } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Select } from '../ui/field.tsx';
import { Acts } from '../ui/page.tsx';
import { Party } from '../ui/tile.tsx';
import { beginAddress } from './view.ts';

interface ChooseProps { readonly kind: RecordKindView; readonly engagement: EngagementView; readonly contractor: string | null; readonly transfer: string | null }

export function ChooseSubject({ kind, engagement, contractor: knownContractor, transfer: knownTransfer }: ChooseProps) {
  const { t, language } = useWords();
  const [contractor, setContractor] = useState(knownContractor ?? '');
  const [transfer, setTransfer] = useState(knownTransfer ?? '');
  const [round, setRound] = useState(0);
  const { session } = useHere();
  const transfers = useLoad(`transfers ${engagement.id}`, async () => (kind.about.transfer ? (await api.call('searchTransfers', { body: { engagement: engagement.id, limit: 100 } })).transfers : []));
  const needsContractor = kind.about.contractor && knownContractor === null && !kind.about.transfer;
  const errors = round === 0 ? {} : {
    ...(needsContractor && contractor === '' ? { contractor: t('field.choose', { label: t('engagement.contractor') }) } : {}),
    ...(kind.about.transfer && transfer === '' ? { transfer: t('field.choose', { label: t('todo.transfer') }) } : {}),
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setRound(round + 1);
    const chosen = transfers.value?.find(({ id }) => id === transfer);
    // The transfer says which contractor it goes to or comes from.
    const party = chosen === undefined ? contractor : (chosen.recipient.kind === 'contractor' ? chosen.recipient.id : chosen.sender.id);
    if ((kind.about.transfer && chosen === undefined) || (needsContractor && contractor === '')) return;
    go(beginAddress({ kind: kind.id, engagement: engagement.id, contractor: kind.about.contractor ? (session.contractor?.id ?? party) : null, transfer: chosen?.id }), { replace: true });
  };
  return (
    <form className="grid max-w-[48rem] gap-6" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} round={round} />
      {needsContractor && <Choices id="contractor" label={t('engagement.contractor')} error={errors.contractor ?? null} chosen={contractor === '' ? [] : [contractor]} onChange={([one]) => setContractor(one ?? '')} choices={engagement.contractors.map((party) => ({ value: party.id, label: <Party party={party} /> }))} />}
      {kind.about.transfer && transfers.value !== null && <Select id="transfer" label={t('todo.transfer')} error={errors.transfer} value={transfer} onChange={setTransfer} blank={t('recordForm.pick')} options={transfers.value.map((one) => ({ value: one.id, label: `${one.number}　${one.title ?? (language === 'ja' ? one.form.name : one.form.nameEn)}　${shortInstant(one.createdAt, language)}` }))} />}
      <Acts><Button kind="filled" type="submit">{t('records.goOn')}</Button></Acts>
    </form>
  );
}
