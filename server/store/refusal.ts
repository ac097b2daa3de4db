// Why the store would not open.
export type StoreRefusal = 'NOT_INITIALISED' | 'ALREADY_INITIALISED' | 'IN_USE' | 'SCHEMA_NEWER' | 'READ_INSIDE_CHANGE';

/** The store refuses; the message says what stands in the way and the remedy. */
export class StoreRefused extends Error {
  readonly code: StoreRefusal;
  constructor(code: StoreRefusal, message: string) {
    super(message);
    this.name = 'StoreRefused';
    this.code = code;
  }
}
