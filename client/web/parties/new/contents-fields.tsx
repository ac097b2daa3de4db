// The fields of ①: the engagement, and what follows from it. Recipients are never typed (UI 3.4).
import type { CertificateView, EngagementView } from '../../../../server/http/wire/engagements.ts';
import type { PartyView } from '../../../../server/http/wire/words.ts';
import { useWords } from '../../app/language.ts';
import { shortDay } from '../../text/dates.ts';
import { Choices } from '../../ui/choice.tsx';
import type { Errors } from '../../ui/error-summary.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { MomentField } from '../../ui/moment-field.tsx';
import { Party } from '../../ui/tile.tsx';
import { recipientsOf, withEngagement, type Contents, type Direction } from './contents-form.ts';

interface FieldsProps {
  readonly contents: Contents; readonly onChange: (contents: Contents) => void; readonly errors: Errors; readonly direction: Direction;
  readonly engagements: readonly EngagementView[]; readonly certificates: readonly CertificateView[];
}

export function ContentsFields({ contents, onChange, errors, direction, engagements, certificates }: FieldsProps) {
  const { t, language } = useWords();
  const engagement = engagements.find((one) => one.id === contents.engagementId);
  const pick = (id: string): void => {
    const next = engagements.find((one) => one.id === id);
    onChange(next === undefined ? { ...contents, engagementId: '', recipientIds: [], formId: '' } : withEngagement(contents, next, direction, Date.now()));
  };
  const form = engagement?.forms.find((one) => one.id === contents.formId);
  return (
    <>
      <Select id="engagement" label={t('contents.engagement')} support={t(direction === 'to-contractor' ? 'contents.engagementMore' : 'contents.engagementMoreOwn')} value={contents.engagementId} onChange={pick} error={errors['engagement']} blank={t('contents.pick')} options={engagements.map((one) => ({ value: one.id, label: one.title }))} />
      {engagement !== undefined && (
        <>
          <Recipients engagement={engagement} direction={direction} chosen={contents.recipientIds} certificates={certificates} onChange={(recipientIds) => onChange({ ...contents, recipientIds })} error={errors['recipients'] ?? null} />
          <Select id="form" label={t('contents.form')} value={contents.formId} onChange={(formId) => onChange({ ...contents, formId })} error={errors['form']} blank={t('contents.pick')}
            options={engagement.forms.filter((one) => one.direction === direction).map((one) => ({ value: one.id, label: language === 'ja' ? one.name : one.nameEn }))} />
          <TextField id="quantity" label={t('contents.quantity')} value={contents.quantity} onChange={(quantity) => onChange({ ...contents, quantity })} error={errors['quantity']} inputMode="numeric" width="short" unit={form?.unit ?? ''} autoComplete="off" />
          <MomentField id="until" label={t('transfer.collectBy')} day={contents.day} time={contents.time} error={errors['until']} onChange={(moment) => onChange({ ...contents, ...moment })} />
          <TextField label={t('contents.titleField')} required={false} support={t('contents.titleMore')} value={contents.title} onChange={(title) => onChange({ ...contents, title })} maxLength={100} autoComplete="off" />
          <div><p className="text-std-16B-170 text-heading">{t('contents.purpose')}</p><p><span lang="ja">{engagement.purpose}</span><span className="ml-2 text-quiet">{t('contents.fromEngagement')}</span></p></div>
        </>
      )}
    </>
  );
}

interface RecipientsProps { readonly engagement: EngagementView; readonly direction: Direction; readonly chosen: readonly string[]; readonly certificates: readonly CertificateView[]; readonly onChange: (ids: string[]) => void; readonly error: string | null }

function Recipients({ engagement, direction, chosen, certificates, onChange, error }: RecipientsProps) {
  const { t } = useWords();
  const parties = recipientsOf(engagement, direction);
  // A ward clerk sees the keys of contractors; a contractor does not see those of sections, and the gateway refuses by itself.
  const closedBecause = (party: PartyView): string | undefined => (
    engagement.policy.locks === 'both' && direction === 'to-contractor' && !certificates.some((one) => one.party.id === party.id && one.withdrawnAt === null && one.confirmedAt !== null) ? t('contents.noKey') : undefined
  );
  return (
    <Choices id="recipients" label={t('transfer.recipient')} support={t(direction === 'to-contractor' ? 'contents.recipientsMore' : 'contents.sectionsMore')} several={direction === 'to-contractor' && parties.length > 1}
      chosen={chosen} onChange={onChange} error={error}
      choices={parties.map((party) => ({ value: party.id, label: <Party party={party}><KeyState party={party} certificates={certificates} /></Party>, closed: closedBecause(party) }))} />
  );
}

/** What is known of the recipient's keys, beside its name: without a confirmed key a sealed file cannot be opened by anyone. */
function KeyState({ party, certificates }: { readonly party: PartyView; readonly certificates: readonly CertificateView[] }) {
  const { t, language } = useWords();
  const confirmed = certificates.filter((one) => one.party.id === party.id && one.withdrawnAt === null && one.confirmedAt !== null);
  const newest = confirmed.map((one) => one.confirmedAt ?? '').toSorted().at(-1);
  return (
    <span className="block text-quiet">
      <span lang="ja">{party.address}</span>{party.address === null ? '' : '　'}
      {newest === undefined ? (certificates.some((one) => one.party.id === party.id) ? <span className="font-bold text-mind">{t('contents.keyUnconfirmed')}</span> : null) : t('contents.keyConfirmed', { count: confirmed.length, day: shortDay(newest, language) })}
    </span>
  );
}
