// The manifest of one transfer to one recipient: what was sealed, by whom, for whom. Its bytes are canonical JSON (RFC 8785), so that a
// signature over them says one thing only. Pure: server, browser and command share it.

import { SealingFailed } from './failure.ts';
import type { BodyFormat, LockForm } from './formats.ts';

/** One file: hashes are SHA-256 in lower-case hexadecimal, sizes are bytes. */
export interface ManifestFile {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** The name of its body, by which it is collected. */
  readonly body: string;
  readonly bodySize: number;
  readonly bodySha256: string;
}

export interface Manifest {
  readonly version: 1;
  readonly transfer: string;
  readonly number: string;
  readonly municipality: string;
  readonly sender: string;
  readonly recipient: string;
  readonly engagement: string;
  readonly form: string;
  readonly purpose: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly sealedAt: string;
  readonly lockForm: LockForm;
  readonly bodyFormat: BodyFormat;
  /** Upper-case hexadecimal; empty exactly when lockForm is `password`. */
  readonly recipientFingerprints: readonly string[];
  readonly files: readonly ManifestFile[];
}

const TEXTS = ['transfer', 'number', 'municipality', 'sender', 'recipient', 'engagement', 'form', 'purpose'] as const;
const LOCK_FORMS: readonly LockForm[] = ['both', 'password'];
const BODY_FORMATS: readonly BodyFormat[] = ['seipd1', 'seipd2-gcm', 'seipd2-ocb'];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const FINGERPRINT = /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/;
const HASH = /^[0-9a-f]{64}$/;

/** The canonical bytes. Throws SealingFailed MANIFEST_FORM for a manifest that parseManifest would refuse. */
export function manifestBytes(manifest: Manifest): Uint8Array {
  return new TextEncoder().encode(canonical(checkManifest(manifest)));
}

/** Reads canonical bytes. Throws SealingFailed MANIFEST_FORM for anything missing, unknown, of another type, or not canonical. */
export function parseManifest(bytes: Uint8Array): Manifest {
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw wrong('UTF-8 JSON was expected');
  }
  const manifest = checkManifest(value);
  if (canonical(manifest) !== text) throw wrong('its bytes are not canonical (RFC 8785)');
  return manifest;
}

function checkManifest(value: unknown): Manifest {
  const fields = record(value, [...TEXTS, 'version', 'sealedAt', 'lockForm', 'bodyFormat', 'recipientFingerprints', 'files']);
  if (fields['version'] !== 1) throw wrong('version 1 was expected');
  const lockForm = LOCK_FORMS.find((form) => form === fields['lockForm']);
  const bodyFormat = BODY_FORMATS.find((format) => format === fields['bodyFormat']);
  if (lockForm === undefined || bodyFormat === undefined) throw wrong('its lockForm or bodyFormat is unknown');
  const recipientFingerprints = list(fields, 'recipientFingerprints').map((one) => matching(one, FINGERPRINT, 'recipientFingerprints'));
  // RFC 9580 10.3.2.1: the password form is a session-key packet of version 4, which goes with SEIPD version 1 only.
  if ((lockForm === 'password') !== (recipientFingerprints.length === 0)) throw wrong('recipientFingerprints must be empty in the password form, and only there');
  if (lockForm === 'password' && bodyFormat !== 'seipd1') throw wrong('the password form needs seipd1 bodies');
  const files = list(fields, 'files').map(checkFile);
  if (files.length === 0) throw wrong('at least one file was expected');
  return {
    version: 1,
    transfer: text(fields, 'transfer'),
    number: text(fields, 'number'),
    municipality: text(fields, 'municipality'),
    sender: text(fields, 'sender'),
    recipient: text(fields, 'recipient'),
    engagement: text(fields, 'engagement'),
    form: text(fields, 'form'),
    purpose: text(fields, 'purpose'),
    sealedAt: matching(fields['sealedAt'], TIME, 'sealedAt'),
    lockForm,
    bodyFormat,
    recipientFingerprints,
    files,
  };
}

function checkFile(value: unknown): ManifestFile {
  const fields = record(value, ['name', 'size', 'sha256', 'body', 'bodySize', 'bodySha256']);
  return {
    name: text(fields, 'name'),
    size: size(fields, 'size'),
    sha256: matching(fields['sha256'], HASH, 'sha256'),
    body: text(fields, 'body'),
    bodySize: size(fields, 'bodySize'),
    bodySha256: matching(fields['bodySha256'], HASH, 'bodySha256'),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function record(value: unknown, names: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('an object was expected');
  const fields: Fields = { ...value };
  const unknown = Object.keys(fields).find((name) => !names.includes(name));
  if (unknown !== undefined) throw wrong('it has a field that version 1 does not know');
  return fields;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  // A lone surrogate has no UTF-8 form, and RFC 8785 3.2.2.2 refuses it.
  if (typeof value !== 'string' || /\p{Cs}/u.test(value)) throw wrong(`${name} must be text`);
  return value;
}

function size(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw wrong(`${name} must be a number of bytes`);
  return value;
}

function matching(value: unknown, pattern: RegExp, name: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw wrong(`${name} is not in its form`);
  return value;
}

function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (!Array.isArray(value)) throw wrong(`${name} must be a list`);
  return value;
}

/** RFC 8785 for what a manifest holds: objects, lists, text and whole numbers. Keys are ASCII here, so code-unit order is theirs. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

function wrong(what: string): SealingFailed {
  return new SealingFailed('MANIFEST_FORM', `The manifest cannot be read: ${what}. Collect it again; if it persists, report it.`);
}
