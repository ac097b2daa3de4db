// Whoever leaves with unsent input is asked once: values live on this page only.
import { useCallback, useState } from 'react';
import { useWords } from '../../app/language.ts';
import { liftGuard, useLeaveGuard } from '../../app/place.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Stands on the page while there is something to lose. */
export function LeaveQuestion() {
  const { t } = useWords();
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const ask = useCallback((on: () => void) => setLeaving(() => on), []);
  useLeaveGuard(ask);
  return (
    <Dialog open={leaving !== null} title={t('recordForm.leaveTitle')} onNo={() => setLeaving(null)} acts={<><Button onPress={() => setLeaving(null)}>{t('act.stay')}</Button><Button kind="filled" onPress={() => { liftGuard(); leaving?.(); }}>{t('act.leave')}</Button></>}>
      <p>{t('recordForm.leaveMore')}</p>
    </Dialog>
  );
}
