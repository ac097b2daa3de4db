// One listener: the ward side or the contractor side, each with only its own routes, its own cookie and its own origin.
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Side } from '../accounts/person.ts';
import { adapt, type AdapterParts, type Answers } from './adapter.ts';
import { enterUnknown, type EnteringParts } from './entered-refusals.ts';
import { guard } from './guards.ts';
import { openApi } from './openapi.ts';
import { pages } from './pages.ts';
import { createPatience } from './patience.ts';
import { asRefusal, faultProblem, problemOf, sendProblem } from './problem-answer.ts';
import { HttpRefused } from './refusal.ts';
import { jsonMs, jsonMustCome } from './slow-bodies.ts';
import { uploadsPath } from './wire/unfinished.ts';

// A print log of 2,000 lines is the largest thing that comes as JSON.
const largestJson = 1024 * 1024;

export interface ListenerParts extends AdapterParts {
  readonly answers: Answers;
  /** The origin under which this listener is reached, e.g. https://kagibako.example.lg.jp */
  readonly origin: () => string;
  /** Serves everything below `uploadsPath`. */
  readonly uploads: (entering: EnteringParts) => RequestHandler;
  /** The built browser application, or null to serve the API alone. */
  readonly webFolder: string | null;
}

/** Builds the application of one side. */
export function buildListener(parts: ListenerParts, side: Side): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple').set('trust proxy', false);
  app.use(helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'same-origin' }, referrerPolicy: { policy: 'no-referrer' }, xFrameOptions: { action: 'deny' },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
  }));
  app.use(guard(parts.origin));
  const entering = { ...parts, patience: createPatience(() => parts.clock.millis()) };
  app.use(uploadsPath, parts.uploads(entering));
  app.use('/api', (request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    // HEAD would run the GET and count as a collection (H 65).
    if (!['GET', 'POST', 'DELETE'].includes(request.method)) throw new HttpRefused('METHOD_NOT_ALLOWED', { allowed: ['GET', 'POST', 'DELETE'] });
    next();
  });
  app.use('/api', jsonMustCome(jsonMs), express.text({ type: 'application/json', limit: largestJson, inflate: false, defaultCharset: 'utf-8' }));
  app.get('/api/openapi.json', (_request, response) => {
    response.json(openApi(side));
  });
  app.use('/api/v1', adapt(entering, side, parts.answers));
  if (parts.webFolder !== null) app.use(pages(parts.webFolder));
  app.use(() => {
    throw new HttpRefused('NOT_FOUND');
  });
  app.use(lastResort(entering, side));
  return app;
}

/** Whatever got past the routes: entered if somebody signed in asked, else counted; answered with a problem document. */
function lastResort(parts: EnteringParts, side: Side): ErrorRequestHandler {
  const answer = async (error: unknown, request: Request, response: Response): Promise<void> => {
    const refusal = asRefusal(error) ?? (isNotFound(error) ? new HttpRefused('NOT_FOUND') : undefined);
    const { id, problem } = refusal === undefined ? faultProblem() : { id: '', problem: problemOf(refusal) };
    if (refusal === undefined) parts.fault(id, error);
    else await enterUnknown(parts, side, request, refusal);
    const allowed = refusal?.facts['allowed'];
    if (Array.isArray(allowed) && !response.headersSent) response.setHeader('allow', allowed.join(', '));
    sendProblem(response, problem);
  };
  return (error: unknown, request, response, _next) => parts.atWork.count(answer(error, request, response));
}

function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && (error.status === 404 || error.status === 400);
}
