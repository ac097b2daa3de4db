// The browser application: hashed assets for ever, the page itself never stored, with a nonce of its own in every answer. Assets go out as
// they were compressed when they were built. Nothing is compressed while it is answered: a length would tell of the secrets in it (BREACH).
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Router } from 'express';
import staticGzip from 'express-static-gzip';

const policyOf = (nonce: string): string => [
  "default-src 'self'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:", "worker-src 'self'", "connect-src 'self'",
  "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
].join('; ');

/** `folder` holds what the build made: index.html and assets/. */
export function pages(folder: string): Router {
  const router = Router();
  router.use('/assets', staticGzip(join(folder, 'assets'), {
    enableBrotli: true, orderPreference: ['br', 'gzip'], index: false,
    serveStatic: {
      immutable: true, maxAge: '1y', fallthrough: false, index: false,
      // A worker takes the policy of its own script.
      setHeaders: (response: ServerResponse) => response.setHeader('content-security-policy', policyOf('none')),
    },
  }));
  router.get(/^\/(?!api\/|assets\/)/, async (request, response, next) => {
    if (!request.accepts('html')) {
      next();
      return;
    }
    const nonce = randomBytes(18).toString('base64');
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    response.set({ 'content-security-policy': policyOf(nonce), 'cache-control': 'no-store' }).type('html').send(page.replaceAll('__CSP_NONCE__', nonce));
  });
  return router;
}
