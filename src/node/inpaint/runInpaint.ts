// The command inpaint, from the words typed to the exit code: every job is read, filled, encoded in memory, and only then
// written, whole or not at all. A picture that cannot be filled costs one sentence, and the others of a folder go on.
import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { AbsentPackageError } from "../../absentPackage";
import { imageBatch, paintHoles, type ImageBatch } from "../../images";
import { refusal, type InpaintingMethod } from "../../methods/inpaintingMethod";
import { holeFraction } from "../../metrics/holeFraction";
import { checkResvg } from "../figures/encode";
import { progressLine } from "../files/progressLine";
import { writeFileSafely } from "../files/safeWrite";
import { drawSheet, type SheetCell } from "./compareSheet";
import { decodePicture } from "./decodePicture";
import { fillPicture } from "./fillPicture";
import { countHoles, findHole } from "./hole";
import { listJobs, type Job } from "./jobs";
import { blocks, fillsColours, offeredMethod, offeredMethods } from "./methods";
import { readInpaintOptions, UsageError, type InpaintOptions } from "./options";
import { openPicture, shownBytes, withValues, type Picture } from "./picture";
import { startTicker, type Ticker } from "./ticker";
import { checkFormat, encodePicture, outputFormat } from "./writePicture";

/** Where the command speaks to; tests listen here. */
export interface Surroundings {
  readonly say: (line: string) => void;
  readonly warn: (line: string) => void;
  readonly open: (path: string) => void | Promise<void>;
  /** Where recorded runs lie; default: the project's. */
  readonly recordedRuns?: string;
}

/** What --json tells of a picture. */
interface FilledPicture {
  readonly input: string;
  readonly output: string;
  readonly method: string;
  readonly width: number;
  readonly height: number;
  readonly holePixels: number;
  readonly seconds: number;
  readonly notes: readonly string[];
}

const terminal: Surroundings = {
  say: (line) => console.log(line),
  warn: (line) => console.error(line),
  open: openInViewer,
};

