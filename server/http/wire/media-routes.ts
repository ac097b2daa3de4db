// The media route (1-30): chosen, written, handed over, confirmed on paper, returned, lost, checked when it comes back.
import * as media from './media.ts';
import { both, parties } from './readers.ts';
import { defineRoutes } from './route.ts';
import { transferView } from './transfers.ts';

const answers = { answer: transferView, status: 200 } as const;

export const mediaRoutes = defineRoutes({
  useMedia: { method: 'POST', path: '/transfers/:id/media', sides: both, roles: parties, body: media.useMedia, ...answers, summary: 'Send a waiting transfer by a carried medium, with the reason' },
  writeMedium: { method: 'POST', path: '/transfers/:id/medium/writing', sides: both, roles: parties, ...answers, summary: 'Begin to write the medium, on another occasion than the password was made' },
  medium: { method: 'GET', path: '/transfers/:id/medium.zip', sides: both, roles: parties, answer: { media: 'application/zip' }, status: 200, summary: 'What goes onto the medium: sealed bodies, lock, manifest, signature, instructions; never a password' },
  mediumLabel: { method: 'GET', path: '/transfers/:id/medium-label.pdf', sides: both, roles: parties, answer: { media: 'application/pdf' }, status: 200, summary: 'The label of the medium (A4), without personal data' },
  handOverMedium: { method: 'POST', path: '/transfers/:id/medium/handover', sides: both, roles: parties, body: media.handOverMedium, ...answers, summary: 'Record to whom and when the medium was handed over, apart from its notice' },
  confirmOnPaper: { method: 'POST', path: '/transfers/:id/medium/receipt', sides: ['ward'], roles: ['staff'], body: media.confirmOnPaper, ...answers, summary: 'Record what the recipient of the medium confirmed on paper' },
  giveBack: { method: 'POST', path: '/transfers/:id/medium/return', sides: ['ward'], roles: ['staff'], body: media.giveBack, ...answers, summary: 'Record that the medium or its notice came back' },
  loseMedium: { method: 'POST', path: '/transfers/:id/medium/loss', sides: both, roles: parties, body: media.loseMedium, ...answers, summary: 'The medium or its notice is lost: the lock is destroyed at once and an incident begins' },
  checkMedium: { method: 'POST', path: '/transfers/:id/medium/check', sides: both, roles: parties, consumes: 'multipart', answer: media.checkedPart, status: 200, summary: 'Compare one file of a medium with what was sealed; nothing of it is kept' },
});
