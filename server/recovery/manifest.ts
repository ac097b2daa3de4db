// What a copy says of itself, signed by the ledger's key: a note (c2sp.org/signed-note) of eight lines, so that it is never taken for a head, which has three.
// Pure. Guarantees that only this exact form is read.
import { fromBase64, toBase64 } from '../ledger/encoding.ts';
import { isInstant } from '../ledger/entry.ts';

export const COPY_FORMAT = 'kagibako-backup@1';

/** `size` and `root` are the ledger's in the copy; `bytes` and `sha256` (hex) are those of the database that follows; `schema` is its version. */
export interface CopyManifest {
  readonly at: string; readonly origin: string; readonly size: number; readonly root: Uint8Array; readonly schema: number; readonly bytes: number; readonly sha256: string;
}

const names = ['at', 'origin', 'size', 'root', 'schema', 'bytes', 'sha256'] as const;

/** The lines that are signed. */
export function formatManifest(manifest: CopyManifest): string {
  const values = { ...manifest, root: toBase64(manifest.root) };
  return `${COPY_FORMAT}\n${names.map((name) => `${name} ${values[name]}\n`).join('')}`;
}

/** Reads the lines; null if they are not of the form. */
export function parseManifest(text: string): CopyManifest | null {
  const [format, ...lines] = text.split('\n');
  if (format !== COPY_FORMAT || lines.length !== names.length + 1 || lines.at(-1) !== '') return null;
  const values = new Map(names.map((name, at) => [name, lines[at]?.startsWith(`${name} `) === true ? lines[at].slice(name.length + 1) : '']));
  const [at = '', origin = '', sha256 = '', root] = [values.get('at'), values.get('origin'), values.get('sha256'), fromBase64(values.get('root') ?? '')];
  const [size, schema, bytes] = (['size', 'schema', 'bytes'] as const).map((name) => (/^(0|[1-9][0-9]{0,15})$/.test(values.get(name) ?? '') ? Number(values.get(name)) : Number.NaN));
  if (!isInstant(at) || origin === '' || root?.length !== 32 || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  if (size === undefined || schema === undefined || bytes === undefined || ![size, schema, bytes].every(Number.isSafeInteger)) return null;
  return { at, origin, size, root, schema, bytes, sha256 };
}
