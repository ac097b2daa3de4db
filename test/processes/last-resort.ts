// A process of its own that fails in the way its first argument says, to see what the last resort does.
import { installLastResort } from '../../server/starting/last-resort.ts';

installLastResort((word) => process.stdout.write(`${JSON.stringify(word)}\n`), () => 'NUMBER');
setInterval(() => undefined, 1_000);
const fails = (): never => { throw new RangeError('山田花子 secret\nsecond line of a secret\n    at my secret place'); };
if (process.argv[2] === 'thrown') setImmediate(fails);
else void Promise.resolve().then(fails);
