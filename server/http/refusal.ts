// What the HTTP room itself refuses, before any rule is asked.
import { Refused } from '../ledger/refused.ts';

export type HttpRefusal =
  | 'NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'INVALID_REQUEST' | 'BODY_TOO_BIG' | 'ENCODING_REFUSED' | 'MEDIA_TYPE_REFUSED' | 'MULTIPART_REFUSED' | 'MULTIPART_TOO_BIG' | 'BATCH_REFUSED' | 'ORIGIN_REFUSED'
  | 'HOST_REFUSED' | 'IDEMPOTENCY_KEY_MISSING' | 'NOT_ALLOWED' | 'STORAGE_FULL' | 'SEALING_STOPPED' | 'TUS_VERSION_REFUSED' | 'TUS_REFUSED' | 'UPLOAD_OFFSET_DIFFERS' | 'REFUSED_TOO_OFTEN' | 'BUSY';

export class HttpRefused extends Refused<HttpRefusal> {}
