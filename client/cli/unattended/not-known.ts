/** A name or id on the command line stands for nothing that the gateway shows this terminal. The message names what was not found. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown';
}
