// A request takes its place in a lane before its work begins, and leaves it however that ends.
import type { Request, Response } from 'express';
import type { Session } from '../accounts/sessions.ts';
import type { Lane } from './admission.ts';
import { closeSoon } from './upload-request.ts';

interface Asked { readonly session: Session; readonly address: string; readonly request: Request; readonly response: Response }

/** Does `work` when there is a place for `bytes` (null: nobody has said). Throws `HttpRefused` (BUSY), and then nothing of the request was read. */
export async function admitted<T>(lane: Lane, { session, address, request, response }: Asked, bytes: number | null, work: () => Promise<T>): Promise<T> {
  const gone = new AbortController();
  response.once('close', () => { gone.abort(); });
  const leave = await lane.enter({ person: session.person.id, address, bytes, gone: gone.signal }).catch((error: unknown) => {
    closeSoon(request);
    throw error;
  });
  try {
    return await work();
  } finally {
    leave();
  }
}

/** How many bytes the request says it has; null where it does not say. */
export function lengthOf(request: Request): number | null {
  const said = request.headers['content-length'];
  return said !== undefined && /^\d{1,15}$/.test(said) ? Number(said) : null;
}
