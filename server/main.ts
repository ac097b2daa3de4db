// The program `npm start`: reads the environment, runs the gateway, stops it in order. The only reader of the environment.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { readSettings } from '../config/settings.ts';
import { systemTime } from './ledger/clock.ts';
import { installLastResort, placesOf } from './starting/last-resort.ts';
import { run } from './running.ts';
import { mustLeaveNoCore, ownLimits, swapsInClear } from './starting/start-checks.ts';

const log = pino({ base: { program: 'kagibako' } });
installLastResort((word) => { log.fatal(word, '思わぬ誤りのため止まります。起動し直すと続きから始まります / stopping after a fault that nothing caught; the next start goes on from there'); }, () => randomBytes(4).toString('hex').toUpperCase());

try {
  const settings = readSettings(process.env);
  mustLeaveNoCore(await ownLimits());
  // No payload, password or name may reach this log: a fault is told by its number, kind and place in our code.
  const running = await run(settings, {
    time: systemTime, random: randomBytes, tickEvery: 5_000,
    fault: (id, error) => log.error({ id, kind: error instanceof Error ? error.name : typeof error, stack: error instanceof Error ? placesOf(error) : [] }, 'fault'),
  });
  if (settings.scanner.kind === 'none') log.warn('ウイルス検査をしていません。KAGIBAKO_SCANNER=clamd にしてください。 / NO VIRUS SCANNER: every file goes out unscanned.');
  const warnOfKey = (): void => { if (running.certificate?.isWeak === true) log.warn('TLSの鍵の強さが128ビットに足りません（RSA 3072ビット未満）。次は P-256 か RSA 3072ビット以上で作ってください。 / WEAK TLS KEY: RSA under 3072 bits; make the next one P-256, or RSA of 3072 bits or more.'); };
  warnOfKey();
  for (const line of running.cleartext) log.warn({ line }, '暗号化しない接続です（KAGIBAKO_CLEARTEXT_TO）。 / LINE IN CLEAR to another machine, as KAGIBAKO_CLEARTEXT_TO allows.');
  if (swapsInClear(await readFile('/proc/swaps', 'utf8').catch(() => ''))) log.warn('スワップが暗号化されていません。swapoff -a にするか、暗号化してください。 / SWAP IN CLEAR: pages of memory may reach the disk; switch it off or encrypt it.');
  log.info({ ...running.origins, operating: running.operating ?? undefined }, '鍵箱が動いています / Kagibako is running');
  const stop = (): void => {
    running.close().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGHUP', () => {
    running.renewCertificate().then(
      () => {
        log.info({}, 'TLSの証明書を読み直しました / the TLS certificate was read again');
        warnOfKey();
      },
      (error: unknown) => log.error({ reason: error instanceof Error ? error.message : String(error) }, 'TLSの証明書を替えられません。前のもので続けます / the TLS certificate could not be renewed; the old one goes on'),
    );
  });
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`鍵箱を始められません / Kagibako cannot start\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
