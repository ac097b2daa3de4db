// SHA-256 of a file, read beside the page so that the page never stalls.

/** Hexadecimal. Rejects where the file cannot be read, and with an `AbortError` once `signal` stops it. */
export function hashOf(file: File, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
    const end = (): void => worker.terminate();
    signal.addEventListener('abort', () => {
      end();
      reject(new DOMException('Cancelled by the person.', 'AbortError'));
    });
    worker.onmessage = (event: MessageEvent<string | null>) => {
      end();
      if (event.data === null) reject(new Error('The file cannot be read any more.'));
      else resolve(event.data);
    };
    worker.onerror = () => {
      end();
      reject(new Error('The file cannot be read any more.'));
    };
    worker.postMessage(file);
  });
}
