// For a thread that is started from the sources, as tests do: reads TypeScript there. What is delivered is built and needs none of it.
import { register } from 'node:module';

register('./typescript-source.mjs', import.meta.url);
