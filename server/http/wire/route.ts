// What a route is: its method, path, who may see it on which listener, and the shapes that go in and out.
// One table serves the server (which implements it by name), the typed client and the OpenAPI document.
import type { z } from 'zod';

export type Role = 'staff' | 'handler' | 'auditor' | 'administrator';
export type Side = 'ward' | 'contractor';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below /api/v1; `:name` marks a parameter. */
  readonly path: string;
  readonly sides: readonly Side[];
  /** Roles that may call it; 'anyone' needs no session. */
  readonly roles: readonly Role[] | 'anyone';
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** `multipart`: one file part named `file`, nothing else. `batch`: many small files (batch.ts). */
  readonly consumes?: 'json' | 'multipart' | 'batch';
  /** JSON of this shape, or raw bytes of the media type named. */
  readonly answer: z.ZodType | { readonly media: string };
  readonly status: 200 | 201 | 204;
  /** May be called before the initial password was changed. */
  readonly beforePasswordChange?: boolean;
  /** May be called before a second factor was enrolled that the municipality requires; so may whatever comes before the password change. */
  readonly beforeEnrolment?: boolean;
  /** Asks for an Idempotency-Key header (H 16). */
  readonly idempotent?: boolean;
}

/** Keeps each route's exact shapes while checking it against `Route`. */
export function defineRoutes<const R extends Readonly<Record<string, Route>>>(routes: R): R {
  return routes;
}
