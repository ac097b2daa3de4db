// 書類の照合: the code on a paper, typed as people type it, leads to the record and to the proof that its entry is in the ledger.
import { useState } from 'react';
import type { CheckedPaper } from '../../../server/http/wire/papers.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useAct } from '../app/loading.ts';
import { useRoot } from '../records/words-of.ts';
import { saveBytes } from '../text/save.ts';
import { Banner, ProblemBanner } from '../ui/banner.tsx';
import { Button, Link } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { Facts } from '../ui/page.tsx';
import { When } from '../ui/when.tsx';

export function CheckPaper() {
  const { t } = useWords();
  const act = useAct();
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [found, setFound] = useState<CheckedPaper | null>(null);
  const check = (): void => {
    setFound(null);
    setError(code.trim() === '' ? t('registers.empty') : null);
    if (code.trim() !== '') act.run(async () => setFound(await api.call('checkPaper', { body: { code } })));
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => { event.preventDefault(); check(); }}>
      <p className="max-w-[40em]">{t('registers.checkMore')}</p>
      <ProblemBanner problem={act.problem} />
      {found !== null && <Found paper={found} />}
      <TextField label={t('registers.code')} support={t('registers.codeMore')} error={error} width="middle" autoComplete="off" autoCapitalize="characters" spellCheck={false} value={code} onChange={setCode} />
      <div><Button type="submit" busy={act.busy}>{t('registers.run')}</Button></div>
    </form>
  );
}

function Found({ paper }: { readonly paper: CheckedPaper }) {
  const { t } = useWords();
  const root = useRoot();
  const place = paper.of === null ? null : paper.of.kind === 'record' ? `${root}/records/${paper.of.id}` : `${root}/transfers/${paper.of.id}`;
  return (
    <Banner kind={paper.current ? 'good' : 'mind'} title={t(paper.current ? 'registers.current' : 'registers.changed')} focus>
      {!paper.current && <p>{t('registers.changedMore')}</p>}
      <Facts rows={[
        [t('registers.number'), t('registers.numbered', { title: paper.title, label: paper.label })],
        ...(paper.engagement === null ? [] : [[t('registers.business'), paper.engagement] as const]),
        ...(paper.contractor === null ? [] : [[t('registers.contractor'), paper.contractor] as const]),
        [t('registers.issued'), <When key="issued" at={paper.firstIssuedAt} />],
        [t('registers.entry'), <span key="entry">{t('registers.entryAt', { index: paper.entry })} <When at={paper.entryAt} /></span>],
      ]} />
      <div className="mt-4 flex flex-wrap gap-4">
        {place !== null && <Link to={place} kind="outline">{t('registers.open')}</Link>}
        <Button onPress={() => saveBytes(new Blob([paper.proof]), `entry-${paper.entry}.tlog-proof`)}>{t('registers.proof')}</Button>
      </div>
    </Banner>
  );
}
