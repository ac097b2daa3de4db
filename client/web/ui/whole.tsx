// A part of a sentence that no line may break: a transfer's number is read out and compared as one.
import { Foreign } from './foreign.tsx';

export function Whole({ part, children }: { readonly part: string; readonly children: string }) {
  const [before = '', ...rest] = children.split(part);
  if (rest.length === 0) return <Foreign>{children}</Foreign>;
  return <><Foreign>{before}</Foreign><span className="whitespace-nowrap">{part}</span><Foreign>{rest.join(part)}</Foreign></>;
}
