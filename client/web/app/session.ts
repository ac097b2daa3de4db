// Who is signed in, on which side. Loaded once when the application opens; every page reads it from here.
import { createContext, useContext } from 'react';
import type { GatewayView, SessionView } from '../../../server/http/wire/session.ts';

export interface Here {
  readonly gateway: GatewayView;
  readonly session: SessionView;
  /** Takes a session that the gateway answered anew (password changed, stayed signed in). */
  readonly renew: (session: SessionView) => void;
  readonly signOut: () => void;
}

export const HereContext = createContext<Here | null>(null);

/** The signed-in reader. Throws outside of the signed-in part of the application. */
export function useHere(): Here {
  const here = useContext(HereContext);
  if (here === null) throw new Error('useHere was called on a page that needs no session; use it below HereContext only.');
  return here;
}
