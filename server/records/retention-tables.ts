// Where people's words and names stand in the database, column by column: erased by which rule, or kept without one and why. A test reads the schema and
// fails for a column that is neither here nor plain (ids, days, hashes, words of a fixed list), so that a new table cannot be forgotten. Pure.
import type { RuleId } from './retention-rules.ts';

interface Said { readonly ja: string; readonly en: string }
/** `table.column`. */
type Columns = readonly string[];

export const erasedByRule: Readonly<Record<RuleId, Columns>> = {
  texts: ['text_slots.bytes', 'text_slots.salt'], 'other-texts': ['text_slots.bytes', 'text_slots.salt'],
  records: ['record_stages.content', 'record_stages.reason', 'record_stages.salt'],
  attachments: ['attachments.name', 'attachments.bytes'],
  confirmations: ['confirmation_records.document', 'confirmation_records.stated'],
  calls: ['calls.caller_name', 'calls.to_name', 'calls.telephone'],
  notices: ['notices.document'],
  transfers: ['transfers.document'],
  roster: ['roster.person_name', 'roster.login', 'roster.reason', 'roster.return_reason', 'roster.removal_reason'],
  reviews: ['log_reviews.assessment', 'log_reviews.action'],
  accounts: ['accounts.name', 'accounts.login', 'accounts.email', 'accounts.preferences', 'accounts.password_hash', 'totp.secret', 'totp.pending', 'passkeys.credential', 'passkeys.public_key', 'passkeys.transports', 'passkeys.name'],
  reminders: ['reminder_days.account_id', 'reminders.account_id', 'reminders.item', 'mails.account_id', 'mails.address'],
  searches: ['saved_searches.name', 'saved_searches.filter'],
  addresses: ['known_addresses.hash', 'known_addresses.salt', 'known_addresses.occasion'],
  terminals: ['terminals.address', 'terminals.label'],
};

export const keptWithoutRule: readonly { readonly what: Said; readonly why: Said; readonly columns: Columns }[] = [
  { what: { ja: '台帳の記録にある氏名', en: 'Names in entries of the ledger' }, why: { ja: '記録を1つでも変えると、台帳を検証できなくなるため。', en: 'If one entry changed, the ledger could not be verified.' }, columns: ['ledger_entries.bytes', 'log_words.word'] },
  { what: { ja: '設定、保全、抽出、記録の各段階に残る、行った人の氏名', en: 'Who set, held, extracted or recorded something' }, why: { ja: '台帳の記録に同じ氏名があるため。', en: 'The same name stands in the entry of the ledger.' }, columns: ['retention_terms.by_name', 'watch_thresholds.by_name', 'holds.set_by_name', 'holds.lifted_by_name', 'ledger_extracts.by_name', 'log_reviews.by_name', 'record_stages.by_name'] },
  { what: { ja: '受領書、受領の申告、消去証明書', en: 'Receipts, statements of receipt, wipe certificates' }, why: { ja: '署名のある証拠で、双方が同じものを持つため。変えると署名が合わなくなります。', en: 'Signed evidence that both sides hold; changed, its signature would fail.' }, columns: ['receipts.document', 'receipts.signature', 'receipt_statements.statement', 'receipt_statements.signature', 'wipe_certificates.document', 'wipe_certificates.signature'] },
  { what: { ja: '登録した鍵（公開鍵）とその名称', en: 'Registered keys (public) and their labels' }, why: { ja: '受領書の署名を、あとから検証するため。', en: 'To verify signatures of receipts later.' }, columns: ['certificates.certificate', 'certificates.user_ids', 'certificates.label'] },
  { what: { ja: '団体、担当課、受託事業者の名称と連絡先', en: 'Names and contacts of the municipality, its sections and its contractors' }, why: { ja: '組織のもので、使っているため。変更すると置き換わります。', en: 'They are of organisations and in use; a change replaces them.' }, columns: ['municipalities.name', 'municipality_settings.contact_name', 'municipality_settings.contact_telephone', 'municipality_settings.contact_hours', 'municipality_settings.security_name', 'municipality_settings.security_telephone', 'sections.name', 'sections.telephone', 'sections.networks', 'contractors.name', 'contractors.address', 'contractors.networks', 'contractors.client_certificates'] },
  { what: { ja: '委託業務の件名、条件、帳票、務め、書類の題名', en: 'Titles and terms of engagements, forms, duties and documents' }, why: { ja: '契約の内容で、人についての文ではないため。', en: 'They say what the contract is, nothing about people.' }, columns: ['engagements.title', 'engagements.purpose', 'engagements.legal_basis', 'engagements.items', 'engagements.terms', 'engagements.policy', 'engagement_contractors.scope', 'forms.name', 'forms.name_en', 'forms.columns', 'duties.what', 'papers.title', 'papers.label', 'papers.subject', 'files.inspection', 'files.scan'] },
  { what: { ja: 'サインイン中の接続元と、その間に見たもの', en: 'From where somebody is signed in, and what was read meanwhile' }, why: { ja: 'サインインが終わると、次のサインインのとき、遅くとも翌日に消去するため。', en: 'Erased when the sign-in is over: with the next sign-in, at the latest the next day.' }, columns: ['passkey_challenges.challenge', 'passkey_challenges.what', 'passkey_challenges.listener', 'half_sign_ins.listener', 'half_sign_ins.address', 'sessions.address', 'sessions.browser', 'sessions.occasion', 'readings.occasion', 'readings.object_id'] },
  { what: { ja: '送信の途中のファイルの名前と目印、届いた分の終わり', en: 'Names, marks and newest bytes of uploads on their way' }, why: { ja: '暗号化してあり、送信が終わるか下書きが終わると消去するため。', en: 'They are encrypted, and erased when the upload or the draft is over.' }, columns: ['uploads.said', 'uploads.newest', 'uploads.mark'] },
  { what: { ja: '自動転送端末、転送先、立会人、点検の状態', en: 'Unattended terminals, receivers of the log, witnesses, states of watches' }, why: { ja: '機械の名称と状態で、人についての文ではないため。', en: 'Names and states of machines, nothing about people.' }, columns: ['unattended_terminals.name', 'unattended_terminals.engagements', 'unattended_terminals.last_address', 'unattended_nonces.nonce', 'standing_approvals.weekdays', 'forwarding.target', 'forwarding.failure', 'witness_standing.name', 'witness_standing.trouble', 'watch_states.name', 'watch_states.state', 'leases.name', 'leases.holder'] },
];
