// The line under the band while the gateway cannot be reached (UI 3.0, OFFLINE). It goes when the line is back.
import { longInstant } from '../text/dates.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from './language.ts';
import { useLine } from './line.ts';

export function OfflineLine() {
  const { t, language } = useWords();
  const { down, heardAt } = useLine();
  return <div role="status">{down && <p className="flex items-center justify-center gap-2 border-b border-mind-edge bg-mind-ground px-4 py-2 font-bold text-mind"><Icon name="warning" small />{t('frame.offline', { time: longInstant(new Date(heardAt).toISOString(), language) })}</p>}</div>;
}
