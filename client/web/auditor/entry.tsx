// One entry of the ledger: what it says, its exact bytes and its proof, to be saved and checked elsewhere.
import { api } from '../app/api.ts';
import { useActName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { saveBytes } from '../text/save.ts';
import { Button, Link } from '../ui/button.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { When } from '../ui/when.tsx';
import { Result, Subject } from './ledger-table.tsx';

const EXACT = 'overflow-x-auto rounded-8 bg-panel p-4 font-mono break-all whitespace-pre-wrap';

export default function Entry({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const nameOf = useActName();
  const index = params['index'] ?? '';
  const entry = useLoad(index, () => api.call('ledgerEntry', { index }));
  return (
    <Page title={t('detail.entry', { index })}>
      <Loaded of={entry}>
        {({ row, bytes, proof }) => (
          <>
            <Facts rows={[
              [t('ledger.at'), <When key="at" at={row.at} />], [t('ledger.actor'), row.actor], [t('ledger.act'), nameOf(row.act)], [t('ledger.object'), <Subject key="object" row={row} />],
              [t('ledger.result'), <Result key="result" row={row} />],
            ]} />
            <Section title={t('ledger.bytes')}><p className="max-w-[40em] text-quiet">{t('ledger.bytesMore')}</p><pre tabIndex={0} aria-label={t('ledger.bytes')} className={EXACT}><Foreign>{bytes}</Foreign></pre></Section>
            <Section title={t('ledger.proof')}><pre tabIndex={0} aria-label={t('ledger.proof')} className={EXACT}>{proof}</pre></Section>
            <Acts>
              <Link to="/audit/ledger" kind="outline">{t('ledger.back')}</Link>
              {row.transferId !== null && <Link to={`/audit/transfers/${row.transferId}`} kind="outline">{t('ledger.story')}</Link>}
              <Button onPress={() => saveBytes(new Blob([bytes]), `entry-${index}.json`)}>{t('ledger.saveEntry')}</Button>
              <Button onPress={() => saveBytes(new Blob([proof]), `entry-${index}.tlog-proof`)}>{t('ledger.saveProof')}</Button>
            </Acts>
          </>
        )}
      </Loaded>
      {entry.value === null && <div><Link to="/audit/ledger" kind="outline">{t('ledger.back')}</Link></div>}
    </Page>
  );
}
