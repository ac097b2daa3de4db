// The part of the administrator.
import { lazy } from 'react';
import { Frame } from '../app/frame.tsx';
import { useWords, withAllWords } from '../app/language.ts';
import { leadTo, Pages, type Routes } from '../app/routes.tsx';

const parties = (): Promise<typeof import('./party.tsx')> => import('./party.tsx');
const changes = (): Promise<typeof import('./change-party.tsx')> => import('./change-party.tsx');

const ROUTES: Routes = [
  ['/', leadTo('/admin/people')], ['/admin', leadTo('/admin/people')],
  ['/admin/people', lazy(() => import('./people.tsx'))],
  ['/admin/people/:id', lazy(() => import('./person.tsx'))],
  ['/admin/people/:id/change', lazy(() => import('./change-person.tsx'))],
  ['/admin/people/:id/reset', lazy(() => import('./ask-reset.tsx'))],
  ['/admin/requests', lazy(() => import('./requests.tsx'))],
  ['/admin/sections', lazy(() => import('./sections.tsx'))],
  ['/admin/sections/:id', lazy(async () => ({ default: (await parties()).SectionPage }))],
  ['/admin/sections/:id/change', lazy(async () => ({ default: (await changes()).ChangeSection }))],
  ['/admin/contractors', lazy(() => import('./contractors.tsx'))],
  ['/admin/contractors/:id', lazy(async () => ({ default: (await parties()).ContractorPage }))],
  ['/admin/contractors/:id/change', lazy(async () => ({ default: (await changes()).ChangeContractor }))],
  ['/admin/engagements', lazy(() => import('./engagements.tsx'))],
  ['/admin/engagements/new', lazy(() => import('./new-engagement.tsx'))],
  ['/admin/engagements/:id', lazy(() => import('./engagement.tsx'))],
  ['/admin/engagements/:id/change', lazy(() => import('./change-engagement.tsx'))],
  ['/admin/engagements/:id/renewal', lazy(() => import('./renew-engagement.tsx'))],
  ['/admin/engagements/:id/end', lazy(() => import('./end-engagement.tsx'))],
  ['/admin/unattended-terminals', lazy(() => withAllWords(import('./unattended/unattended.tsx'), 'unattended'))],
  ['/admin/settings', lazy(() => import('./settings.tsx'))],
  ['/admin/settings/change', lazy(() => import('./change-settings.tsx'))],
  ['/admin/sign-in-policy', lazy(() => import('./sign-in-policy.tsx'))],
  ['/admin/retention', lazy(() => withAllWords(import('../retention/retention.tsx'), 'keeping'))],
  ['/admin/health', lazy(() => import('./health.tsx'))],
];

export default function Admin() {
  const { t } = useWords();
  return (
    <Frame nav={[
      { to: '/admin/people', word: t('admin.people'), also: ['/admin/requests'] }, { to: '/admin/sections', word: t('admin.sections') }, { to: '/admin/contractors', word: t('admin.contractors') },
      { to: '/admin/engagements', word: t('nav.engagements') }, { to: '/admin/unattended-terminals', word: t('admin.unattended') }, { to: '/admin/settings', word: t('settings.title'), also: ['/admin/sign-in-policy'] }, { to: '/admin/health', word: t('health.title') },
    ]}>
      <Pages routes={ROUTES} />
    </Frame>
  );
}
