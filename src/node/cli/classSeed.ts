// npm run class-seed -- --seed N: one student's part of the class experiment, as one small file.
import { trainClassSeed } from "../jupyter/trainClassSeed";
import { typedPath } from "./typed";

/** What `npm run class-seed` takes. */
export interface ClassSeedCommand {
  readonly seed: number;
  readonly epochs?: number;
  readonly to?: string;
}

/** The whole command; resolves to the exit code. */
export async function classSeed({ seed, epochs, to }: ClassSeedCommand): Promise<number> {
  try {
    const folder = to === undefined ? undefined : typedPath(to);
    await trainClassSeed({ seed, epochs, folder });
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

if (require.main === module) {
  void classSeed(JSON.parse(process.argv[2] ?? "{}") as ClassSeedCommand).then((code) => process.exit(code));
}
