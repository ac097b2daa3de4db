// The help of whoever is signed in, by their role.
import { useHere } from '../app/session.ts';
import { Help } from './help.tsx';
import { ANSWERS } from './topics.ts';

export default function OwnHelp() {
  const { session } = useHere();
  return <Help answers={ANSWERS[session.account.role]} contact={session.municipality.contact} securityContact={session.municipality.securityContact} accountId={session.account.id} />;
}
