// Why opening stopped, in the reader's language: what is not the cause, and what to do next (UI 3.22).
import { problem as problemShape } from '../../../../server/http/wire/problem.ts';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { listed, useWords } from '../../app/language.ts';
import { Banner, headingOf, ProblemBanner } from '../../ui/banner.tsx';
import type { Failed } from './protocol.ts';

export function FailureBanner({ failed, transfer }: { readonly failed: Failed | null; readonly transfer: Pick<TransferView, 'number' | 'sender'> }) {
  const { t } = useWords();
  if (failed === null) return null;
  const refusal = problemShape.safeParse(failed.problem);
  if (failed.failure === 'REFUSED' && refusal.success) return <ProblemBanner problem={refusal.data} />;
  const slip = failed.failure === 'PASSWORD_SLIP' && failed.group === null;
  const [title, rest] = headingOf(t(slip ? 'open.failure.PASSWORD_SLIP_SOMEWHERE' : `open.failure.${failed.failure}`, {
    group: failed.group ?? 0, number: transfer.number, section: transfer.sender.name, tel: transfer.sender.telephone ?? '', fps: listed(failed.fingerprints.map((one) => one.slice(-16))),
  }));
  return <Banner kind="stop" title={title} focus><p>{rest}</p><p className="mt-1 text-dns-14N-130 text-quiet">{t('problem.code', { code: failed.failure })}</p></Banner>;
}
