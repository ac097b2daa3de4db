// 目安: the rules that watch the log, with the thresholds that hold, those they had at first, and who changed them why.
import { useState } from 'react';
import type { RuleView } from '../../../../server/http/wire/reviews.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import { useSaid } from '../../records/words-of.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, Link } from '../../ui/button.tsx';
import { Foreign } from '../../ui/foreign.tsx';
import { Loaded, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { When } from '../../ui/when.tsx';
import { ThresholdForm } from './threshold-form.tsx';
import { useThreshold } from './threshold.ts';

export default function Thresholds() {
  const { t } = useWords();
  const loaded = useLoad('thresholds', () => api.call('thresholds', {}));
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  return (
    <Page title={t('reviews.thresholds')}>
      <p className="max-w-[40em]">{t('reviews.thresholdsMore')}</p>
      {done && <Banner kind="good" focus title={t('reviews.thresholdSet')} />}
      <Loaded of={loaded}>
        {({ rules }) => (
          chosen === null ? <Rules rules={rules} onChange={(rule) => { setDone(false); setChosen(rule); }} />
            : rules.filter(({ rule }) => rule === chosen).map((rule) => <ThresholdForm key={rule.rule} rule={rule} onNo={() => setChosen(null)} onDone={() => { setChosen(null); setDone(true); loaded.reload(); }} />)
        )}
      </Loaded>
      {chosen === null && <div><Link to="/audit/reviews" kind="outline">{t('reviews.back')}</Link></div>}
    </Page>
  );
}

function Rules({ rules, onChange }: { readonly rules: readonly RuleView[]; readonly onChange: (rule: string) => void }) {
  const { t } = useWords();
  const said = useSaid();
  const threshold = useThreshold();
  return (
    <Table caption={t('reviews.thresholds')} rows={rules} keyOf={({ rule }) => rule} columns={[
      { head: t('reviews.rule'), names: true, cell: ({ title, reason }) => <span className="grid"><span>{said(title)}</span><span className="text-dns-14N-130 text-quiet">{said(reason)}</span></span> },
      { head: t('reviews.threshold'), cell: threshold },
      { head: t('reviews.usual'), cell: ({ usual, changed }) => (changed === null ? <span className="whitespace-nowrap">{t('reviews.asUsual')}</span> : threshold(usual)) },
      { head: t('reviews.changedBy'), cell: ({ changed }) => changed !== null && <span className="grid"><span><Foreign>{changed.by}</Foreign>　<When at={changed.at} short /></span><span className="text-dns-14N-130"><Foreign>{changed.reason ?? t('reviews.reasonGone')}</Foreign></span></span> },
      { head: t('reviews.change'), act: true, cell: ({ rule, title }) => <Button onPress={() => onChange(rule)} aria-label={t('reviews.changeOf', { rule: said(title) })}>{t('reviews.change')}</Button> },
    ]} />
  );
}
