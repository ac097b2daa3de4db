// Reads a file beside the page and answers its SHA-256, or null for one that cannot be read.
import { createSha256, hex } from '../../../../server/sealing/sha256.ts';

addEventListener('message', (event: MessageEvent<File>) => {
  const hash = createSha256();
  const read = async (): Promise<void> => {
    const reader = event.data.stream().getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) hash.update(step.value);
    postMessage(hex(hash.digest()));
  };
  read().catch(() => postMessage(null));
});
