// Where a duty is done. The gateway says where; a duty that is done elsewhere (on paper, by another party) has no button.
import type { DutyView } from '../../../../server/http/wire/records.ts';
import { useWords } from '../../app/language.ts';
import { Link, type ButtonKind } from '../../ui/button.tsx';
import { beginAddress } from '../view.ts';
import { useRoot, useSaid } from '../words-of.ts';

/** Null where there is nothing to press. `root` is `/audit` for an auditor, who begins nothing. */
export function dutyAddress(duty: DutyView, root: string): string | null {
  const { act } = duty;
  switch (act.to) {
    case 'begin': return root === '' ? beginAddress({ kind: act.kind, engagement: duty.engagement.id, contractor: duty.contractor?.id, transfer: duty.transfer?.id }) : null;
    case 'record': return `${root}/records/${act.id}`;
    case 'transfer': return `${root}/transfers/${act.id}`;
    case 'nothing': return null;
  }
}

export function DutyAct({ duty, kind = 'outline' }: { readonly duty: DutyView; readonly kind?: ButtonKind }) {
  const { t } = useWords();
  const said = useSaid();
  const root = useRoot();
  const address = dutyAddress(duty, root);
  if (address === null) return null;
  const word = t(`duties.go.${duty.act.to === 'nothing' ? 'record' : duty.act.to}`);
  return <Link to={address} kind={kind} label={t('duties.goNamed', { act: word, what: said(duty.what) })}>{word}</Link>;
}
