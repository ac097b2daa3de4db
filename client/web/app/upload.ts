// The line on which one file goes up as one multipart request, with progress. XMLHttpRequest, because fetch tells nothing of bytes on their way up.
import type { Fetch } from '../../calls.ts';
import { sessionEnded } from './api.ts';

/** For one call. `onSent` hears how many bytes of the file are gone. The call throws a `TypeError` when the line was cut, an `AbortError` when cancelled. */
export function sendingOf(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Fetch {
  return (address) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => onSent(Math.min(event.loaded, file.size));
    request.onload = () => {
      if (request.status === 401) sessionEnded();
      resolve(new Response(request.status === 204 ? null : request.responseText, { status: request.status }));
    };
    request.onerror = () => reject(new TypeError('The line was cut while the file was sent; nothing of it was kept.'));
    request.onabort = () => reject(new DOMException('Cancelled by the person.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    if (signal.aborted) reject(new DOMException('Cancelled by the person.', 'AbortError'));
    else request.send(form);
  });
}