/** The whole command; resolves to the exit code: 0 done, 1 something could not be filled, 2 wrongly typed. Never throws. */
export async function runInpaint(args: readonly string[], around: Surroundings = terminal): Promise<number> {
  try {
    const options = await readInpaintOptions(args);
    const methods = offeredMethods(around.recordedRuns);
    if (options === "help") {
      around.say((await import("./help.mjs")).inpaintHelp(methods));
      return 0;
    }
    if (options.compare) checkResvg();
    const chosen = options.compare ? methods : [await chooseMethod(options.method, methods)];
    return await runJobs(listJobs(options), options, chosen, around);
  } catch (error) {
    if (args.includes("--json"))
      around.say(JSON.stringify({ pictures: [], failures: [{ error: sentence(error) }] }, null, 1));
    around.warn(sentence(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

async function chooseMethod(name: string, methods: readonly InpaintingMethod[]): Promise<InpaintingMethod> {
  const found = offeredMethod(name, methods);
  if (found !== undefined) return found;
  const { didYouMean } = await import("../options/nearest.mjs");
  const names = methods.map((method) => method.name);
  throw new UsageError(
    `Expected --method to be among ${names.join(", ")}, but received "${name}".${didYouMean(name, names)} ` +
      "See inpaint --help.",
  );
}

async function runJobs(
  jobs: readonly Job[],
  options: InpaintOptions,
  methods: readonly InpaintingMethod[],
  around: Surroundings,
): Promise<number> {
  const pictures: FilledPicture[] = [];
  const failures: { input: string; error: string }[] = [];
  const ticker = startTicker(options.quiet ? null : progressLine());
  try {
    for (const [index, job] of jobs.entries()) {
      ticker.begin(jobs.length > 1 ? `${index + 1} of ${jobs.length}: ${job.input}` : job.input);
      try {
        const done = await runJob(job, options, methods, ticker);
        pictures.push(done);
        ticker.pause();
        if (!options.quiet) done.notes.forEach((note) => around.warn(note));
        if (!options.quiet && !options.json) around.say(summary(done));
        if (options.open) await around.open(job.output);
      } catch (error) {
        ticker.pause();
        failures.push({ input: job.input, error: sentence(error) });
        around.warn(sentence(error));
      }
    }
  } finally {
    ticker.end();
    for (const method of methods) method.dispose?.();
  }
  if (options.json) around.say(JSON.stringify({ pictures, failures }, null, 1));
  else if (failures.length > 0 && jobs.length > 1)
    around.warn(`${failures.length} of ${jobs.length} pictures could not be filled.`);
  return failures.length > 0 ? 1 : 0;
}

async function runJob(
  { input, output }: Job,
  options: InpaintOptions,
  methods: readonly InpaintingMethod[],
  ticker: Ticker,
): Promise<FilledPicture> {
  const started = performance.now();
  const format = outputFormat(output);
  const picture = await decodePicture(await openPicture(input, options.limitMegapixels), options);
  const opaque = options.mask.kind === "alpha";
  if (!options.compare) checkFormat(picture, format, output, opaque);
  const { knownMask, notes: told } = await findHole(picture, options);
  const notes = [...picture.notes, ...told, ...holeNotes(picture, knownMask, options)];
  const fill = async (method: InpaintingMethod): Promise<{ file: Buffer; notes: string[] }> => {
    ticker.step(method.title, blocks(method, picture.width * picture.height));
    return encodePicture(
      picture,
      await fillPicture(picture, knownMask, method, opaque),
      format,
      output,
      options.quality,
    );
  };
  const result = await (options.compare ? compare(picture, knownMask, methods, output, ticker) : fill(methods[0]));
  await writeFileSafely(output, result.file, { onlyNew: !options.force });
  const { width, height } = picture;
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  return {
    input,
    output,
    method: options.compare ? "compare" : methods[0].name,
    width,
    height,
    holePixels: countHoles(knownMask),
    seconds,
    notes: [...notes, ...result.notes],
  };
}

async function compare(
  picture: Picture,
  knownMask: ImageBatch,
  methods: readonly InpaintingMethod[],
  output: string,
  ticker: Ticker,
): Promise<{ file: Buffer; notes: string[] }> {
  const { width, height } = picture;
  const shape = [1, height, width, 3] as const;
  const applying = methods.filter(
    (method) => refusal(method, height, width) === null && fillsColours(method, picture.colours),
  );
  const left = methods.length - applying.length;
  const shown = imageBatch(shownBytes(picture), shape);
  const masked = imageBatch(asBytes(paintHoles(shown, knownMask)), shape);
  const cells: SheetCell[] = [
    { label: "as it is", picture: shown },
    { label: "with its hole", picture: masked },
  ];
  const absent = new Set<string>();
  for (const [index, method] of applying.entries()) {
    ticker.step(`${method.title}, ${index + 1} of ${applying.length}`, blocks(method, width * height));
    const started = performance.now();
    const values = await fillPicture(picture, knownMask, method, false).catch((error: Error) => {
      if (!(error instanceof AbsentPackageError)) throw error;
      absent.add(`Left out: ${error.message}`);
      return null;
    });
    if (values === null) continue;
    const seconds = (performance.now() - started) / 1000;
    cells.push({
      label: `${method.title}, ${seconds.toFixed(seconds < 10 ? 2 : 0)} s`,
      picture: imageBatch(shownBytes(await withValues(picture, values)), shape),
    });
  }
  const known = picture.colours === 4 ? "grey and RGB" : "32×32 pixels";
  const notes = left > 0 ? [`${left} networks that know ${known} only are left out for ${picture.path}.`] : [];
  notes.push(...absent);
  return { file: await drawSheet(`${width}×${height} pixels`, cells, output), notes };
}

function asBytes({ data }: ImageBatch): Uint8Array {
  return Uint8Array.from(data, (value) => Math.round(255 * value));
}

function holeNotes(
  { path, alpha, colours, values }: Picture,
  knownMask: ImageBatch,
  options: InpaintOptions,
): string[] {
  const [share] = holeFraction(knownMask);
  const notes: string[] = [];
  if (share > 0.9) {
    const advice = options.invert ? "leave --invert out if white marks it" : "add --invert if black marks it";
    notes.push(`${(100 * share).toFixed(1)} % of ${path} is hole${options.mask.kind === "path" ? `: ${advice}` : ""}.`);
  }
  if (
    alpha &&
    options.mask.kind !== "alpha" &&
    knownMask.data.every((known, p) => known === 1 || values[p * (colours + 1) + colours] === 0)
  ) {
    notes.push(
      `The hole of ${path} is transparent and stays so: --mask alpha fills what is transparent and makes it opaque.`,
    );
  }
  return notes;
}

function summary({ output, method, width, height, holePixels, seconds }: FilledPicture): string {
  const share = ((100 * holePixels) / (width * height)).toPrecision(3);
  return (
    `${output}: ${width}×${height}, ${share} % ` +
    `${method === "compare" ? "filled by every method" : `filled by ${method}`} in ${seconds.toFixed(1)} s`
  );
}

/** One line, no stack. */
function sentence(error: unknown): string {
  return String((error as Error | null)?.message ?? error).replace(/\s*\n\s*/g, " ");
}

/** Resolves once the viewer runs, or cannot be started, which is said. */
function openInViewer(path: string): Promise<void> {
  const [program, ...first] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["explorer"] : ["xdg-open"];
  const viewer = spawn(program, [...first, resolve(path)], { detached: true, stdio: "ignore" });
  viewer.unref();
  return new Promise((done) => {
    viewer.once("spawn", done).once("error", () => {
      console.error(`Expected ${program} to open ${path}, but it could not be started. Open the file yourself.`);
      done();
    });
  });
}
