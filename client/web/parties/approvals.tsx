// All that waits for this reader's approval, one below another, each with its own evidence and its own three ticks; there is no tick for all (UI 3.8).
import { useState } from 'react';
import { api } from '../app/api.ts';
import { listed, useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Banner } from '../ui/banner.tsx';
import { Link } from '../ui/button.tsx';
import { Loaded, Page, Panel } from '../ui/page.tsx';
import { ApprovalForm } from './approval-form.tsx';

export default function Approvals() {
  const { t } = useWords();
  const [done, setDone] = useState<Readonly<Record<string, string>>>({});
  const waiting = useLoad('approvals', async () => {
    const page = await api.call('transfers', { query: { mine: '1', state: 'awaiting-approval', limit: 50 } });
    return Promise.all(page.transfers.map((transfer) => api.call('transfer', { id: transfer.id })));
  });
  return (
    <Page title={t('approval.listTitle')}>
      <Loaded of={waiting}>
        {(transfers) => (transfers.length === 0 ? <p>{t('approval.none')}</p> : (
          <ul className="grid gap-8">
            {transfers.map((transfer, i) => (
              <li key={transfer.id}>
                <Panel>
                  <p className="text-std-20B-150"><Link to={`/transfers/${transfer.id}`}>{transfer.number}</Link>　<span lang="ja">{transfer.recipient.name}</span></p>
                  {done[transfer.id] === undefined
                    ? <ApprovalForm transfer={transfer} filled={i === 0} onApproved={(next) => setDone({ ...done, [transfer.id]: t('approval.done', { who: listed(next.next.by) }) })} onReturned={() => setDone({ ...done, [transfer.id]: t('approval.returned') })} />
                    : <Banner kind="good" title={done[transfer.id]} focus />}
                </Panel>
              </li>
            ))}
          </ul>
        ))}
      </Loaded>
    </Page>
  );
}
