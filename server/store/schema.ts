// The tables as types. The same columns, with their constraints, stand in migrations/; JSON columns are parsed by the room that owns them.

import type { ColumnType, Generated, Selectable } from 'kysely';

export interface Database {
  municipalities: { id: string; code: string; name: string; created_at: string };
  municipality_settings: {
    municipality_id: string; contact_name: string | null; contact_telephone: string | null; contact_hours: string | null;
    security_name: string | null; security_telephone: string | null; changed_at: string;
  };
  administered: { kind: string; object_id: string; entry: number };
  sections: { id: string; municipality_id: string; name: string; telephone: string; tile: number; networks: Generated<string> };
  contractors: { id: string; municipality_id: string; name: string; address: string; page: string; created_at: string; tile: number; networks: Generated<string>; client_certificates: Generated<string> };
  accounts: AccountRow;
  sessions: SessionRow;
  totp: { account_id: string; secret: Uint8Array | null; confirmed_at: string | null; last_step: number; pending: Uint8Array | null; pending_at: string | null };
  recovery_codes: { account_id: string; hash: string; used_at: string | null };
  passkeys: { id: string; credential: string; account_id: string; rp: string; public_key: Uint8Array; counter: number; transports: string; name: string; created_at: string; last_used_at: string | null };
  half_sign_ins: { id_hash: string; account_id: string; listener: string; ends_at: string; address: ColumnType<string, string | undefined> };
  passkey_challenges: { challenge: string; account_id: string | null; listener: string; what: string; ends_at: string };
  sign_in_policies: { municipality_id: string; role: string; second_factor: string; passkey_alone: number };
  two_person_requests: { id: string; municipality_id: string; account_id: string | null; what: string; asked_by: string; asked_at: string; entry: number; decided_by: string | null; decided_at: string | null; approved: number | null };
  engagements: EngagementRow;
  engagement_sections: { engagement_id: string; section_id: string };
  engagement_contractors: { engagement_id: string; contractor_id: string; principal_id: ColumnType<string | null, string | null | undefined>; scope: ColumnType<string | null, string | null | undefined> };
  forms: { id: string; engagement_id: string; name: string; name_en: string; direction: string; unit: string; kind: ColumnType<string, string | undefined>; columns: ColumnType<string | null, string | null | undefined> };
  roster: RosterRow;
  terminals: TerminalRow;
  unattended_terminals: UnattendedTerminalRow;
  unattended_nonces: { terminal_id: string; nonce: string; until: number };
  standing_approvals: StandingApprovalRow;
  standing_uses: { transfer_id: string; approval_id: string; at: string; files: number; bytes: number };
  certificates: CertificateRow;
  deposits: DepositRow;
  transfers: TransferRow;
  files: FileRow;
  deliveries: { file_id: string; transfer_id: string; ranges: string };
  notices: { id: string; municipality_id: string; document: string; created_at: string; handed_over_at: string | null; erased_at?: Erased };
  receipts: SignedDocumentRow;
  receipt_statements: { transfer_id: string; statement: string; signature: string; fingerprint: string; signed_at: string; created_at: string };
  wipe_certificates: SignedDocumentRow;
  confirmation_records: ConfirmationRecordRow;
  calls: CallRow;
  /** A view: each text lies in a slot that is overwritten in its place (migration 25). Written and deleted like a table, never updated. */
  texts: { id: string; commitment: string; salt: Uint8Array; text: string; transfer_id: string | null };
  text_slots: { id: number; salt: Uint8Array; bytes: Uint8Array };
  text_places: { id: string; slot: number; bytes: number; entry: number; commitment: string; transfer_id: string | null };
  free_text_slots: { size: number; slot: number };
  records: RecordRow;
  record_stages: RecordStageRow;
  record_requests: { created_by: string; idempotency_key: string; request_hash: string; record_id: string };
  attachments: AttachmentRow;
  papers: { municipality_id: string; code: string; paper: number | null; subject: string; title: string; label: string; fiscal_year: number | null; number: number | null; entry: number; first_issued_at: string };
  duties: DutyRow;
  log_reviews: LogReviewRow;
  retention_terms: { municipality_id: string; years: number; by_name: string; at: string; entry: number };
  holds: { id: string; municipality_id: string; engagement_id: string; set_by: string; set_by_name: string; set_at: string; entry: number; lifted_by: string | null; lifted_by_name: string | null; lifted_at: string | null };
  /** Numbers that documents bear whose rows a restore could not bring back. */
  number_floors: { municipality_id: string; kind: string; fiscal_year: number; number: number };
  erasures: { municipality_id: string; fiscal_year: number; number: number; engagement_id: string | null; rule: string; items: number; at: string; entry: number | null };
  known_addresses: { contractor_id: string; salt: Uint8Array; hash: string; occasion: string; first: number; since: string };
  watch_thresholds: { municipality_id: string; rule: string; per_week: number | null; per_person: number | null; by_name: string; at: string; entry: number };
  watch_states: { name: string; state: string; since: string };
  forwarding: { target: string; next_index: number; confirmed_at: string | null; failed_at: string | null; failure: string | null };
  reminder_days: { account_id: string; day: string };
  reminders: { account_id: string; item: string; day: string };
  /** `address`: where it goes when that is no longer the person's own; null: to the person's address of now. */
  mails: { id: string; account_id: string; day: string; tasks: number; overdue: number; state: string; attempts: number; next_at: string; about: ColumnType<string, string | undefined>; address: ColumnType<string | null, string | null | undefined> };
  refused_tries: { account_id: string; day: string; tries: number; last_at: string };
  uploads: UploadRow;
  abandoned_uploads: AbandonedUploadRow;
  leases: { name: string; holder: string; until: number };
  ledger_entries: LedgerEntryRow;
  log_words: { id: Generated<number>; word: string };
  log_index: LogIndexRow;
  log_seen: { scope: number; kind: string; word: number };
  readings: { occasion: string; act: string; object_id: string };
  saved_searches: SavedSearchRow;
  ledger_extracts: ExtractRow;
  ledger_nodes: { level: number; idx: number; hash: Uint8Array };
  cosignatures: { size: number; witness: string; line: string; at: string };
  witness_standing: WitnessStandingRow;
  ledger_checkpoints: { size: number; root: Uint8Array; note: string; at: string };
  ledger_keys: { position: number; vkey: string; from_size: number; until_size: number | null; at: string };
  waiting_keys: { mark: string; from_at: string | null; until_at: string | null };
  gateway_certificates: GatewayCertificateRow;
}

