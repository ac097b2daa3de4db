// One entry of the ledger: its exact bytes and its proof, to be saved and checked elsewhere.
import { api } from '../app/api.ts';
import { useActName, useReasonName } from '../app/act-names.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import type { PageParams } from '../app/routes.tsx';
import { saveBytes } from '../text/save.ts';
import { Button, Link } from '../ui/button.tsx';
import { Facts, Loaded, Page, Section } from '../ui/page.tsx';
import { Foreign } from '../ui/foreign.tsx';
import { When } from '../ui/when.tsx';

export default function Entry({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const nameOf = useActName();
  const reasonOf = useReasonName();
  const index = params['index'] ?? '';
  const entry = useLoad(index, () => api.call('ledgerEntry', { index }));
  return (
    <Page title={t('detail.entry', { index })}>
      <Loaded of={entry}>
        {({ row, bytes, proof }) => (
          <>
            <Facts rows={[
              [t('ledger.at'), <When key="at" at={row.at} />], [t('ledger.actor'), row.actor], [t('ledger.act'), nameOf(row.act)], [t('ledger.object'), [row.transferNumber, row.contractor, row.engagement].filter((name) => name !== null).join('　')],
              [t('ledger.result'), row.result === 'done' ? t('ledger.done') : row.code === null ? t('ledger.refused') : t('ledger.refusedWith', { reason: reasonOf(row.code) })],
            ]} />
            <Section title={t('ledger.bytes')}><pre tabIndex={0} aria-label={t('ledger.bytes')} className="overflow-x-auto rounded-8 bg-panel p-4 font-mono break-all whitespace-pre-wrap"><Foreign>{bytes}</Foreign></pre></Section>
            <Section title={t('ledger.proof')}><pre tabIndex={0} aria-label={t('ledger.proof')} className="overflow-x-auto rounded-8 bg-panel p-4 font-mono break-all whitespace-pre-wrap">{proof}</pre></Section>
            <div className="flex flex-wrap gap-4">
              <Button onPress={() => saveBytes(new Blob([bytes]), `entry-${index}.json`)}>{t('ledger.saveEntry')}</Button>
              <Button onPress={() => saveBytes(new Blob([proof]), `entry-${index}.tlog-proof`)}>{t('ledger.saveProof')}</Button>
            </div>
          </>
        )}
      </Loaded>
      <div><Link to="/audit/ledger" kind="outline">{t('ledger.back')}</Link></div>
    </Page>
  );
}
