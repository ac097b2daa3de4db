// The program `npm start`: reads the environment, runs the gateway, stops it in order. The only reader of the environment.
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { readSettings } from '../config/settings.ts';
import { systemTime } from './ledger/clock.ts';
import { run } from './running.ts';

const log = pino({ base: { program: 'kagibako' } });

try {
  const settings = readSettings(process.env);
  // No payload, password or name may reach this log: a fault is told by its number, kind and place in our code.
  const running = await run(settings, {
    time: systemTime, random: randomBytes, tickEvery: 5_000,
    fault: (id, error) => log.error({ id, kind: error instanceof Error ? error.name : typeof error, stack: error instanceof Error ? error.stack?.split('\n').slice(1, 6) : [] }, 'fault'),
  });
  if (settings.scanner.kind === 'none') log.warn('ウイルス検査をしていません。KAGIBAKO_SCANNER=clamd にしてください。 / NO VIRUS SCANNER: every file goes out unscanned.');
  log.info({ ward: running.origins.ward, contractor: running.origins.contractor }, '鍵箱が動いています / Kagibako is running');
  const stop = (): void => {
    running.close().then(() => process.exit(0), () => process.exit(1));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`鍵箱を始められません / Kagibako cannot start\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
