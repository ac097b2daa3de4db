// 承認: each tick stands under its evidence; a missing one is named; sending back asks for a reason (UI 3.8).
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { go } from '../app/place.ts';
import type { PageParams } from '../app/routes.tsx';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import type { TransferView } from '../../../server/http/wire/transfers.ts';
import { approvedWords } from './approved-words.ts';
import { ApprovalForm } from './approval-form.tsx';
import { WhereTheDataIs } from './detail/transfer.tsx';
import { ExceptionForm } from './exception-form.tsx';

export default function Approval({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const transfer = useLoad(id, () => api.call('transfer', { id }));
  return (
    <Page title={t('approval.title', { number: transfer.value?.number ?? '' })}>
      <Loaded of={transfer}>
        {(value) => (
          <>
            {value.state === 'awaiting-approval'
              ? <Decide transfer={value} />
              : <Banner kind="rest" title={value.approval === null ? t('approval.notWaiting') : t('approval.already', { name: value.approval.by.name })}><Link to={`/transfers/${id}`}>{t('files.toTransfer', { number: value.number })}</Link></Banner>}
            <WhereTheDataIs transfer={value} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Decide({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const decided = (next: TransferView): void => go(`/transfers/${transfer.id}`, { done: approvedWords(t, next) });
  const returned = (): void => go(`/transfers/${transfer.id}`, { done: t('approval.returned') });
  if (transfer.next.act === 'allow-unscanned') return <ExceptionForm transfer={transfer} onAllowed={decided} onReturned={returned} />;
  return <ApprovalForm transfer={transfer} onApproved={decided} onReturned={returned} />;
}
