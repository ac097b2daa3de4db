// What stopped a sending, for the page: the gateway's own sentence, or what happened on this computer and its line.
import type { Problem } from '../../../../server/http/wire/problem.ts';
import { LineCut } from '../../../fetching.ts';
import { problemOf } from '../../app/api.ts';
import { OtherFile } from './upload.ts';

const own = (code: string, ja: string, en: string): Problem => ({ type: 'about:blank', title: code, status: 0, code, detail: { ja, en } });

const gaveUp = own('LINE_GAVE_UP',
  '通信が戻らないため、送信を止めました。届いた分は暗号化して保管しています。「続きから送る」を押してください。',
  'The line did not come back, so sending stopped. What arrived is kept encrypted. Press “Go on sending”.');
const changed = own('FILE_CHANGED',
  'ファイルを読み取れなくなりました。選んだあとに、書き換えられたか移されたようです。このファイルを外して、選び直してください。',
  'The file can no longer be read: it seems to have been changed or moved after it was chosen. Leave it out and choose it anew.');
const other = own('OTHER_FILE',
  '選び直したファイルは、前に途中まで送ったものと違います。届いていたものは取り除きました。もう一度送ると、このファイルを最初から送ります。',
  'The file that was chosen again is not the one that was begun. What had arrived was removed. Sending again sends this file from its beginning.');

/** What to show for whatever stopped the sending. */
export function problemOfSending(thrown: unknown): Problem {
  if (thrown instanceof LineCut) return gaveUp;
  if (thrown instanceof OtherFile) return other;
  // By its name: the class comes with the upload, which a page loads only when it sends.
  if (thrown instanceof Error && thrown.name === 'SourceBroken') return changed;
  return problemOf(thrown);
}
