// The browser's own way to ask the gateway: with the session's cookie, and nothing kept on the disk.
import type { Fetch } from '../../../fetching.ts';

export const line: Fetch = (address, headers) => fetch(address, { credentials: 'same-origin', cache: 'no-store', headers });
