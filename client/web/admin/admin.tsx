// The part of the administrator.
import { lazy } from 'react';
import { Frame } from '../app/frame.tsx';
import { useWords } from '../app/language.ts';
import { leadTo, Pages, type Routes } from '../app/routes.tsx';

const ROUTES: Routes = [
  ['/', leadTo('/admin/people')], ['/admin', leadTo('/admin/people')],
  ['/admin/people', lazy(() => import('./people.tsx'))],
  ['/admin/sections', lazy(() => import('./sections.tsx'))],
  ['/admin/contractors', lazy(() => import('./contractors.tsx'))],
  ['/admin/engagements', lazy(() => import('./engagements.tsx'))],
  ['/admin/engagements/new', lazy(() => import('./new-engagement.tsx'))],
  ['/admin/engagements/:id', lazy(() => import('./engagement.tsx'))],
];

export default function Admin() {
  const { t } = useWords();
  return (
    <Frame nav={[{ to: '/admin/people', word: t('admin.people') }, { to: '/admin/sections', word: t('admin.sections') }, { to: '/admin/contractors', word: t('admin.contractors') }, { to: '/admin/engagements', word: t('nav.engagements') }]}>
      <Pages routes={ROUTES} />
    </Frame>
  );
}
