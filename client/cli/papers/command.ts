// `kagibako demo --engagement S1`: plays one of the five papers.
import { tellStop, usualFolder } from '../demo/command.ts';
import { isPaper, playPaper } from './paper.ts';

/** Returns the exit code: 0 played to its end, 1 a step does not hold, 2 no such paper. */
export async function paperCommand({ engagement, folder }: { engagement: string; folder?: string | undefined }, out: (line: string) => void): Promise<number> {
  if (!isPaper(engagement)) {
    out(`S0, S1, S2, S3, S4 のどれかを指定してください（${engagement}） / expected S0, S1, S2, S3 or S4`);
    return 2;
  }
  try {
    await playPaper({ paper: engagement, folder: folder ?? usualFolder(), out });
    return 0;
  } catch (error) {
    return tellStop(error, out);
  }
}
