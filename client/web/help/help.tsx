// 困ったとき: each answer is at most three steps and the button that does it; whom to call; one sheet of paper of it all (UI 3.21).
import type { SessionView } from '../../../server/http/wire/session.ts';
import { useWords } from '../app/language.ts';
import { Button, Link } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import type { Answer } from './topics.ts';

const STEPS = ['one', 'two', 'three'] as const;
type Ward = Pick<SessionView['municipality'], 'contact' | 'securityContact'>;

function AnswerBox({ answer, accountId }: { readonly answer: Answer; readonly accountId: string }) {
  const { t } = useWords();
  const { topic } = answer;
  return (
    <section className="keep-together grid content-start gap-3 rounded-12 border border-rule p-4 md:p-6 print:gap-1 print:rounded-none print:border-0 print:border-t print:p-0 print:pt-2">
      <h2 id={`help-${topic}`} tabIndex={-1} className="text-std-20B-150">{t(`help.${topic}.title`)}</h2>
      <ol className="grid list-decimal gap-1 pl-6">{STEPS.map((step) => <li key={step}>{t(`help.${topic}.${step}`)}</li>)}</ol>
      {answer.to !== null && <div className="screen-only"><Link to={answer.to(accountId)} kind="outline">{t(`help.${answer.topic}.go`)}</Link></div>}
    </section>
  );
}

function Telephone({ number }: { readonly number: string }) {
  const { t } = useWords();
  return <span>{t('help.telephone')} <a className="text-act underline underline-offset-3" href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a></span>;
}

function WhomToCall({ contact, securityContact }: Ward) {
  const { t } = useWords();
  return (
    <section className="keep-together grid gap-1 rounded-12 bg-panel p-4 md:p-6 print:bg-transparent print:p-0">
      <h2 className="text-std-18B-160">{t('help.contact')}</h2>
      {contact === null ? <p>{t('help.noContact')}</p> : (
        <p className="flex flex-wrap gap-x-4"><span lang="ja">{contact.name}</span><Telephone number={contact.telephone} /><span lang="ja">{contact.hours}</span></p>
      )}
      {securityContact !== null && <p className="flex flex-wrap gap-x-4"><span className="font-bold">{t('help.security')}</span><span lang="ja">{securityContact.name}</span><Telephone number={securityContact.telephone} /></p>}
      <p className="text-quiet">{t('help.say')}</p>
    </section>
  );
}

export function Help({ answers, contact, securityContact, accountId }: Ward & { readonly answers: readonly Answer[]; readonly accountId: string }) {
  const { t } = useWords();
  const jump = (topic: string): void => {
    const heading = document.getElementById(`help-${topic}`);
    heading?.scrollIntoView({ block: 'start' });
    heading?.focus({ preventScroll: true });
  };
  return (
    <Page title={t('help.page')} aside={<span className="screen-only"><Button onPress={() => print()}>{t('help.print')}</Button></span>}>
      <nav aria-label={t('help.questions')} className="screen-only">
        <ul className="flex flex-wrap gap-x-6 gap-y-1">{answers.map(({ topic }) => <li key={topic}><a className="inline-flex min-h-11 items-center text-act underline underline-offset-3" href={`#help-${topic}`} onClick={(event) => { event.preventDefault(); jump(topic); }}>{t(`help.${topic}.title`)}</a></li>)}</ul>
      </nav>
      <WhomToCall contact={contact} securityContact={securityContact} />
      <div className="grid gap-6 md:grid-cols-2 print:block print:columns-1">{answers.map((answer) => <AnswerBox key={answer.topic} answer={answer} accountId={accountId} />)}</div>
    </Page>
  );
}
