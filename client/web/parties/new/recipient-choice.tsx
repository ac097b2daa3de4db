// Whom it goes to: a card for each party that the engagement allows, with what the gateway knows of it. Those that cannot be chosen stay readable, with the reason.
import type { RecipientView } from '../../../../server/http/wire/engagements.ts';
import { listed, useWords } from '../../app/language.ts';
import { shortDay } from '../../text/dates.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { FieldError, Mark } from '../../ui/field.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Party } from '../../ui/tile.tsx';
import type { Direction } from './contents-form.ts';

interface RecipientChoiceProps {
  readonly recipients: readonly RecipientView[]; readonly direction: Direction; readonly chosen: readonly string[]; readonly several: boolean;
  readonly onChange: (ids: string[]) => void; readonly onSeveral: () => void; readonly error: string | null;
}

/** The recipient of the last time first, those that cannot be chosen last. */
const inOrder = (all: readonly RecipientView[]): RecipientView[] => all.toSorted((a, b) => Number(b.ready) - Number(a.ready) || Number(b.last) - Number(a.last));

export function RecipientChoice({ recipients, direction, chosen, several, onChange, onSeveral, error }: RecipientChoiceProps) {
  const { t } = useWords();
  const pick = (id: string, on: boolean): void => onChange(several ? [...chosen.filter((one) => one !== id), ...(on ? [id] : [])] : [id]);
  return (
    <fieldset id="recipients" tabIndex={-1} className="min-w-0" aria-describedby={error === null ? undefined : 'recipients-error'}>
      <legend className="text-std-16B-170 text-heading">{t('transfer.recipient')}<Mark required /></legend>
      <p className="text-quiet">{t(direction === 'to-contractor' ? 'contents.recipientsMore' : 'contents.sectionsMore')}</p>
      <div className="mt-2 grid gap-3">
        {inOrder(recipients).map((recipient) => (recipient.ready
          ? (
            <label key={recipient.party.id} className="flex min-h-16 cursor-pointer items-start gap-3 rounded-12 border border-edge p-4 hover:bg-hover has-checked:border-2 has-checked:border-act has-checked:bg-chosen has-checked:p-[15px]">
              <input type={several ? 'checkbox' : 'radio'} name="recipient" className="mt-2 size-6 shrink-0 cursor-pointer accent-(--act)" checked={chosen.includes(recipient.party.id)} onChange={(event) => pick(recipient.party.id, event.target.checked)} aria-invalid={error === null ? undefined : true} />
              <span className="min-w-0 grow"><Known recipient={recipient} /></span>
            </label>
          )
          : <div key={recipient.party.id} className="rounded-12 border border-dashed border-edge p-4 pl-13"><Known recipient={recipient} /></div>))}
      </div>
      <FieldError id="recipients-error">{error}</FieldError>
      {!several && direction === 'to-contractor' && recipients.filter((one) => one.ready).length > 1 && <div className="mt-2"><Button kind="plain" onPress={onSeveral}>{t('contents.several')}</Button></div>}
    </fieldset>
  );
}

/** Name, what was sent before, keys, names that read alike; and why it cannot be chosen. */
function Known({ recipient: { party, subcontractor, last, lastAt, similarTo, confirmed, lastConfirmed, reason, qualification } }: { readonly recipient: RecipientView }) {
  const { t, language } = useWords();
  return (
    <Party party={party} tall>
      {subcontractor !== null && <span className="ml-3 font-bold">{t('roster.subcontractorOf', { name: subcontractor.principal })}</span>}
      <span className="block text-quiet">
        {party.address !== null && <span className="mr-4 inline-block" lang="ja">{party.address}</span>}
        {lastConfirmed !== null && <span className="inline-block"><Foreign>{t('contents.keyConfirmed', { count: confirmed, day: shortDay(lastConfirmed.at, language), name: lastConfirmed.by })}</Foreign></span>}
      </span>
      {(last || similarTo.length > 0 || reason !== null) && (
        <span className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1">
          {last && <Badge tone="good" icon="tick">{lastAt === null ? t('contents.last') : t('contents.lastOn', { day: shortDay(lastAt, language) })}</Badge>}
          {similarTo.length > 0 && <span className="flex items-start gap-1 font-bold text-mind"><Icon name="warning" small /><span><Foreign>{t('contents.similar', { names: listed(similarTo) })}</Foreign></span></span>}
          {reason !== null && <span className="font-bold">{t(`contents.closed.${reason}`)}</span>}
        </span>
      )}
      {qualification !== null && <span className="mt-1 flex items-start gap-1 font-bold text-mind"><Icon name="warning" small /><span>{t(`contract.recipient.${qualification.state}`, { kind: t(`contract.kinds.${qualification.kind}`), days: qualification.daysLeft ?? 0, until: qualification.until ?? '' })}</span></span>}
    </Party>
  );
}
