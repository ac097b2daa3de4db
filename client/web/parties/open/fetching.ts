// Fetches the sealed parts of a transfer. A refusal of the gateway and a cut line are told apart from damage.

/** The gateway said no; `problem` is its document, unread. */
export class GatewayRefused extends Error {
  readonly problem: unknown;
  constructor(problem: unknown) {
    super('The gateway refused a part of the transfer; its answer says why.');
    this.name = 'GatewayRefused';
    this.problem = problem;
  }
}

export class LineCut extends Error {
  constructor() {
    super('The line was cut before the whole part arrived; collect it again.');
    this.name = 'LineCut';
  }
}

async function ask(address: string): Promise<Response> {
  const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' }).catch(() => {
    throw new LineCut();
  });
  if (!response.ok) throw new GatewayRefused(await response.json().catch(() => null));
  return response;
}

/** A small part whole: manifest, signature, certificate, lock. */
export async function bytesOf(address: string): Promise<Uint8Array> {
  const response = await ask(address);
  return new Uint8Array(await response.arrayBuffer().catch(() => {
    throw new LineCut();
  }));
}

/** A body as a stream that counts what arrived. */
export async function sealedBody(address: string, onBytes: (done: number) => void): Promise<ReadableStream<Uint8Array>> {
  const { body } = await ask(address);
  if (body === null) throw new LineCut();
  const reader = body.getReader();
  let done = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const step = await reader.read().catch(() => {
        throw new LineCut();
      });
      if (step.done) {
        controller.close();
        return;
      }
      done += step.value.length;
      onBytes(done);
      controller.enqueue(step.value);
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
}
