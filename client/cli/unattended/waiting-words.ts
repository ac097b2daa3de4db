// What a command says while it waits before it goes on: for a line that was cut, or for a gateway that has too much to do and says how long.

/** `asked`: milliseconds that a busy gateway asks to wait; 0 where the line was cut. Returns Japanese and English. */
export function waitingWords(asked: number): readonly [string, string] {
  if (asked === 0) return ['回線が切れました。待ってから続けます。', 'the line was cut; going on after a pause'];
  const seconds = String(Math.ceil(asked / 1000));
  return [`鍵箱が混み合っています。${seconds}秒待ってから続けます。`, `the gateway is busy; going on in ${seconds} s`];
}
