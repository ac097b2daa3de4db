// The export of the whole ledger: a bundle that the offline program checks, needing nothing of the gateway.
import { useState } from 'react';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct, useLoad } from '../app/loading.ts';
import { isoDay } from '../text/dates.ts';
import { saveBytes } from '../text/save.ts';
import { size } from '../text/amounts.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { Loaded, Page, Section } from '../ui/page.tsx';

export default function Export() {
  const { t } = useWords();
  const act = useAct();
  const [saved, setSaved] = useState<number | null>(null);
  const checkpoint = useLoad('checkpoint', async () => (await api.call('checkpoint', {})).text());
  const run = (): void => act.run(async () => {
    const blob = await (await api.call('ledgerExport', {})).blob();
    saveBytes(blob, `kagibako-ledger-${isoDay(new Date().toISOString())}.jsonl`);
    setSaved(blob.size);
  });
  return (
    <Page title={t('nav.export')}>
      <p className="max-w-[40em]">{t('exporting.more')}</p>
      <ProblemBanner problem={act.problem} />
      {saved !== null && <Banner kind="good" title={t('exporting.saved', { size: size(saved) })} focus><p><Link to="/audit/verify">{t('audit.toVerify')}</Link></p><p>{t('exporting.verify')}</p><pre tabIndex={0} aria-label={t('exporting.command')} className="overflow-x-auto font-mono">kagibako verify kagibako-ledger-….jsonl</pre></Banner>}
      <div><Button kind="filled" busy={act.busy} onPress={run}>{t('exporting.run')}</Button></div>
      <Section title={t('exporting.checkpoint')}>
        <p className="max-w-[40em] text-quiet">{t('exporting.checkpointMore')}</p>
        <Loaded of={checkpoint}>{(text) => <><pre tabIndex={0} aria-label={t('exporting.checkpoint')} className="overflow-x-auto rounded-8 bg-panel p-4 font-mono break-all whitespace-pre-wrap">{text}</pre><div><Button onPress={() => saveBytes(new Blob([text]), `kagibako-checkpoint-${isoDay(new Date().toISOString())}.txt`)}>{t('exporting.saveCheckpoint')}</Button></div></>}</Loaded>
      </Section>
    </Page>
  );
}
