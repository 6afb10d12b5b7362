// The command inpaint, from the words typed to the exit code: every job is read, filled, encoded in memory, and only then
// written, whole or not at all. A picture that cannot be filled costs one sentence, and the others of a folder go on.
import type { Metadata } from "sharp";
import { AbsentPackageError } from "../../absentPackage";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { refusal, type InpaintingMethod } from "../../methods/inpaintingMethod";
import { holeFraction } from "../../metrics/holeFraction";
import { checkResvg } from "../figures/encode";
import { progressLine } from "../files/progressLine";
import { writeFileSafely } from "../files/safeWrite";
import { drawSheet, type SheetCell } from "./compareSheet";
import { decodePicture } from "./decodePicture";
import { defaultMethod, isDefaultMethod } from "./defaultMethod";
import { planJob, planLine, type PlannedPicture } from "./dryRun";
import { fillPicture } from "./fillPicture";
import { countHoles, findHole } from "./hole";
import { atInterruption, goOnText } from "./interruption";
import { listJobs, type Job } from "./jobs";
import { findLeftOut, leftOutLines } from "./leftOut";
import { blocks, fillsColours, offeredMethod, offeredMethods } from "./methods";
import { readInpaintOptions, UsageError, type InpaintOptions } from "./options";
import { openPicture, shownBytes, withValues, type Picture } from "./picture";
import { asSentence, inputName, isStream, streamFormat, wantsStandardOutput, writeStandardOutput } from "./streams";
import { terminal, type Surroundings } from "./surroundings";
import { overshootNote } from "./overshoot";
import { startTicker, type Ticker } from "./ticker";
import { timeLeft } from "./timeLeft";
import { versionText } from "./version";
import { checkFormat, checkQuality, encodePicture, outputFormat, type OutputFormat } from "./writePicture";

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

