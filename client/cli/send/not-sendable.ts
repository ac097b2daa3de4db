// Why a file is not sent though the gateway is there: the file is at fault, or what was to be sent is gone.

/** The files are at fault, or what was to be sent is gone; the code and what it means. */
export class NotSendable extends Error {
  readonly code: string;
  readonly ja: string;
  readonly en: string;
  constructor(code: string, ja: string, en: string) {
    super(`${code}: ${en}`);
    this.name = 'NotSendable';
    this.code = code;
    this.ja = ja;
    this.en = en;
  }
}
