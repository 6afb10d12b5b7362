// The class experiment put together: which of the handed-in files count, and what the seeds have in common. A file counts
// unless it is damaged, repeats a seed, or was trained with other settings than most of the class.
import { meanInterval, type MeanInterval } from "../metrics/meanInterval";
import { markdownTable } from "../textTable";
import { readSeedResult, settingsDifference, type SeedFigures, type SeedResult, type SeedSettings } from "./seedResult";

/** A file of the class's folder. */
export interface SeedFile {
  readonly name: string;
  readonly text: string;
}

export interface SeedTable {
  readonly settings: SeedSettings;
  /** By seed; each with the file that it came in. */
  readonly results: readonly (SeedResult & { readonly file: string })[];
  /** Files that do not count, and why. */
  readonly leftOut: readonly { readonly file: string; readonly reason: string }[];
  readonly intervals: { readonly [figure in keyof SeedFigures]: MeanInterval };
}

/** Sorts the files and sums them up. Throws where no file can be used. */
export async function seedTable(files: readonly SeedFile[]): Promise<SeedTable> {
  const leftOut: { file: string; reason: string }[] = [];
  const sound: (SeedResult & { file: string })[] = [];
  for (const { name, text } of [...files].sort((a, b) => compareText(a.name, b.name))) {
    try {
      sound.push({ ...(await readSeedResult(text)), file: name });
    } catch (error) {
      leftOut.push({ file: name, reason: `damaged: ${(error as Error).message}` });
    }
  }
  if (sound.length === 0) {
    const found =
      files.length === 0 ? "no .json file" : leftOut.map(({ file, reason }) => `${file} (${reason})`).join(", ");
    throw new Error(
      `Expected files of trained seeds, but received ${found}. Each student makes one: npm run class-seed -- --seed N.`,
    );
  }
  const settings = commonSettings(sound);
  const bySeed = new Map<number, SeedResult & { file: string }>();
  for (const result of sound) {
    const difference = settingsDifference(result.settings, settings);
    const earlier = bySeed.get(result.seed);
    if (difference !== "") leftOut.push({ file: result.file, reason: `other settings: ${difference}` });
    else if (earlier !== undefined) leftOut.push({ file: result.file, reason: doubleOf(result, earlier) });
    else bySeed.set(result.seed, result);
  }
  const results = [...bySeed.values()].sort((a, b) => a.seed - b.seed);
  const interval = (name: keyof SeedFigures): MeanInterval => meanInterval(results.map(({ figures }) => figures[name]));
  return {
    settings,
    results,
    leftOut,
    intervals: {
      holePsnrDb: interval("holePsnrDb"),
      crossentropy: interval("crossentropy"),
      harmonicHolePsnrDb: interval("harmonicHolePsnrDb"),
    },
  };
}

/** The settings that most files share; of equally many, those of the first file. */
function commonSettings(results: readonly SeedResult[]): SeedSettings {
  const texts = results.map(({ settings }) => JSON.stringify(settings));
  const counts = texts.map((text) => texts.filter((other) => other === text).length);
  return results[counts.indexOf(Math.max(...counts))].settings;
}

function doubleOf({ seed, figures }: SeedResult, earlier: SeedResult & { file: string }): string {
  const same = figures.holePsnrDb === earlier.figures.holePsnrDb;
  return (
    `double: seed ${seed} is in ${earlier.file} already, ` +
    (same
      ? "with the same numbers"
      : `with ${decibels(earlier.figures.holePsnrDb)} instead of ${decibels(figures.holePsnrDb)} (another machine or other code)`)
  );
}

/** The table in Markdown, readable in a terminal too: a line per seed, then mean, spread and interval, then what was left out. */
export function seedTableText({ settings, results, leftOut, intervals }: SeedTable): string {
  const { dataset, trainImages, epochs, masks, testImages, maskSet } = settings;
  const lines = results.map(({ seed, figures }) => [
    String(seed),
    figures.holePsnrDb.toFixed(3),
    figures.crossentropy.toFixed(5),
  ]);
  const both = (pick: (interval: MeanInterval) => number | null): string[] =>
    [
      [intervals.holePsnrDb, 3],
      [intervals.crossentropy, 5],
    ].map(([interval, digits]) => pick(interval as MeanInterval)?.toFixed(digits as number) ?? "–");
  const rows = [
    ["seed", "hole PSNR, dB", "cross-entropy"],
    ...lines,
    ["mean", ...both(({ mean }) => mean)],
    ["spread (standard deviation)", ...both(({ spread }) => spread)],
    ["95 % interval of the mean, from", ...both(({ low }) => low)],
    ["to", ...both(({ high }) => high)],
  ];
  const harmonic = intervals.harmonicHolePsnrDb.mean;
  const better = results.filter(({ figures }) => figures.holePsnrDb > harmonic).length;
  return [
    `${results.length} ${results.length === 1 ? "seed" : "seeds"}: ${epochs} ${epochs === 1 ? "epoch" : "epochs"} on ` +
      `${trainImages.toLocaleString("en")} images of ` +
      `${dataset}, ${masks} masks; measured on ${testImages.toLocaleString("en")} test images, mask set ${maskSet}.`,
    "",
    markdownTable(rows, { padded: true }),
    "",
    `The harmonic fill, which has no seed: ${decibels(harmonic)}. Above it: ${better} of ${results.length}.`,
    ...(results.length === 1 ? ["One seed has no spread: hand in more."] : []),
    ...(leftOut.length === 0
      ? []
      : ["", "Left out:", "", ...leftOut.map(({ file, reason }) => `- ${file}: ${reason}`)]),
  ].join("\n");
}

function decibels(value: number): string {
  return `${value.toFixed(3)} dB`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
