// Documents on paper: what OBLIGATIONS A.3 lists, as PDF; registers also as CSV; and the way from a code on a paper back to its record.
import { both, ward } from './readers.ts';
import * as papers from './papers.ts';
import { defineRoutes } from './route.ts';

const readers = ['staff', 'handler', 'auditor'] as const;
const keepers = ['administrator', 'auditor'] as const;
const pdf = { media: 'application/pdf' } as const;

export const paperRoutes = defineRoutes({
  recordDocument: { method: 'GET', path: '/records/:id/document', sides: both, roles: readers, answer: pdf, status: 200, summary: 'The record on paper (A4)' },
  confirmationDocument: { method: 'GET', path: '/confirmation-records/:id/document', sides: both, roles: readers, answer: pdf, status: 200, summary: '確認書 on paper (A4)' },
  receiptDocument: { method: 'GET', path: '/transfers/:id/receipt.pdf', sides: both, roles: readers, answer: pdf, status: 200, summary: '受領書 with the record of downloads on paper (A4)' },
  wipeDocument: { method: 'GET', path: '/transfers/:id/wipe-certificate.pdf', sides: both, roles: readers, answer: pdf, status: 200, summary: 'The wipe certificate on paper (A4)' },
  pageNotice: { method: 'GET', path: '/accounts/:id/page-notice', sides: ward, roles: keepers, answer: pdf, status: 200, summary: '専用ページ利用通知書: address and identifier of one of a contractor\'s people, without any password' },
  registers: { method: 'GET', path: '/registers', sides: both, roles: readers, answer: papers.registerChoices, status: 200, summary: 'Registers that the reader may have, with engagements and fiscal years to choose' },
  registerDocument: { method: 'GET', path: '/registers/document', sides: both, roles: readers, query: papers.registerQuery, answer: pdf, status: 200, summary: 'One register on paper (A4)' },
  registerTable: { method: 'GET', path: '/registers/table', sides: both, roles: readers, query: papers.registerQuery, answer: { media: 'text/csv' }, status: 200, summary: 'One register as CSV (RFC 4180, UTF-8 with a byte order mark)' },
  checkPaper: { method: 'POST', path: '/papers/check', sides: both, roles: readers, body: papers.paperCode, answer: papers.checkedPaper, status: 200, summary: 'What the code on a paper stands for, and the proof that its entry is in the ledger; changes nothing' },
});
