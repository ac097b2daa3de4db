// Sends one file as one request, with progress. XMLHttpRequest, because fetch tells nothing of bytes on their way up.
import { Refused, readProblem } from '../../../calls.ts';
import { depositView, type DepositView } from '../../../../server/http/wire/transfers.ts';
import { sessionEnded } from '../../app/api.ts';

/** Resolves with the deposit as it then is. Throws `Refused`, a `TypeError` when the line was cut, an `AbortError` when cancelled. */
export function upload(address: string, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<DepositView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => onSent(Math.min(event.loaded, file.size));
    request.onload = () => {
      if (request.status === 201) {
        resolve(depositView.parse(JSON.parse(request.responseText)));
        return;
      }
      if (request.status === 401) sessionEnded();
      readProblem({ status: request.status, json: () => Promise.resolve().then((): unknown => JSON.parse(request.responseText)) }).then((problem) => reject(new Refused(problem)), reject);
    };
    request.onerror = () => reject(new TypeError('The line was cut while the file was sent; nothing of it was kept.'));
    request.onabort = () => reject(new DOMException('Cancelled by the person.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    if (signal.aborted) request.abort();
    else request.send(form);
  });
}
