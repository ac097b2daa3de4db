// The typed client that command line and tests share: every answer is parsed by the schema of its route. The pages' own (client/web/app/api.ts)
// makes the same calls and checks by shape. It knows what server/http/wire says and nothing else.
import { createCalls, type Address, type Api, type Fetch } from './calls.ts';
import type { Route } from '../server/http/wire/route.ts';
import { routes, type RouteName } from '../server/http/wire/routes.ts';

export { Refused, readProblem, type Api, type Fetch } from './calls.ts';

/** How each route is called, from the one table of routes. */
export function addressesOf(): Readonly<Record<RouteName, Address>> {
  const rows = Object.entries<Route>(routes).map(([name, { method, path, answer }]) => [name, { method, path, bytes: 'media' in answer }]);
  // Every route's name is a key: the object is made from the table itself.
  return Object.fromEntries(rows) as Record<RouteName, Address>;
}

/** `base` is the origin; `fetch` carries the cookies. */
export function createApi({ base, fetch }: { base: string; fetch: Fetch }): Api {
  return createCalls({
    base, fetch, addresses: addressesOf(),
    check: (name, value) => {
      const { answer }: Route = routes[name];
      return 'media' in answer ? value : answer.parse(value);
    },
  });
}
