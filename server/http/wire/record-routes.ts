// Records, duties, attachments: what stands around the transfers.
import { z } from 'zod';
import { both } from './readers.ts';
import * as records from './records.ts';
import { defineRoutes } from './route.ts';

const parties = ['staff', 'handler'] as const;
const readers = ['staff', 'handler', 'auditor'] as const;

export const recordRoutes = defineRoutes({
  recordKinds: { method: 'GET', path: '/engagements/:id/record-kinds', sides: both, roles: readers, answer: z.array(records.recordKindView), status: 200, summary: 'Kinds of records of an engagement, and which the reader may begin' },
  searchRecords: { method: 'POST', path: '/records/search', sides: both, roles: readers, body: records.recordSearch, answer: records.recordPage, status: 200, summary: 'Records that the reader may know of, newest first' },
  prepareRecord: { method: 'POST', path: '/records/prepare', sides: both, roles: parties, body: records.prepareRecord, answer: records.openStageView, status: 200, summary: 'What a new record asks for, with what the gateway knows filled in; nothing is stored' },
  addRecord: { method: 'POST', path: '/records', sides: both, roles: parties, body: records.newRecord, answer: records.recordView, status: 201, idempotent: true, summary: 'Begin a record' },
  record: { method: 'GET', path: '/records/:id', sides: both, roles: readers, answer: records.recordView, status: 200, summary: 'One record with its stages and what comes next' },
  addStage: { method: 'POST', path: '/records/:id/stages', sides: both, roles: readers, body: records.newStage, answer: records.recordView, status: 200, summary: 'Take the next stage of a record: answer, accept, send back, close' },
  correctStage: { method: 'POST', path: '/records/:id/corrections', sides: both, roles: parties, body: records.correction, answer: records.recordView, status: 200, summary: 'Correct a stage by a new version that names the old and the reason' },
});

export const attachmentRoutes = defineRoutes({
  addAttachment: { method: 'POST', path: '/attachments', sides: both, roles: parties, consumes: 'multipart', answer: records.attachmentView, status: 201, summary: 'Keep a document or an image as evidence for a record, scanned for viruses' },
  attachment: { method: 'GET', path: '/attachments/:id', sides: both, roles: readers, answer: { media: 'application/octet-stream' }, status: 200, summary: 'One attachment' },
});

export const dutyRoutes = defineRoutes({
  searchDuties: { method: 'POST', path: '/duties/search', sides: both, roles: readers, body: records.dutySearch, answer: records.dutyPage, status: 200, summary: 'What is owed, by whom, until when' },
});
