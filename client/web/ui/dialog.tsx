// A dialog, only for what cannot be undone and for the session warning: focus on its heading, Esc means no, the harmless button first (UI 3.0).
import { useEffect, useRef, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Foreign } from './foreign.tsx';

interface DialogProps { readonly open: boolean; readonly title: string; readonly children: ReactNode; readonly acts: ReactNode; readonly onNo: () => void; /** Enter on the heading, where focus first stands. */ readonly onEnter?: () => void }

export function Dialog({ open, title, children, acts, onNo, onEnter }: DialogProps) {
  return (
    <ModalOverlay isOpen={open} onOpenChange={(stays) => stays || onNo()} className="fixed inset-0 z-50 grid place-items-center overflow-y-auto bg-black/60 p-4">
      <Modal className="w-full max-w-[40rem] rounded-12 border border-edge bg-page text-ink shadow-3">
        <AriaDialog className="grid gap-6 p-6 outline-none">
          <Title onEnter={onEnter}>{title}</Title>
          <Foreign>{children}</Foreign>
          <div className="flex flex-wrap justify-end gap-4">{acts}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function Title({ children, onEnter }: { readonly children: string; readonly onEnter: (() => void) | undefined }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return <Heading slot="title" level={2} ref={heading} tabIndex={-1} onKeyDown={(event) => { if (event.key === 'Enter') onEnter?.(); }} className="text-std-20B-150"><Foreign>{children}</Foreign></Heading>;
}
