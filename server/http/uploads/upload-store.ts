// What tus asks of a store, answered by our uploads for one request of one person. The bytes come straight from the request: the web stream that
// the library would hand on costs three more passes over each of them.
import { DataStore, Upload, type Lock, type Locker } from '@tus/server';
import type { Readable } from 'node:stream';
import type { Person } from '../../accounts/person.ts';
import type { Uploads, UploadStanding } from '../../transfers/uploads/uploads.ts';
import { readAnnounced } from './announced.ts';
import type { Holder, UploadLocks } from './locks.ts';

export interface RequestOfUpload {
  readonly who: Person;
  readonly metadata: string | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** It announces a file. */
  readonly isAnnouncement: boolean;
  /** How the upload stands, as soon as it is known. */
  standing: UploadStanding | null;
}

export const extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'] as const;

export class UploadStore extends DataStore {
  readonly #uploads: Uploads;
  readonly #request: RequestOfUpload;
  override extensions = [...extensions];

  constructor(uploads: Uploads, request: RequestOfUpload) {
    super();
    this.#uploads = uploads;
    this.#request = request;
  }

  override async create(upload: Upload): Promise<Upload> {
    // Announced again because the answer was lost: the same file, at the same address.
    await this.#uploads.begin(this.#request.who, upload.id, readAnnounced(this.#request.metadata, upload.size ?? 0));
    this.#request.standing = await this.#uploads.look(this.#request.who, upload.id);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const standing = await this.#uploads.look(this.#request.who, id);
    this.#request.standing = standing;
    return new Upload({ id, size: standing.length, offset: standing.offset });
  }

  /** @param stream empty: the library was given no body */
  override async write(stream: Readable, id: string): Promise<number> {
    stream.resume();
    const standing = this.#request.standing;
    // The bytes of a first request that was announced again stand there already: the sender hears from where it goes on, and these are let go by.
    if (standing !== null && this.#request.isAnnouncement && (standing.offset > 0 || standing.kept !== null)) return standing.offset;
    this.#request.standing = await this.#uploads.take(this.#request.who, id, this.#request.chunks);
    return this.#request.standing.offset;
  }

  override remove(id: string): Promise<void> {
    return this.#uploads.drop(this.#request.who, id);
  }

  /** The library compares with the machine's clock; ours says when, by the gateway's. */
  override getExpiration(): number {
    return 0;
  }
}

/** The id that an announcement is for: of the upload that was begun under its key, or a new one. */
export async function nameOf(uploads: Uploads, { who, metadata }: RequestOfUpload, newId: () => string): Promise<string> {
  return await uploads.before(who, readAnnounced(metadata, 0)) ?? newId();
}

/** Our locks as the library asks for them. */
export function lockerOf(locks: UploadLocks, holder: Holder, takeOver: boolean): Locker {
  return {
    newLock: (id): Lock => {
      let leave: () => void = () => undefined;
      return {
        lock: async () => {
          leave = await locks.hold(id, holder, takeOver);
        },
        unlock: () => {
          leave();
          return Promise.resolve();
        },
      };
    },
  };
}
