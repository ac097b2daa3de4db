// Pages that both parties of a transfer have, ward and contractor alike: the way back is the same journey (DESIGN).
import { lazy } from 'react';
import type { Routes } from '../app/routes.tsx';

export const partyRoutes: Routes = [
  ['/transfers', lazy(() => import('./transfer-list.tsx'))],
  ['/transfers/:id', lazy(() => import('./detail/transfer.tsx'))],
  ['/transfers/:id/draft/contents', lazy(() => import('./new/contents.tsx'))],
  ['/transfers/:id/draft/files', lazy(() => import('./new/files.tsx'))],
  ['/transfers/:id/draft/check', lazy(() => import('./new/check.tsx'))],
  ['/transfers/:id/approval', lazy(() => import('./approval.tsx'))],
  ['/transfers/:id/open', lazy(() => import('./open/open.tsx'))],
  ['/transfers/:id/receipt', lazy(() => import('./open/receipt.tsx'))],
  ['/transfers/:id/documents/:document', lazy(() => import('./detail/document.tsx'))],
  ['/transfers/:id/medium', lazy(() => import('./medium/page.tsx'))],
  ['/transfers/:id/confirmations/:record', lazy(() => import('./confirmations/correct.tsx'))],
  ['/confirmations', lazy(() => import('./confirmations/open.tsx'))],
  ['/approvals', lazy(() => import('./approvals.tsx'))],
  ['/notices', lazy(() => import('./notice/notices.tsx'))],
  ['/notices/new', lazy(() => import('./notice/new-notice.tsx'))],
  ['/notices/:id', lazy(() => import('./notice/notice.tsx'))],
  ['/engagements/:id/acknowledge', lazy(() => import('../contract/acknowledge.tsx'))],
  ['/engagements/:id/roster', lazy(() => import('./roster/roster.tsx'))],
  ['/duties', lazy(() => import('../records/duties/duties.tsx'))],
  ['/records', lazy(() => import('../records/list.tsx'))],
  ['/records/new', lazy(() => import('../records/new.tsx'))],
  ['/records/:id', lazy(() => import('../records/record.tsx'))],
  ['/registers', lazy(() => import('../registers/registers.tsx'))],
  ['/keys', lazy(() => import('./keys/keys.tsx'))],
];
