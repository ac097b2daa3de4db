// Files of a medium that came back are compared with what was sealed, by the gateway, one by one; nothing of them is kept (1-27).
import { useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { callsBy } from '../../app/api.ts';
import { useWords } from '../../app/language.ts';
import { useAct } from '../../app/loading.ts';
import { sendingOf } from '../../app/upload.ts';
import { Banner, ProblemBanner } from '../../ui/banner.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';

export function CheckFiles({ transfer }: { readonly transfer: TransferView }) {
  const { t } = useWords();
  const act = useAct();
  const [same, setSame] = useState<readonly string[]>([]);
  const check = (files: readonly File[]): void => act.run(async () => {
    setSame([]);
    for (const file of files) {
      const checked = await callsBy(sendingOf(file, () => undefined, new AbortController().signal)).call('checkMedium', { id: transfer.id });
      setSame((before) => [...before, checked.part]);
    }
  });
  return (
    <div className="grid gap-4">
      <ProblemBanner problem={act.problem} />
      {same.map((name) => <Banner key={name} kind="good" title={t('medium.checked', { name })} />)}
      <FileDrop limit={t('medium.checkMore')} onFiles={(dropped) => check(dropped.map(({ file }) => file))} onUnreadable={() => undefined} />
    </div>
  );
}
