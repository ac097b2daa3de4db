// State badges: word, shape and colour, the same on every page (UI 5). Raw codes are never shown.
import type { TransferSummary } from '../../../server/http/wire/transfers.ts';
import { useWords } from '../app/language.ts';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'wait' | 'move' | 'good' | 'mind' | 'stop' | 'rest' | 'late';
const LOOK: Record<Tone, string> = {
  wait: 'text-wait bg-wait-ground border-wait-edge', move: 'text-move bg-move-ground border-move-edge', good: 'text-good bg-good-ground border-good-edge',
  mind: 'text-mind bg-mind-ground border-mind-edge', stop: 'text-stop bg-stop-ground border-stop-edge', rest: 'text-rest bg-rest-ground border-rest-edge',
  late: 'text-late bg-late-ground border-late-ground',
};
export const STATES = {
  draft: ['rest', 'pencil'], 'awaiting-approval': ['wait', 'person'], returned: ['mind', 'back'], 'released-no-lock': ['wait', 'key'], released: ['wait', 'down'],
  collecting: ['move', 'half'], collected: ['wait', 'envelope'], confirmed: ['good', 'tick'], recalled: ['rest', 'slash'], expired: ['mind', 'clock'],
  discarded: ['rest', 'slash'], wiping: ['move', 'fading'], 'wipe-failed': ['stop', 'cross'], wiped: ['rest', 'dashed'],
} as const satisfies Record<string, readonly [Tone, IconName]>;
export type ShownState = keyof typeof STATES;

export function Badge({ tone, icon, children }: { readonly tone: Tone; readonly icon: IconName; readonly children: string }) {
  return <span className={`inline-flex justify-self-start min-h-7 items-center gap-1 rounded-4 border px-2 text-dns-14B-130 whitespace-nowrap max-sm:max-w-full max-sm:whitespace-normal ${LOOK[tone]} print:border-0 print:before:content-['【'] print:after:content-['】']`}><Icon name={icon} small />{children}</span>;
}

/** After it ended two badges stand: why, and what became of the copy. */
export function statesOf(transfer: Pick<TransferSummary, 'state' | 'lockReady' | 'ended'>): ShownState[] {
  const { state, ended } = transfer;
  const now: ShownState = state === 'released' && !transfer.lockReady ? 'released-no-lock' : state;
  return ended !== null && ended.why !== state ? [ended.why, now] : [now];
}

export function StateBadges({ transfer }: { readonly transfer: Pick<TransferSummary, 'state' | 'lockReady' | 'ended' | 'overdue' | 'unscanned'> }) {
  const { t } = useWords();
  return (
    <span className="inline-flex flex-wrap gap-1 align-middle">
      {statesOf(transfer).map((state) => <Badge key={state} tone={STATES[state][0]} icon={STATES[state][1]}>{t(`state.${state}.word`)}</Badge>)}
      {transfer.unscanned && <Badge tone="mind" icon="warning">{t('state.unscanned')}</Badge>}
      {transfer.overdue && <Badge tone="late" icon="clock">{t('state.overdue')}</Badge>}
    </span>
  );
}
