// The browser application: hashed assets for ever, the page itself never stored, with a nonce of its own in every answer.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router, type Response } from 'express';

const policyOf = (nonce: string): string => [
  "default-src 'self'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:", "worker-src 'self'", "connect-src 'self'",
  "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
].join('; ');

/** `folder` holds what the build made: index.html and assets/. */
export function pages(folder: string): Router {
  const router = Router();
  router.use('/assets', express.static(join(folder, 'assets'), {
    immutable: true, maxAge: '1y', fallthrough: false, index: false,
    // A worker takes the policy of its own script.
    setHeaders: (response: Response) => response.setHeader('content-security-policy', policyOf('none')),
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
