// Every kind of record, in the order in which the pages list them within a group.
import type { RecordKind, Stage } from './kind.ts';
import { statusRequest } from './status-request.ts';

export const allKinds: readonly RecordKind[] = [
  statusRequest,
];

/** The kind with this id, or undefined. */
export function kindOf(id: string): RecordKind | undefined {
  return allKinds.find((kind) => kind.id === id);
}

/** The kind of a stored record; one that is missing is a database of another program. */
export function storedKind(id: string): RecordKind {
  const kind = kindOf(id);
  if (kind === undefined) throw new Error(`expected the kind of a stored record, came ${id}; the data was written by another program`);
  return kind;
}

/** The stage of a stored record; see `storedKind`. */
export function storedStage(kind: RecordKind, id: string): Stage {
  const stage = kind.stages.find((one) => one.id === id);
  if (stage === undefined) throw new Error(`expected a stage of ${kind.id}, came ${id}; the data was written by another program`);
  return stage;
}