/** A certificate of the gateway itself. `from_at` null: the first one (no `statement`), or one that is announced and not yet used. */
export interface GatewayCertificateRow {
  fingerprint: string; certificate: string; announced_at: string | null; from_at: string | null; until_at: string | null;
  statement: string | null; signed_by_old: string | null; signed_by_new: string | null;
}

export interface AccountRow {
  id: string; municipality_id: string; role: string; scope: string; login: string; name: string;
  section_id: string | null; contractor_id: string | null; can_approve: number;
  password_hash: string; must_change: number; initial_expires_at: string | null; disabled_at: string | null; created_at: string;
  last_sign_in_at: string | null; preferences: string | null; email: string | null;
  erased_at?: Erased;
}

export interface SessionRow {
  id_hash: string; account_id: string; listener: string; occasion: string; created_at: string; last_seen_at: string; ends_at: string; address: string; browser: ColumnType<string, string | undefined>;
}

export interface EngagementRow {
  id: string; municipality_id: string; title: string; purpose: string; legal_basis: string;
  period_from: string; period_to: string; items: string; policy: string; preset: string | null; created_at: string; terminated_at: string | null;
  /** Terms as JSON; null in engagements made before terms were kept: the plain ones hold. */
  terms: ColumnType<string | null, string | null | undefined>;
  /** When access, duties and transfers were brought to an end after the last day; when the ward closed it. */
  wound_up_at: ColumnType<string | null, string | null | undefined>; closed_at: ColumnType<string | null, string | null | undefined>;
}

export interface TerminalRow {
  id: string; municipality_id: string; contractor_id: string; address: string; label: string; added_by: string; added_at: string; removed_at: string | null;
  erased_at?: Erased;
}

