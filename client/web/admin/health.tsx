// 稼働状況: how the gateway is doing. The gateway judges; the page puts its codes in words and says what to do (UI 2). Counts only.
import type { HealthRow, Verdict } from '../../../server/http/wire/administration.ts';
import { useAlarmName } from '../app/alarm-names.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { size } from '../text/amounts.ts';
import { longInstant } from '../text/dates.ts';
import { Badge } from '../ui/badge.tsx';
import { Banner, type BannerKind } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Table } from '../ui/table.tsx';
import { useShown } from './shown-value.ts';

const LOOK = { good: ['good', 'tick'], look: ['mind', 'warning'], act: ['stop', 'cross'] } as const;
const FAILURES = ['refused', 'name', 'silent', 'unreachable', 'cut', 'certificate', 'other'] as const;
const KIND: Readonly<Record<Verdict, BannerKind>> = { good: 'good', look: 'mind', act: 'stop' };

export default function Health() {
  const { t, language } = useWords();
  const health = useLoad('health', () => api.call('health', {}));
  return (
    <Page title={t('health.title')} aside={<Button onPress={health.reload}>{t('act.reload')}</Button>}>
      <Loaded of={health}>
        {({ at, verdict, rows }) => (
          <>
            <Banner kind={KIND[verdict]} title={t(`health.whole.${verdict}`)}><p>{t('health.at', { time: longInstant(at, language) })}</p></Banner>
            <p className="text-quiet">{t('health.onlyCounts')}</p>
            <Table caption={t('health.title')} rows={rows} keyOf={(row) => row.key} columns={[
              { head: t('health.what'), names: true, cell: (row) => <span className="md:whitespace-nowrap">{t(`health.rows.${row.key}`)}</span> },
              { head: t('health.judged'), cell: (row) => <Badge tone={LOOK[row.verdict][0]} icon={LOOK[row.verdict][1]}>{t(`health.verdict.${row.verdict}`)}</Badge> },
              { head: t('health.figures'), cell: (row) => <Figures row={row} /> },
              { head: t('health.todo'), cell: (row) => (row.advice === null ? <span className="text-quiet">{t('health.nothing')}</span> : t(`health.advice.${row.advice}`)) },
            ]} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Figures({ row }: { readonly row: HealthRow }) {
  const { t } = useWords();
  const [shown, alarm] = [useShown(), useAlarmName()];
  const text = ({ name, form, value }: HealthRow['figures'][number]): string => {
    if (form === 'bytes' && typeof value === 'number') return size(value);
    const failure = name === 'failure' ? FAILURES.find((one) => one === value) : undefined;
    if (failure !== undefined) return t(`health.failures.${failure}`);
    if (name !== 'codes' || !Array.isArray(value)) return shown(form, value);
    return shown('list', value.map((code) => alarm(code)));
  };
  return <dl className="grid gap-1">{row.figures.map((figure) => <div key={figure.name} className="flex flex-wrap gap-x-3"><dt className="text-quiet">{t(`health.figure.${figure.name}`)}</dt><dd>{text(figure)}</dd></div>)}</dl>;
}
