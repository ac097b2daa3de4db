// A 確認書 is corrected by a new version that names the reason; the old one stays, and the contractor confirms anew (1-10). Explains a difference in quantity too.
import { useState } from 'react';
import type { ConfirmationRecordView } from '../../../../server/http/wire/confirmations.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { go } from '../../app/place.ts';
import type { PageParams } from '../../app/routes.tsx';
import { count, readCount } from '../../text/amounts.ts';
import { clock, instantInJapan, isoDay } from '../../text/dates.ts';
import { ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { ErrorSummary } from '../../ui/error-summary.tsx';
import { TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { Acts, Loaded, Page } from '../../ui/page.tsx';

export default function CorrectPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const [id, record] = [params['id'] ?? '', params['record'] ?? ''];
  const loaded = useLoad(record, async () => (await api.call('confirmationRecords', { id })).find((one) => one.id === record) ?? null);
  return (
    <Page title={t('confirmations.correctTitle', { label: loaded.value?.label ?? '' })}>
      <Loaded of={loaded}>{(found) => (found === null || !found.may.includes('correct') ? <p><Link to={`/transfers/${id}`}>{t('papers.backToTransfer')}</Link></p> : <Correct record={found} />)}</Loaded>
    </Page>
  );
}

const namesIn = (typed: string): string[] => typed.split(/[、,，]/u).map((name) => name.trim()).filter((name) => name !== '');

function Correct({ record }: { readonly record: ConfirmationRecordView }) {
  const { t } = useWords();
  const act = useAct();
  const [typed, setTyped] = useState({
    day: isoDay(record.at), time: clock(record.at), ward: record.ward.join('、'), contractor: record.contractor.join('、'), content: record.content, quantity: String(record.quantity), unit: record.unit, difference: record.difference ?? '', reason: '',
  });
  const [round, setRound] = useState(0);
  const at = instantInJapan(typed.day, typed.time);
  const quantity = readCount(typed.quantity);
  const missing = Object.fromEntries((['content', 'unit', 'reason'] as const).filter((field) => typed[field].trim() === '').map((field) => [field, t('confirmations.missing')]));
  const people = Object.fromEntries((['ward', 'contractor'] as const).filter((field) => namesIn(typed[field]).length === 0).map((field) => [field, t('confirmations.missing')]));
  const errors: Record<string, string> = round === 0 ? {} : { ...missing, ...people, ...(quantity === null ? { quantity: t('confirmations.wrongNumber') } : {}), ...(at === null ? { day: t('confirmations.missing') } : {}) };
  const write = (): void => {
    setRound(round + 1);
    if (at === null || quantity === null || Object.keys({ ...missing, ...people }).length > 0) return;
    act.run(async () => {
      await api.call('correctConfirmation', { id: record.id, body: {
        at, ward: namesIn(typed.ward), contractor: namesIn(typed.contractor), content: typed.content.trim(), quantity, unit: typed.unit.trim(), reason: typed.reason.trim(), ...(typed.difference.trim() === '' ? {} : { difference: typed.difference.trim() }),
      } });
      go(`/transfers/${record.transfer.id}`);
    });
  };
  const text = (field: 'ward' | 'contractor' | 'content' | 'unit' | 'reason', label: string, support?: string) => (
    <TextField id={field} label={label} {...(support === undefined ? {} : { support })} value={typed[field]} onChange={(value) => setTyped({ ...typed, [field]: value })} error={errors[field]} maxLength={300} autoComplete="off" {...(field === 'unit' ? { width: 'short' as const } : {})} />
  );
  return (
    <div className="grid max-w-[48rem] gap-6">
      <p>{t('confirmations.correctMore')}</p>
      <ErrorSummary errors={errors} round={round} />
      <ProblemBanner problem={act.problem} />
      <MomentField id="day" label={t('papers.at')} day={typed.day} time={typed.time} error={errors['day']} onChange={(moment) => setTyped({ ...typed, ...moment })} />
      {text('ward', t('confirmations.ward'), t('confirmations.namesMore'))}
      {text('contractor', t('confirmations.contractor'))}
      {text('content', t('confirmations.content'))}
      <TextField id="quantity" label={t('confirmations.quantity')} value={typed.quantity} onChange={(value) => setTyped({ ...typed, quantity: value })} error={errors['quantity']} width="short" inputMode="numeric" autoComplete="off" />
      {text('unit', t('confirmations.unit'))}
      <TextField id="difference" label={t('confirmations.difference')} required={record.standing === 'difference'} support={t('confirmations.differenceMore', { sent: count(record.sent), received: record.received === null ? '—' : count(record.received) })} value={typed.difference} onChange={(value) => setTyped({ ...typed, difference: value })} maxLength={300} autoComplete="off" />
      {text('reason', t('confirmations.reason'))}
      <Acts><Link to={`/transfers/${record.transfer.id}`} kind="outline">{t('act.back')}</Link><Button kind="filled" busy={act.busy} onPress={write}>{t('confirmations.writeVersion')}</Button></Acts>
    </div>
  );
}
