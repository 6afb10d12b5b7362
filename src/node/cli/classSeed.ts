// npm run class-seed -- --seed N: one student's part of the class experiment, as one small file.
import { sentenceOf } from "../files/safeWrite";
import { trainClassSeed } from "../jupyter/trainClassSeed";
import { typedPath, type CommandOptions } from "./typed";

/** What `npm run class-seed` takes. */
export type ClassSeedOptions = CommandOptions<"classSeed">;

/** The whole command; resolves to the exit code. */
export async function classSeed({ seed, epochs, to }: ClassSeedOptions): Promise<number> {
  try {
    const folder = to === undefined ? undefined : typedPath(to);
    await trainClassSeed({ seed, epochs, folder });
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}