/** `engagements`: ids as JSON. `last_address`: from where it was used last. */
export interface UnattendedTerminalRow {
  id: string; municipality_id: string; name: string; scope: string; section_id: string | null; contractor_id: string | null; engagements: string; public_key: Uint8Array; fingerprint: string;
  responsible_id: string; expires_at: string; registered_by: string; registered_at: string; confirmed_by: string | null; confirmed_at: string | null; revoked_by: string | null; revoked_at: string | null; revoke_entry: number | null;
  last_used_at: string | null; last_address: string | null;
}

/** `weekdays`: numbers from 0 (Sunday) as JSON; minutes of the day in Japan; `valid_from` and `valid_to` are days. */
export interface StandingApprovalRow {
  id: string; municipality_id: string; engagement_id: string; number: number; section_id: string; form_id: string; recipient_id: string; weekdays: string; from_minute: number; until_minute: number;
  max_files: number; max_bytes: number; valid_from: string; valid_to: string; granted_by: string; granted_at: string; agreed_by: string | null; agreed_at: string | null; revoked_by: string | null; revoked_at: string | null;
  revoke_entry: number | null;
}

/** A person without an account has `person_name` and `login` until the administrator makes one (0-3). */
export interface RosterRow {
  id: string; engagement_id: string; contractor_id: string; account_id: string | null; person_name: Maybe; login: Maybe; role: string;
  starts_on: string; ends_on: Maybe; reason: Maybe; submitted_by: Maybe; submitted_at: Maybe; accepted_by: Maybe; accepted_at: string | null;
  returned_by: Maybe; returned_at: Maybe; return_reason: Maybe; removed_by: Maybe; removed_at: string | null; removal_reason: Maybe;
  /** The entry that took this one's place. */
  replaced_by: Maybe;
  erased_at?: Erased;
}
type Maybe = ColumnType<string | null, string | null | undefined>;
/** When its readable content was erased on schedule (retention/). */
type Erased = string | null | undefined;

export interface CertificateRow {
  id: string; municipality_id: string; party_kind: string; party_id: string; fingerprint: string; certificate: Uint8Array;
  algorithm: string; announces: string | null; user_ids: string; expires_at: string | null; label: string;
  registered_by: string; registered_at: string; confirmed_by: string | null; confirmed_at: string | null; withdrawn_at: string | null;
}

export interface DepositRow {
  id: string; municipality_id: string; created_by: string; idempotency_key: string; request_hash: string; created_at: string;
}

export interface TransferRow {
  id: string; number: string; municipality_id: string; deposit_id: string; engagement_id: string; form_id: string;
  direction: string; sender_id: string; recipient_id: string; state: string; version: number;
  created_at: string; changed_at: string; collect_by: string; due_at: string | null; document: string;
  creator_id: string; quantity: number; title_text: string | null; lock_ready: number; act_sender: string; act_recipient: string; approver_id: string | null;
  route: ColumnType<string, string | undefined>;
  /** The inquiry that it answers. */
  answers: ColumnType<string | null, string | null | undefined>;
  erased_at?: Erased;
}

export interface FileRow {
  id: string; transfer_id: string; upload_id: string; position: number; name_text: string; name_changed: string; size: number; sha256: string;
  body_id: string | null; body_size: number; body_sha256: string; scan: string; sealed_at: string;
  inspection: string | null;
}

export interface SignedDocumentRow {
  transfer_id: string; municipality_id: string; fiscal_year: number; number: number; document: string; signature: string; created_at: string;
}

export interface ConfirmationRecordRow {
  id: string; municipality_id: string; fiscal_year: number; number: number; version: number; transfer_id: string; kind: string;
  document: string; created_at: string; contractor_confirmed_by: string | null; contractor_confirmed_at: string | null;
  replaces: ColumnType<string | null, string | null | undefined>;
  written_by: ColumnType<string | null, string | null | undefined>;
  /** The record (kind `delivery`) that opened it, or null. */
  record_id: ColumnType<string | null, string | null | undefined>;
  /** What the contractor stated in confirming, as JSON. */
  stated: ColumnType<string | null, string | null | undefined>;
  /** Read out of `document` and `stated` by the database itself. */
  quantity: ColumnType<number, never, never>; counted: ColumnType<number | null, never, never>; explained: ColumnType<number, never, never>;
  erased_at?: Erased;
}

