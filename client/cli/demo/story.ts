// What the demo tells: plain lines, Japanese first, to the terminal and into story.txt, which stays with the artefacts.
// Guarantees that what is only whispered (passwords) never gets into the file.
import { appendFileSync } from 'node:fs';

/** A step of the demo does not hold: the gateway did not do what the story says. */
export class DemoFailed extends Error {
  override readonly name = 'DemoFailed';
}

export interface Story {
  /** Begins a numbered part. */
  part(ja: string, en: string): void;
  tell(ja: string, en: string): void;
  /** Tells what was checked. Throws `DemoFailed` when it is not so. */
  hold(isSo: boolean, ja: string, en: string): void;
  /** To the terminal only: what no file may keep. */
  whisper(line: string): void;
}

/** `out` takes lines for the terminal; `file` is made or added to; `now` is the gateway's time in words. */
export function createStory({ out, file, now }: { out: (line: string) => void; file: string; now: () => string }): Story {
  let parts = 0;
  const say = (line: string): void => {
    out(line);
    appendFileSync(file, `${line}\n`);
  };
  const both = (mark: string, ja: string, en: string): void => {
    say(`  ${mark} ${ja}`);
    say(`      ${en}`);
  };
  return {
    part: (ja, en) => {
      parts += 1;
      say('');
      say(`${parts}. ${ja} / ${en}    ［${now()}］`);
    },
    tell: (ja, en) => both('・', ja, en),
    hold: (isSo, ja, en) => {
      if (isSo) {
        both('✓ ', ja, en);
        return;
      }
      both('✗ ', `成り立ちません: ${ja}`, `DOES NOT HOLD: ${en}`);
      throw new DemoFailed(`成り立ちません: ${ja} / does not hold: ${en}`);
    },
    whisper: out,
  };
}

/** Sizes as Windows counts: 1 MB is 1,048,576 bytes. */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes >= 0.1 ? `${megabytes.toFixed(1)} MB` : `${(bytes / 1024).toFixed(1)} KB`;
}

/** What work returns, and how long it took, in words. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; took: string }> {
  const from = performance.now();
  const result = await work();
  const seconds = (performance.now() - from) / 1000;
  return { result, seconds, took: seconds < 10 ? seconds.toFixed(2) : seconds.toFixed(0) };
}
