// 確認書 that wait: the contractor confirms one or several in one press (1-29); the ward explains a difference in quantity.
import { useState } from 'react';
import type { ConfirmationRecordView } from '../../../../server/http/wire/confirmations.ts';
import { api } from '../../app/api.ts';
import { listed, useWords } from '../../app/language.ts';
import { useAct, useLoad } from '../../app/loading.ts';
import { useHere } from '../../app/session.ts';
import { count } from '../../text/amounts.ts';
import { shortInstant } from '../../text/dates.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Choices } from '../../ui/choice.tsx';
import { Acts, Loaded, Page } from '../../ui/page.tsx';
import { ConfirmationRows } from '../detail/confirmation-rows.tsx';

export default function OpenConfirmationsPage() {
  const { t } = useWords();
  const { session } = useHere();
  const loaded = useLoad('open-confirmations', () => api.call('openConfirmations', {}));
  const [confirmed, setConfirmed] = useState<readonly string[]>([]);
  const done = (labels: readonly string[]): void => {
    setConfirmed(labels);
    loaded.reload();
  };
  return (
    <Page title={t('confirmations.title')}>
      {confirmed.length > 0 && <Banner kind="good" title={t('confirmations.confirmed', { labels: listed([...confirmed]) })} focus />}
      <Loaded of={loaded}>
        {(records) => {
          if (records.length === 0) return <p>{t('confirmations.nothing')}</p>;
          return session.contractor === null ? <ConfirmationRows records={records} busy={false} onConfirm={() => undefined} /> : <Choose key={records.map((record) => record.id).join()} records={records} onDone={done} />;
        }}
      </Loaded>
    </Page>
  );
}

function Choose({ records, onDone }: { readonly records: readonly ConfirmationRecordView[]; readonly onDone: (labels: readonly string[]) => void }) {
  const { t } = useWords();
  const act = useAct();
  const [chosen, setChosen] = useState<readonly string[]>(records.map((record) => record.id));
  const [tried, setTried] = useState(false);
  const confirm = (): void => {
    setTried(true);
    if (chosen.length === 0) return;
    act.run(async () => onDone((await api.call('confirmRecords', { body: { ids: [...chosen] } })).map((record) => record.label)));
  };
  return (
    <>
      <ProblemBanner problem={act.problem} />
      <Choices several label={t('confirmations.choose')} required={null} chosen={chosen} onChange={setChosen} error={tried && chosen.length === 0 ? t('confirmations.chooseOne') : null}
        choices={records.map((record) => ({ value: record.id, label: `${record.label}　${t(`papers.kinds.${record.kind}`)}`, more: <More record={record} /> }))} />
      <Acts><Button kind="filled" busy={act.busy} onPress={confirm}>{t('confirmations.confirmSome')}</Button></Acts>
    </>
  );
}

/** All that is confirmed stands here: 日時・取扱者・情報の内容・数量. */
function More({ record }: { readonly record: ConfirmationRecordView }) {
  const { t, language } = useWords();
  const lines = [
    shortInstant(record.at, language), `${record.content}　${t('unit.quantity', { n: count(record.quantity), unit: record.unit })}`,
    `${t('confirmations.ward')}　${listed([...record.ward])}`, ...(record.contractor.length === 0 ? [] : [`${t('confirmations.contractor')}　${listed([...record.contractor])}`]),
    ...(record.difference === null ? [] : [t('confirmations.differenceWas', { text: record.difference })]), ...(record.reason === null ? [] : [t('confirmations.reasonWas', { reason: record.reason })]),
  ];
  return <span className="mt-1 grid gap-1 text-quiet">{lines.map((line) => <span key={line}>{line}</span>)}<span><Link to={`/transfers/${record.transfer.id}`}>{record.transfer.number}</Link></span></span>;
}
