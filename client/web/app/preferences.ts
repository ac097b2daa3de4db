// Theme and language: shown at once, kept with the account when somebody is signed in, and taken from there at the next sign-in.
import { useCallback, useContext, useEffect } from 'react';
import type { Preferences } from '../../../server/http/wire/session.ts';
import { api } from './api.ts';
import { changeLanguage, currentLanguage } from './language.ts';
import { HereContext, type Here } from './session.ts';
import { showTheme } from './theme.ts';

/** Chosen on this page before anybody was signed in: what somebody has just asked for goes before what they asked for another day. */
let chosenBefore: Preferences['language'] = null;

async function show({ theme, language }: Partial<Preferences>): Promise<void> {
  if (theme !== undefined) showTheme(theme);
  if (language !== undefined && language !== null && language !== currentLanguage()) await changeLanguage(language);
}

async function keep(here: Here, chosen: Partial<Preferences>): Promise<void> {
  here.renew(await api.call('setPreferences', { body: { ...here.session.preferences, ...chosen } }));
}

/** Shows what is chosen and keeps it. Rejects when it could be shown but not kept with the account. */
export function useChoose(): (chosen: Partial<Preferences>) => Promise<void> {
  const here = useContext(HereContext);
  return useCallback(async (chosen) => {
    await show(chosen);
    if (here === null) chosenBefore = chosen.language ?? chosenBefore;
    else await keep(here, chosen);
  }, [here]);
}

/** Once somebody is signed in, pages look as that person chose. */
export function useAccountPreferences(here: Here | null): void {
  const account = here?.session.account.id;
  useEffect(() => {
    if (here === null) return;
    const { theme, language } = here.session.preferences;
    const just = chosenBefore;
    chosenBefore = null;
    void show({ theme, language: just ?? language });
    // Shown in any case; what could not be kept is asked for again at the next sign-in.
    if (just !== null && just !== language) keep(here, { language: just }).catch(() => undefined);
    // Only when another person signs in: what this person chooses later is shown when it is chosen.
  }, [account]);
}
