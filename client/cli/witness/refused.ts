/** What the witness refuses on the command line, in both languages, with the exit code: 1 refused, 2 wrong use or unreadable. */
export class WitnessRefused extends Error {
  override readonly name = 'WitnessRefused';
  readonly exitCode: 1 | 2;
  constructor(exitCode: 1 | 2, japanese: string, english: string) {
    super(`${japanese} / ${english}`);
    this.exitCode = exitCode;
  }
}