/** A row as it is read. */
export type StoredConfirmation = Selectable<ConfirmationRecordRow>;

export interface CallRow {
  id: string; municipality_id: string; transfer_id: string; at: string; caller_id: string; caller_name: string; to_id: string; to_name: string; telephone: string; result: string; entry: number;
  erased_at?: Erased;
}

export interface RecordRow {
  id: string; municipality_id: string; kind: string; fiscal_year: number; number: number; engagement_id: string; contractor_id: string | null;
  transfer_id: string | null; state: string; turn: string; due_on: string | null; opened_at: string; changed_at: string; closed_at: string | null;
  /** Who takes the stage that is expected next (`By` of records/kinds/kind.ts), and the person who may not. */
  next_by: ColumnType<string | null, string | null | undefined>; not_by: ColumnType<string | null, string | null | undefined>;
}

export interface RecordStageRow {
  record_id: string; seq: number; stage: string; corrects: number | null; reason: string | null; content: string; salt: Uint8Array; commitment: string;
  entry: number; by_id: string | null; by_name: string; at: string;
  erased_at?: Erased;
}

export interface AttachmentRow {
  id: string; municipality_id: string; record_id: string | null; added_by: string; added_at: string; name: string; media: string; size: number; sha256: string; bytes: Uint8Array;
  erased_at?: Erased;
}

/** A week of the log that an auditor reviewed; `week` is its Monday, `fired` how many rules were at or over a threshold. */
export interface LogReviewRow {
  id: string; municipality_id: string; fiscal_year: number; number: number; week: string; seen: string; fired: number; anomaly: number;
  assessment: string; action: string | null; by_id: string; by_name: string; at: string; entry: number;
  erased_at?: Erased;
}

/** What an entry says, as numbers of `log_words`: the database itself writes it (migration 19). Scope 0: the gateway's own entries; -1: nobody's. */
export interface LogIndexRow {
  idx: number; at: number; scope: number; act: number; refused: number; code: number | null; name: number | null;
  contractor: number | null; engagement: number | null; about: number | null;
}

export interface SavedSearchRow { id: string; municipality_id: string; account_id: string; name: string; filter: string; shared: number; created_at: string }

/** A numbered extract of the log. `size` is the ledger's size for which it was made, `rows_hash` SHA-256 over the leaf hashes of its entries, `sha256` of its bytes. */
export interface UploadRow {
  id: string; municipality_id: string; account_id: string; deposit_id: string; transfer_id: string; recipient_id: string | null; said: Uint8Array; length: number; sha256: string | null;
  created_at: string; expires_at: string; offset: number; part_id: string | null; part_size: number | null; part_sha256: string | null; newest: Uint8Array | null; file_sha256: string | null; mark: string | null;
}

export interface AbandonedUploadRow { id: string; account_id: string; at: string }

export interface ExtractRow {
  id: string; municipality_id: string; fiscal_year: number; number: number; at: string; by_id: string; by_name: string; format: string; size: number; count: number;
  rows_hash: string; sha256: string; code: string | null; entry: number;
}

export interface DutyRow {
  id: string; municipality_id: string; kind: string; engagement_id: string; contractor_id: string | null; transfer_id: string | null; owed_by: string;
  what: string; record_kind: string | null; due_on: string; since: string; settled_at: string | null; settled_by: string | null; cancelled_at: string | null; reminded_on: string | null;
}

export interface WitnessStandingRow {
  witness: string; name: string; since: string; size: number; asked_at: string | null; answered_at: string | null; trouble: string | null; trouble_since: string | null;
}

export interface LedgerEntryRow {
  idx: number; at: string; act: string; result: string; municipality_id: string | null; actor_id: string | null;
  transfer_id: string | null; engagement_id: string | null; contractor_id: string | null; bytes: string; leaf_hash: Uint8Array;
}
