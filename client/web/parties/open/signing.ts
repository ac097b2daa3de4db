// How the recipient signs its receipt: with the key that opened and is still held, with a key file, by GnuPG on any computer, or not at all.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TransferView } from '../../../../server/http/wire/transfers.ts';
import { api } from '../../app/api.ts';
import { createOpener, type Opener } from './opener.ts';
import { takeOpener } from './passing-on.ts';
import type { KeyChosen } from './key-fields.tsx';

export type Way = 'held' | 'key' | 'gnupg' | 'none';
export interface FromGnuPg { readonly statement: string | null; readonly signature: string | null }
export interface SignedReceipt { readonly statement: string; readonly signature: string }

export interface Signing {
  /** Null while the worker is asked for its key. */
  readonly way: Way | null;
  readonly choose: (way: Way) => void;
  /** The label of the key that is still held. */
  readonly heldLabel: string;
  readonly key: KeyChosen;
  readonly setKey: (change: Partial<KeyChosen>) => void;
  readonly fromGnuPg: FromGnuPg;
  readonly setFromGnuPg: (change: Partial<FromGnuPg>) => void;
  /** What is still to be given for the way that was chosen. */
  readonly missing: 'key' | 'gnupg' | null;
  /** Undefined where nothing is signed. Throws OpenerFailed, Refused. */
  readonly sign: () => Promise<SignedReceipt | undefined>;
}

export const statementOf = async (id: string): Promise<string> => (await api.call('receiptStatement', { id })).text();

export function useSigning({ id, signing }: Pick<TransferView, 'id' | 'signing'>): Signing {
  const opener = useRef<Opener | null>(null);
  const [way, choose] = useState<Way | null>(null);
  const [heldLabel, setHeldLabel] = useState('');
  const [key, setWholeKey] = useState<KeyChosen>({ file: null, passphrase: '' });
  const [fromGnuPg, setWhole] = useState<FromGnuPg>({ statement: null, signature: null });
  const keys = useRef(signing?.keys ?? []);
  useEffect(() => {
    const made = takeOpener(id) ?? (keys.current.length === 0 ? null : createOpener());
    opener.current = made;
    const instead: Way = keys.current.length === 0 ? 'none' : 'key';
    const found = made?.ask({ kind: 'held-key' }) ?? Promise.resolve({ fingerprint: null });
    found.then(({ fingerprint }) => {
      const held = keys.current.find((one) => one.fingerprint === fingerprint);
      setHeldLabel(held?.label ?? '');
      choose(held === undefined ? instead : 'held');
    }, () => choose(instead));
    return () => made?.end();
  }, [id]);
  const sign = useCallback(async (): Promise<SignedReceipt | undefined> => {
    if (way === 'gnupg' && fromGnuPg.statement !== null && fromGnuPg.signature !== null) return { statement: fromGnuPg.statement, signature: fromGnuPg.signature };
    if ((way !== 'held' && way !== 'key') || opener.current === null) return undefined;
    const statement = await statementOf(id);
    const given = way === 'key' && key.file !== null ? { file: key.file, passphrase: key.passphrase } : null;
    return { statement, signature: (await opener.current.ask({ kind: 'sign-receipt', statement, key: given })).signature };
  }, [way, key, fromGnuPg, id]);
  const missing = way === 'key' && (key.file === null || key.passphrase === '') ? 'key' : way === 'gnupg' && (fromGnuPg.statement === null || fromGnuPg.signature === null) ? 'gnupg' : null;
  return {
    way, choose, heldLabel, key, fromGnuPg, missing, sign,
    setKey: (change) => setWholeKey((before) => ({ ...before, ...change })), setFromGnuPg: (change) => setWhole((before) => ({ ...before, ...change })),
  };
}
