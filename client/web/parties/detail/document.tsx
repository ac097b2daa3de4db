// A signed document (receipt, wipe certificate) as it can be read, printed, and saved with its signature and its proof from the ledger.
import type { SignedDocument } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useLoad } from '../../app/loading.ts';
import type { PageParams } from '../../app/routes.tsx';
import { eraFiscalYear } from '../../text/dates.ts';
import { saveBytes } from '../../text/save.ts';
import { Button, Link } from '../../ui/button.tsx';
import { Acts, Facts, Loaded, Page, Section } from '../../ui/page.tsx';
import { When } from '../../ui/when.tsx';
import { DocumentContent } from './document-content.tsx';

export default function DocumentPage({ params }: { readonly params: PageParams }) {
  const { t } = useWords();
  const id = params['id'] ?? '';
  const kind = params['document'] === 'receipt' ? 'receipt' : 'wipeCertificate';
  const loaded = useLoad(`${id} ${kind}`, () => api.call(kind, { id }));
  return (
    <Page title={t(`papers.${kind}`)}>
      <Loaded of={loaded}>{(paper) => <Paper paper={paper} name={kind === 'receipt' ? 'receipt' : 'wipe-certificate'} />}</Loaded>
      <Acts><Link to={`/transfers/${id}`} kind="outline">{t('papers.backToTransfer')}</Link></Acts>
    </Page>
  );
}

function Paper({ paper, name }: { readonly paper: SignedDocument; readonly name: string }) {
  const { t } = useWords();
  const file = `${name}-${paper.fiscalYear}-${paper.number}`;
  const save = (text: string, ending: string): void => saveBytes(new Blob([text]), `${file}.${ending}`);
  return (
    <>
      <Facts rows={[
        [t('papers.number'), t('papers.numberOf', { year: paper.fiscalYear, era: eraFiscalYear(paper.fiscalYear), number: paper.number })],
        [t('papers.at'), <When key="at" at={paper.createdAt} />],
        [t('papers.entry'), t('detail.entry', { index: paper.entry })],
      ]} />
      <Section title={t('papers.content')}><DocumentContent json={paper.document} /></Section>
      <div className="screen-only flex flex-wrap gap-4">
        <Button onPress={() => print()}>{t('act.print')}</Button>
        <Button onPress={() => save(paper.document, 'json')}>{t('papers.saveDocument')}</Button>
        <Button onPress={() => save(paper.signature, 'json.asc')}>{t('papers.saveSignature')}</Button>
        <Button onPress={() => save(paper.proof, 'tlog-proof')}>{t('papers.saveProof')}</Button>
      </div>
      {name === 'receipt' && <Signers paper={paper} />}
      <p className="max-w-[40em] text-quiet">{t('papers.keepThem')}</p>
    </>
  );
}

/** What gpg needs to check the recipient's own signature. Who signed is said by the document itself. */
function Signers({ paper: { statement } }: { readonly paper: SignedDocument }) {
  const { t } = useWords();
  if (statement === null) return null;
  const save = (text: string, name: string) => (): void => saveBytes(new Blob([text]), name);
  return (
    <div className="screen-only grid gap-4">
      <p className="max-w-[40em]">{t('papers.bothSigned')}</p>
      <div className="flex flex-wrap gap-4">
        <Button onPress={save(statement.document, 'statement.json')}>{t('papers.saveStatement')}</Button>
        <Button onPress={save(statement.signature, 'statement.json.asc')}>{t('papers.saveStatementSignature')}</Button>
        <Button onPress={save(statement.certificate, 'recipient.asc')}>{t('papers.saveRecipientKey')}</Button>
      </div>
    </div>
  );
}
