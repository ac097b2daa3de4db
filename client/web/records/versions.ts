// A stage with its corrections: the newest version that holds, and the older ones, newest first. Pure.
import type { TakenStageView } from '../../../server/http/wire/records.ts';

export interface Versions { readonly now: TakenStageView; readonly older: readonly TakenStageView[] }

/** In the order in which the stages were first taken. */
export function versionsOf(stages: readonly TakenStageView[]): Versions[] {
  const chains: TakenStageView[][] = [];
  for (const stage of stages) {
    const chain = stage.corrects === null ? undefined : chains.find((one) => one.some(({ seq }) => seq === stage.corrects));
    if (chain === undefined) chains.push([stage]);
    else chain.push(stage);
  }
  return chains.flatMap((chain) => {
    const [now, ...older] = chain.toReversed();
    return now === undefined ? [] : [{ now, older }];
  });
}
