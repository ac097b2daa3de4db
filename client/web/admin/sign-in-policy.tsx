// サインインの決まり: of which roles a second factor is asked. Every change is looked at before it is saved.
import { useState } from 'react';
import type { z } from 'zod';
import type { SignInRule, signInRules } from '../../../server/http/wire/factors.ts';
import { api } from '../app/api.ts';
import { useWords } from '../app/language.ts';
import { useLoad } from '../app/loading.ts';
import { Choices, Tick } from '../ui/choice.tsx';
import { Loaded, Page } from '../ui/page.tsx';
import { Change } from './change.tsx';

const RULES = ['optional', 'wanted', 'required'] as const;

export default function SignInPolicy() {
  const { t } = useWords();
  const loaded = useLoad('sign-in policy', () => api.call('signInRules', {}));
  return <Page title={t('resets.policy')}><p className="max-w-[40em]">{t('resets.policyMore')}</p><Loaded of={loaded}>{(found) => <Form found={found} />}</Loaded></Page>;
}

function Form({ found }: { readonly found: z.infer<typeof signInRules> }) {
  const { t } = useWords();
  const [rules, setRules] = useState<readonly SignInRule[]>(found.rules);
  const set = (role: SignInRule['role'], given: Partial<SignInRule>): void => setRules(rules.map((rule) => (rule.role === role ? { ...rule, ...given } : rule)));
  return (
    <Change back="/admin/settings" errors={{}} ask={(reason) => api.call('changeSignInRules', { body: { changes: [...rules], seen: found.seen, reason } })}>
      {() => rules.map(({ role, secondFactor, passkeyAlone }) => (
        <div key={role} className="grid gap-2">
          <Choices label={t(`fields.second-factor-${role}`)} required={null} inline choices={RULES.map((value) => ({ value, label: t(`values.factorRules.${value}`) }))} chosen={[secondFactor]}
            onChange={([chosen]) => { const next = RULES.find((one) => one === chosen); if (next !== undefined) set(role, { secondFactor: next }); }} />
          <Tick checked={passkeyAlone} onChange={(checked) => set(role, { passkeyAlone: checked })}>{t(`fields.passkey-alone-${role}`)}</Tick>
        </div>
      ))}
    </Change>
  );
}
