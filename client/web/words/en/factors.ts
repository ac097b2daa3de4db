// Sign-in settings: second step, recovery codes, password.
import type { Words } from '../ja.ts';

export const factors: Words['factors'] = {
  title: 'Sign-in settings', more: 'Each change asks for your password again and signs you out everywhere else.', state: 'State', none: 'Not set up', since: 'Set up', no: 'Change nothing',
  codes: 'Authenticator app (two-step sign-in)', rule: 'Rule of the municipality', rules: { optional: 'Setting it up is up to you', wanted: 'Please set it up', required: 'It must be set up' },
  enrol: 'Set up an authenticator app', enrolAnew: 'Set up another app instead', enrolTitle: 'Set up an authenticator app', againMore: 'Enter your current password to show that it is you.', goOn: 'Go on', enrolNow: 'Set it up',
  scan: 'Scan this picture with the authenticator app on your telephone.', qr: 'QR code for the authenticator app', typed: 'If it cannot be scanned, type this into the app.', showCode: 'Enter the six digits that the app shows below. Nothing is set up before that.',
  codesMade: 'Ten recovery codes were made.', codesMore: 'They are shown only once. Print them or write them down, and lock them away apart from the telephone. If it is lost, each signs you in once. Earlier codes are void.', kept: 'The codes are put away; go on',
  remove: 'Remove the app', removeTitle: 'Remove the authenticator app?', removeMore: 'Unless something else is set up, the password alone will sign you in from now on. Enter your current password.', removeNow: 'Remove it', removed: 'The authenticator app was removed.',
  recovery: 'Recovery codes', left: 'Left', leftOf: '{{count}}', renew: 'Make new recovery codes', renewTitle: 'Make new recovery codes?', renewMore: 'All earlier ones will be void. Enter your current password.', renewNow: 'Make new ones',
  passkeys: 'Passkeys', passkeysMore: 'Your device shows that it is you, by finger, face or PIN. It stands in for the code, and no false page can ask for it.', passkeysNot: 'No passkey can be set up in this browser or at this address.', passkeyName: 'Name of the passkey', passkeyNameMore: 'For example: office desk', used: 'Last used', unused: 'Not yet',
  addPasskey: 'Set up a passkey', addMore: 'Enter a name and your current password. Your device then asks for finger, face or PIN.', addNow: 'Set it up', passkeyAdded: 'The passkey was set up.', passkeyRemoved: 'The passkey was removed.', removeShort: 'Remove', removeOf: 'Remove {{name}}', removePasskeyTitle: 'Remove {{name}}?',
  password: 'Change the password', mustTitle: 'Set up two-step sign-in', mustMore: 'Signing in takes a code of an authenticator app beside the password. Nothing else can be done before it is set up.',
};
/** Where one is signed in, and what happened to the account. */
export const own: Words['own'] = {
  title: 'Your sign-ins', sessions: 'Where you are signed in', which: 'Device', here: 'This one', hereMore: 'Ends when you sign out', address: 'From', since: 'Signed in', lastSeen: 'Last used', device: '{{browser}} on {{system}}',
  browsers: { edge: 'Edge', chrome: 'Chrome', firefox: 'Firefox', safari: 'Safari', program: 'A program', unknown: 'A browser' }, systems: { windows: 'Windows', mac: 'Mac', ios: 'iPhone or iPad', android: 'Android', linux: 'Linux', unknown: 'an unknown device' },
  end: 'End', endOf: 'End the sign-in of {{device}}', endOthers: 'End all other sign-ins', onlyHere: 'You are signed in nowhere else.', ended: 'Ended. Nothing can be done there any more.',
  endTitle: 'End the sign-in of {{device}}?', endOthersTitle: 'End all other sign-ins?', endMore: 'What was being typed there may be lost. Enter your current password to show that it is you.', endNow: 'End it', endNot: 'Do not end it',
  happened: 'What happened to your account', happenedMore: 'If anything here was not you, change your password at once and telephone the administrator or the section in charge.', nothing: 'Nothing to tell.', at: 'When', what: 'What', by: 'By', new: 'New', newAddress: 'From here for the first time',
  byYou: 'Your user ID', byNobody: 'Unknown', byMachine: 'Whoever runs the gateway',
  whats: {
    'signed-in': 'Signed in', 'signed-in-recovery': 'Signed in with a recovery code', 'factor-wrong': 'Right password, wrong code or passkey', 'passkey-wrong': 'Sign-in by a passkey alone that could not be verified', 'factor-not-shown': 'Right password, stopped before the code (times: {{count}})', 'place-refused': 'Right password, refused because of where it came from',
    'tries-refused': 'Wrong password (times that day: {{count}})', 'again-refused': 'Wrong password when settings were to be changed', 'sessions-ended': 'Sign-ins ended elsewhere: {{count}}', 'password-changed': 'Password changed', 'password-reset': 'Password reset', 'codes-enrolled': 'Authenticator app set up',
    'codes-removed': 'Authenticator app removed', 'recovery-renewed': 'New recovery codes', 'passkey-added': 'Passkey added', 'passkey-removed': 'Passkey removed', 'factor-reset': 'Second factor reset', 'reset-asked': 'Reset asked for', 'reset-refused': 'Request for a reset refused or taken back', 'email-changed': 'E-mail address changed',
  },
};
