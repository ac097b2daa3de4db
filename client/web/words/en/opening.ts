// Unlock and open, confirmation, keys.
import type { Words } from '../ja.ts';

export const open: Words['open'] = {
  title: 'Unlock and open {{number}}', step1: 'Unlock', step2: 'Open and save', step3: 'Confirm', closed: 'It cannot be collected now.', password: 'Password', passwordMore: 'Enter the seven groups of the notice. Upper and lower case, full and half width are the same.', staysHere: 'What you enter does not leave this computer.', unlock: 'Unlock', saveSealed: 'Save it sealed',
  slip: { length: 'The password has {{wanted}} symbols; {{count}} are here. Nothing was tried yet.', symbol: 'Group {{group}} holds a symbol that is not used. Nothing was tried yet.', group: 'Group {{group}} seems mistyped. Nothing was tried yet. Compare with the notice.', somewhere: 'Something seems mistyped. Nothing was tried yet. Compare with the notice.' },
  unlocked: 'Unlocked.', unlockedMore: 'The gateway’s signature holds. Next, choose where to save.', keyFile: 'Key file', keyFileMore: 'One of these keys opens it: {{keys}}', keyFileMissing: 'Choose the key file.', key: '{{label}} ({{words}})', chooseKeyFile: 'Choose the key file', passphrase: 'Passphrase of the key', passphraseMore: 'The one chosen when the key was made. It does not leave this computer.',
  saveAndOpen: 'Choose a place and open', again: 'Collect again', stage: { waiting: 'Waiting', receiving: 'Collecting and opening', reconnecting: 'The line was cut. It goes on from there as soon as it is back', busy: 'The gateway is busy. Collecting goes on by itself in {{count}} s', opening: 'Opening', saved: 'Saved' },
  tooBig: 'This browser cannot open files over 2 GB.', tooBigMore: 'Use Edge or Chrome, or save it sealed.', saved: 'Saved: {{files}}.', savedMore: 'They are exactly what was sent.', toReceipt: 'On to the confirmation',
  failure: {
    PASSWORD_SLIP: 'Group {{group}} seems mistyped. Nothing was tried yet. Compare with the notice.', PASSWORD_SLIP_SOMEWHERE: 'Something seems mistyped. Nothing was tried yet. Compare with the notice.',
    PASSWORD_WRONG: 'This password does not unlock it. The file is sound; try as often as you like. Check that the notice is the newest for {{number}}.',
    PASSPHRASE_WRONG: 'The passphrase of the key is wrong. File and key are sound; try as often as you like.',
    KEY_WRONG: 'That key does not fit. The file is sound. Choose a key whose fingerprint ends in one of {{fps}}.',
    FILE_DAMAGED: 'The file was damaged on the way; the password is not the cause. Nothing damaged was saved. Press “Collect again”.',
    SIGNATURE_BAD: 'The gateway’s signature does not match; nothing was opened. Do not use the file; call {{section}} ({{tel}}).',
    LINE_CUT: 'The line was cut. Nothing half was saved. Collect again when the line is back.', REFUSED: 'The gateway did not accept it. Reload the page to see the state.',
    CANNOT_SAVE: 'It could not be saved. The file is sound. Choose a place with room and collect again.', FAILED: 'It could not be opened. Nothing was saved. Reload the page and try again.',
  },
};
export const sealed: Words['sealed'] = {
  title: 'Save it sealed', more: 'Save the lock and the bodies in one folder. The password and, where needed, the key are used to open them.', lock: 'Save the lock', body: 'Save the body: {{file}}', manifest: 'Save the manifest', signature: 'Save its signature',
  commands: 'Open with GnuPG', commandsMore: 'In that folder, run these commands in order. The first asks for the password of the notice (28 symbols without separators).', system: { windows: 'Windows (Command Prompt)', unix: 'macOS, Linux' },
  deleteOnError: 'If a command ends with an error, delete the file it made and do not use it.', notGpg: 'GnuPG cannot open this sealing. Use the browser or the kagibako command.',
};
export const receipt: Words['receipt'] = {
  title: 'Confirmation {{number}}', recorded: 'Recorded by the sender', counted: 'Counted', opened: 'I opened all of it ({{files}}); it is what was sent', cannot: 'Write why it cannot be checked', meansHours: '{{count}} hours after the confirmation the gateway wipes its copy. A wipe cannot be undone. Make sure that it opens before you press.', owed: 'Waiting for you besides: {{count}}. See “Home”.', nothingOwed: 'Nothing else waits for you.', means: 'After the confirmation the gateway wipes its copy at the set time. A wipe cannot be undone. Make sure that it opens before you press.', notYet: 'Not yet', confirm: 'Confirm receipt',
  countMissing: 'Enter the count as a number.', openedMissing: 'Open and check, or write why you cannot.', differsTitle: 'The quantity differs.', differs: 'The sender recorded {{recorded}}, you entered {{typed}}. Nothing is confirmed yet. Write the reason to go on.', reasonMissing: 'Enter the reason.',
  sign: {
    held: 'Confirming signs the receipt with the key that opened it ({{label}}).', noKey: 'No registered and compared key is there, so the gateway alone signs the receipt.', title: 'Signature on the receipt', more: 'Signed with your key, it shows what you received and when, even to those who do not trust the gateway.',
    key: 'Sign with a key file', keyMore: 'Any of these keys can sign: {{keys}}', gnupg: 'Sign with GnuPG', none: 'Confirm without a signature', noneMore: 'The gateway alone signs the receipt, which says that the recipient did not. A signature cannot be added later.',
    needed: 'The terms of this engagement need your signature on the receipt.', neededMore: 'There is no registered and compared key, so it cannot be confirmed yet. Register a key and have it compared by telephone.', toKeys: 'To the keys',
    save: 'Save the statement (statement.json)', run: 'In that folder, run this command.', back: 'Signature file', backMore: 'Choose the statement.json.asc that it made. If this page was loaded anew, choose statement.json with it. Confirm within 24 hours.', backMissing: 'Save the statement, sign it, and choose the signature file.', choose: 'Choose the file', wrongKey: 'This key cannot sign.', wrongKeyMore: 'Nothing is confirmed yet. Check that it is a private key file and has not expired.',
  },
  doneSigned: 'Receipt is signed and confirmed. The receipt was made. The gateway wipes its copy on {{at}}.',
  done: 'Receipt is confirmed. The receipt was made. The gateway wipes its copy on {{at}}.', already: '{{name}} has confirmed receipt.',
};
export const keys: Words['keys'] = {
  title: 'Keys', own: 'Keys of this firm', ofSection: 'Keys of the section', ownMore: 'You keep the key file. The gateway gets only the certificate that is sealed for.', sectionMore: 'Used to receive from contractors. The section keeps the key file.',
  toConfirm: 'Keys to compare by telephone', toConfirmMore: 'Hear the words and figures on another route (telephone) and type them. Until then nothing is sealed for this key.', noneToConfirm: 'No key waits to be compared.', others: 'Other keys: {{count}}',
  tellThem: 'Tell the section these words and figures by telephone.', words: 'Words and figures', fingerprint: 'Fingerprint', algorithm: 'Algorithm', rsa: '{{algorithm}} (engagements that use no RSA keys do not seal for it)', registered: 'Registered', confirmed: 'Compared', expires: 'Expires', state: { withdrawn: 'Withdrawn', unconfirmed: 'To be compared', confirmed: 'Compared' },
  gateway: {
    title: 'Signing key of the gateway', more: 'The key by which signatures on manifests, receipts and wipe certificates are checked. Compare its words and figures on another route, such as the telephone of the section.',
    toKey: 'See the gateway’s signing key', changed: 'The gateway’s signing key was changed: ', changedCall: 'Compare the new words and figures with the section by telephone.', changedTell: 'If a contractor calls, tell them the new words and figures.', changedMore: 'What the former key signed is checked with the former certificate. The statement of the change is signed by the former key too.', next: 'The gateway’s signing key is going to change.', nextMore: 'This is the certificate of the next key. It signs nothing yet. Its words and figures can be compared before it is used.',
    retired: 'Former signing keys: {{count}}', announced: 'Announced', from: 'In use from', until: 'In use until', save: 'Save the certificate', saveStatement: 'Save the statement of the change', saveSignature: 'Save its signature (former key)',
  },
  withdraw: 'Withdraw this key', withdrawNamed: 'Withdraw this key: {{label}}', withdrawTitle: 'Withdraw the key of {{label}}?', withdrawMore: 'New transfers will not open with it. What was already sent still does. This cannot be undone.', keep: 'Do not withdraw',
  heard: 'Words and figures as heard', heardMore: 'Call {{party}} and have them read the words and figures (or the fingerprint) on their page.', confirm: 'Compare the key of {{party}}',
  make: 'Make a key', register: 'Register a key you have', added: 'The key was registered.', addedMore: 'Tell the section its words and figures by telephone.',
  label: 'Whose key, on which computer', labelMore: 'For example: office computer of TANAKA Makoto', passphrase: 'Passphrase of the key', passphraseMore: 'At least 15 characters. A row of words will do. Without it nothing can be opened.', makeNow: 'Make the key',
  saveTitle: 'Save the key file', youKeepIt: 'You keep the key file.', youKeepItMore: 'Without it nothing that you receive can be opened. The gateway does not keep it.', saveFile: 'Save the key file', saveFirst: 'Save the key file first.', saveAgain: 'Save it once more', savedAs: '{{name}} was saved', proveTitle: 'Open the saved key file', prove: 'Choose the file that you just saved and enter its passphrase. Neither leaves this computer.', chooseSaved: 'Choose the saved file', proveNow: 'See whether it opens', proven: 'The key file opens; this was tried', proveFirst: 'First make sure that the saved key file opens. Nothing is registered yet.', makeAnew: 'Make another key', wrong: { passphrase: 'The passphrase is wrong. The key file is sound. Enter it again; if it is forgotten, press “Make another key”. Nothing is registered yet, so nothing is lost.', notThis: 'This is not the key just made. It is another key. Choose the file that you just saved.', notKey: 'This cannot be read as a key file. It is another file, or it broke while it was saved. Save it once more and choose it.' }, registerNow: 'Register the certificate',
  certificate: 'Certificate (public key)', certificateMore: 'Paste the text (-----BEGIN PGP PUBLIC KEY BLOCK-----) or choose a file.', chooseFile: 'Choose a certificate file',
  refused: { private: 'This is a private key. It was not sent. Give it to nobody; choose the public key (certificate).', big: 'The file is too big. Choose one certificate.' },
};
