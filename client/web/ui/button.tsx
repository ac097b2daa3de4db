// Buttons and links. The one filled button of a page is its next act. None is ever greyed out: pressed too early, a page says what is missing (UI 1, 3.0).
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { addressOf, go } from '../app/place.ts';
import { Foreign } from './foreign.tsx';

export type ButtonKind = 'filled' | 'outline' | 'plain';

const SHAPE = 'inline-flex min-h-12 items-center justify-center gap-2 rounded-8 py-2 text-oln-16B-100 leading-130 text-center cursor-pointer';
const KIND: Record<ButtonKind, string> = {
  filled: 'px-4 bg-act text-on-act border-2 border-act hover:bg-act-strong hover:underline underline-offset-3 min-w-32',
  outline: 'px-4 bg-page text-act border-2 border-act hover:bg-hover hover:underline underline-offset-3',
  plain: 'px-1 text-act underline underline-offset-3 hover:bg-hover border-2 border-transparent',
};

/** One piece, however many runs of another language it holds: the parts of a button stand apart. */
function Label({ children }: { readonly children: ReactNode }) {
  return <span><Foreign>{children}</Foreign></span>;
}

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'className'> {
  readonly kind?: ButtonKind;
  readonly busy?: boolean;
  readonly onPress?: () => void;
  readonly children: ReactNode;
}

/** `busy` keeps the button readable and in the tab order; a second press does nothing. */
export function Button({ kind = 'outline', busy = false, onPress, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} aria-busy={busy || undefined} className={`${SHAPE} ${KIND[kind]}`} onClick={() => busy || onPress?.()}>
      {busy && <span aria-hidden className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent" />}
      <Label>{children}</Label>
    </button>
  );
}

interface LinkProps { readonly to: string; readonly kind?: ButtonKind | 'text'; readonly children: ReactNode; readonly label?: string; readonly current?: boolean }

/** A link to a page of ours; opens in a new tab when the reader asks the browser to. */
export function Link({ to, kind = 'text', children, label, current = false }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  const look = kind === 'text' ? 'in-text text-act underline underline-offset-3 hover:text-act-strong hover:decoration-2 inline-flex min-h-6 items-center' : `${SHAPE} ${KIND[kind]}`;
  return <a href={addressOf(to)} onClick={follow} aria-label={label} aria-current={current ? 'page' : undefined} className={look}><Label>{children}</Label></a>;
}

/** A link to bytes of the gateway, saved by the browser itself. */
export function SaveLink({ href, name, kind = 'outline', label, children }: { readonly href: string; readonly name: string; readonly kind?: ButtonKind; readonly label?: string; readonly children: ReactNode }) {
  return <a href={href} download={name} aria-label={label} className={`${SHAPE} ${KIND[kind]}`}><Label>{children}</Label></a>;
}

/** A link to a document of the gateway, shown by the browser itself in a tab of its own. */
export function OpenLink({ href, kind = 'outline', label, children }: { readonly href: string; readonly kind?: ButtonKind; readonly label?: string; readonly children: ReactNode }) {
  return <a href={href} target="_blank" rel="noopener" aria-label={label} className={`${SHAPE} ${KIND[kind]}`}><Label>{children}</Label></a>;
}
