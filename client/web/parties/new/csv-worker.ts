// Reads a CSV file beside the page, so that the page never stalls, and answers its counts.
import { createCsvCounter } from './csv-count.ts';

addEventListener('message', (event: MessageEvent<File>) => {
  const counter = createCsvCounter();
  const read = async (): Promise<void> => {
    const reader = event.data.stream().getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) counter.take(step.value);
    postMessage(counter.end());
  };
  // A file that cannot be read is told of when it is sent.
  read().catch(() => postMessage(null));
});
