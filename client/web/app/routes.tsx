// Matches the address against a part's pages, each loaded when it is first opened.
import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import { Link } from '../ui/button.tsx';
import { Page, Waiting } from '../ui/page.tsx';
import { useWords, withAllWords } from './language.ts';
import { PageFault } from './page-fault.tsx';
import { go, match, usePlace } from './place.ts';

export type PageParams = Readonly<Record<string, string>>;
export type Routes = readonly (readonly [pattern: string, page: ComponentType<{ readonly params: PageParams }>])[];

/** What every part has, whoever reads. */
const COMMON: Routes = [
  ['/help', lazy(() => withAllWords(import('../help/own-help.tsx'), 'helping'))],
  ['/me', lazy(() => import('./settings.tsx'))],
  ['/me/sign-in', lazy(() => withAllWords(import('../account/own-sign-in.tsx'), 'factors'))],
  ['/me/happenings', lazy(() => withAllWords(import('../account/own-account.tsx'), 'factors'))],
];

/** A page is built anew for another address, so nothing of one transfer can stand on the page of another. */
export function Pages({ routes }: { readonly routes: Routes }): ReactNode {
  const { path } = usePlace();
  for (const [pattern, Found] of [...routes, ...COMMON]) {
    const params = match(pattern, path);
    if (params !== null) return <Suspense fallback={<div className="p-6"><Waiting /></div>}><PageFault key={path}><Found key={path} params={params} /></PageFault></Suspense>;
  }
  return <NotFound />;
}

function NotFound() {
  const { t } = useWords();
  return <Page title={t('frame.notFound')}><p>{t('frame.notFoundMore')}</p><div><Link to="/" kind="outline">{t('frame.home')}</Link></div></Page>;
}

/** A page of routes that only leads to another address. */
export function leadTo(address: string): ComponentType<{ readonly params: PageParams }> {
  return function Lead() {
    useEffect(() => go(address, { replace: true }), []);
    return null;
  };
}
