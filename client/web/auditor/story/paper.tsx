// A signed document of a transfer (receipt, wipe certificate) as an auditor reads, prints and saves it.
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { DocumentContent } from '../../parties/detail/document-content.tsx';
import { eraFiscalYear } from '../../text/dates.ts';
import { saveBytes } from '../../text/save.ts';
import { Button, Link } from '../../ui/button.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../../ui/page.tsx';
import { When } from '../../ui/when.tsx';

export default function PaperPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const kind = params['document'] === 'receipt' ? 'receipt' : 'wipeCertificate';
  const paper = useLoad(`${id} ${kind}`, () => api.call(kind, { id }));
  const save = (text: string, ending: string): void => saveBytes(new Blob([text]), `${kind === 'receipt' ? 'receipt' : 'wipe-certificate'}.${ending}`);
  return (
    <Page title={t(`papers.${kind}`)}>
      <Loaded of={paper}>
        {(value) => (
          <>
            <Facts rows={[
              [t('papers.number'), t('papers.numberOf', { year: value.fiscalYear, era: eraFiscalYear(value.fiscalYear), number: value.number })],
              [t('papers.at'), <When key="at" at={value.createdAt} />], [t('papers.entry'), <Link key="entry" to={`/audit/ledger/${value.entry}`}>{t('detail.entry', { index: value.entry })}</Link>],
            ]} />
            <Section title={t('papers.content')}><DocumentContent json={value.document} /></Section>
            <Acts>
              <Link to={`/audit/transfers/${id}`} kind="outline">{t('story.back')}</Link>
              <Button onPress={() => print()}>{t('act.print')}</Button>
              <Button onPress={() => save(value.document, 'json')}>{t('papers.saveDocument')}</Button>
              <Button onPress={() => save(value.signature, 'json.asc')}>{t('papers.saveSignature')}</Button>
              <Button onPress={() => save(value.proof, 'tlog-proof')}>{t('papers.saveProof')}</Button>
            </Acts>
          </>
        )}
      </Loaded>
      {paper.value === null && <div><Link to={`/audit/transfers/${id}`} kind="outline">{t('story.back')}</Link></div>}
    </Page>
  );
}