/** The whole command; resolves to the exit code: 0 done, 1 something could not be filled, 2 wrongly typed. Never throws. */
export async function runInpaint(args: readonly string[], around: Surroundings = terminal): Promise<number> {
  try {
    const options = await readInpaintOptions(args);
    const methods = offeredMethods(around.recordedRuns);
    if (options === "help") {
      around.say((await import("./help.mjs")).inpaintHelp(methods));
      return 0;
    }
    if (options === "version") {
      around.say(versionText());
      return 0;
    }
    if (isStream(options.output) && (around.output ?? process.stdout).isTTY) {
      throw new UsageError(
        "Expected -o - before a pipe or a file, but standard output is a terminal. Add for example > filled.png.",
      );
    }
    if (options.compare) checkResvg();
    const chosen = options.compare ? methods : await chooseMethods(options.method, methods);
    return await runJobs(listJobs(options), options, chosen, around);
  } catch (error) {
    if (args.includes("--json") && !wantsStandardOutput(args))
      around.say(JSON.stringify({ pictures: [], failures: [{ error: sentence(error) }], skipped: [] }, null, 1));
    around.warn(sentence(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

/** The method of this name; without a name those that pictures choose from by the width of their holes. */
async function chooseMethods(name: string | null, methods: readonly InpaintingMethod[]): Promise<InpaintingMethod[]> {
  if (name === null) return methods.filter((method) => isDefaultMethod(method.name));
  const found = offeredMethod(name, methods);
  if (found !== undefined) return [found];
  const { didYouMean } = await import("../options/nearest.mjs");
  const names = methods.map((method) => method.name);
  throw new UsageError(
    `Expected --method to be among ${names.join(", ")}, but received "${name}".${didYouMean(name, names)} ` +
      "See inpaint --help.",
  );
}

async function runJobs(
  all: readonly Job[],
  options: InpaintOptions,
  methods: readonly InpaintingMethod[],
  around: Surroundings,
): Promise<number> {
  const { inputs, mask, output, json, quiet, strict, dryRun } = options;
  const pictures: (FilledPicture | PlannedPicture)[] = [];
  const failures: { input: string; error: string }[] = [];
  const jobs = all.filter(({ isThere }) => !isThere);
  const leftOut = findLeftOut({ inputs, output, maskPath: mask.kind === "path" ? mask.path : null });
  const ticker = startTicker(quiet ? null : progressLine());
  const finished = atInterruption(() => {
    ticker.end();
    return goOnText(pictures.length, jobs.length, options.force);
  });
  if (!quiet || strict) leftOutLines(leftOut).forEach((line) => around.warn(line));
  const started = performance.now();
  try {
    for (const [index, job] of jobs.entries()) {
      const seconds = (performance.now() - started) / 1000;
      const left = timeLeft(index, jobs.length, seconds);
      const count = `${index + 1} of ${jobs.length}${left === "" ? "" : ` (${left})`}`;
      ticker.begin(jobs.length > 1 ? `${count}: ${job.input}` : inputName(job.input));
      if (seconds > 2) ticker.step("", true); // a folder of quick pictures takes long too
      try {
        if (dryRun) {
          const planned = planJob(job, options);
          pictures.push(planned);
          if (!quiet && !json) around.say(planLine(planned));
          continue;
        }
        const done = await runJob(job, options, methods, ticker, around);
        pictures.push(done);
        ticker.pause();
        if (!quiet) done.notes.forEach((note) => around.warn(note));
        if (!quiet && !json && !isStream(output)) around.say(summary(done));
        if (options.open) await around.open(job.output);
      } catch (error) {
        ticker.pause();
        failures.push({ input: job.input, error: sentence(error) });
        around.warn(sentence(error));
      }
    }
  } finally {
    finished();
    ticker.end();
    for (const method of methods) method.dispose?.();
  }
  const there = all
    .filter(({ isThere }) => isThere)
    .map(({ input, output: left }) => ({ input, reason: `${left} exists already.` }));
  if (json) around.say(JSON.stringify({ pictures, failures, skipped: [...there, ...leftOut] }, null, 1));
  else {
    if (failures.length > 0 && jobs.length > 1)
      around.warn(`${failures.length} of ${jobs.length} pictures could not be filled.`);
    if (there.length > 0 && !quiet) around.warn(`${there.length} of ${all.length} pictures were there already.`);
  }
  return failures.length > 0 || (strict && leftOut.length > 0) ? 1 : 0;
}

async function runJob(
  { input, output }: Job,
  options: InpaintOptions,
  methods: readonly InpaintingMethod[],
  ticker: Ticker,
  around: Surroundings,
): Promise<FilledPicture> {
  const started = performance.now();
  const opened = await openPicture(input, options.limitMegapixels);
  const format = formatOf(output, options, opened.metadata);
  const place = isStream(output) ? "standard output" : output;
  if (isStream(output)) checkQuality(options.quality, [format], place);
  const picture = await decodePicture(opened, options);
  const opaque = options.mask.kind === "alpha";
  if (!options.compare) checkFormat(picture, format, place, opaque);
  const { knownMask, notes: told } = await findHole(picture, options);
  const notes = [...picture.notes, ...told, ...holeNotes(picture, knownMask, options)];
  const fill = async (method: InpaintingMethod): Promise<{ file: Buffer; notes: string[] }> => {
    ticker.step(method.title, blocks(method, picture.width * picture.height));
    const filled = await fillPicture(picture, knownMask, method, opaque, ticker.share);
    if (method.name === "biharmonic") notes.push(...overshootNote(picture, filled, knownMask));
    return encodePicture(picture, filled, format, place, options.quality);
  };
  const method = methodFor(knownMask, options, methods);
  const result = await (method === null ? compare(picture, knownMask, methods, format, ticker) : fill(method));
  if (isStream(output)) await writeStandardOutput(result.file, around.output);
  else await writeFileSafely(output, result.file, { onlyNew: !options.force });
  const { width, height } = picture;
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  return {
    input,
    output,
    method: method?.name ?? "compare",
    width,
    height,
    holePixels: countHoles(knownMask),
    seconds,
    notes: [...notes, ...result.notes].map(asSentence),
  };
}

/** The method chosen; null for all of them. */
function methodFor(
  knownMask: ImageBatch,
  { compare: all, method }: InpaintOptions,
  methods: readonly InpaintingMethod[],
): InpaintingMethod | null {
  if (all) return null;
  const name = method === null ? defaultMethod(knownMask) : null;
  return methods.find((one) => one.name === name) ?? methods[0];
}

/** What is written: as the output's name says, or into standard output as told, or as the picture came. */
function formatOf(output: string, { compare, format }: InpaintOptions, metadata: Metadata): OutputFormat {
  if (!isStream(output)) return outputFormat(output);
  return format ?? (compare ? "png" : streamFormat(metadata));
}

async function compare(
  picture: Picture,
  knownMask: ImageBatch,
  methods: readonly InpaintingMethod[],
  format: OutputFormat,
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
    const values = await fillPicture(picture, knownMask, method, false, ticker.share).catch((error: Error) => {
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
  return { file: await drawSheet(`${width}×${height} pixels`, cells, format), notes };
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
