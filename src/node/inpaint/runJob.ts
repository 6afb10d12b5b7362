// One picture of the command: read, filled by one method or by all, encoded in memory, and only then written.
import type { Metadata } from "sharp";
import { AbsentPackageError } from "../../absentPackage";
import { imageBatch, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { refusal, type InpaintingMethod } from "../../methods/inpaintingMethod";
import type { Postprocess } from "../../postprocess/postprocess";
import { holeFraction } from "../../metrics/holeFraction";
import { writeFileSafely } from "../files/safeWrite";
import { drawSheet, type SheetCell } from "./compareSheet";
import { decodePicture } from "./decodePicture";
import { defaultMethod } from "./defaultMethod";
import { fillPicture } from "./fillPicture";
import { countHoles, findHole } from "./hole";
import type { Job } from "./jobs";
import { blocks, fillsColours } from "./methods";
import type { InpaintOptions } from "./options";
import { overshootNote } from "./overshoot";
import { openPicture, shownBytes, withValues, type Picture } from "./picture";
import { asSentence, isStream, streamFormat, writeStandardOutput } from "./streams";
import type { Surroundings } from "./surroundings";
import type { Ticker } from "./ticker";
import { checkFormat, checkQuality, encodePicture, outputFormat, type OutputFormat } from "./writePicture";

/** What --json tells of a picture. */
export interface FilledPicture {
  readonly input: string;
  readonly output: string;
  readonly method: string;
  /** What was done after the fill, where something was. */
  readonly after?: string;
  readonly width: number;
  readonly height: number;
  readonly holePixels: number;
  readonly seconds: number;
  readonly notes: readonly string[];
}

/** Fills the picture of a job and writes the output. Throws a sentence; then nothing has been written. */
export async function runJob(
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
  const after = options.after && announced(options.after, ticker, picture);
  const fill = async (method: InpaintingMethod): Promise<{ file: Buffer; notes: string[] }> => {
    ticker.step(method.title, blocks(method, picture.width * picture.height));
    const filled = await fillPicture(picture, knownMask, method, {
      makeOpaque: opaque,
      after,
      onProgress: ticker.share,
    });
    if (method.name === "biharmonic" && after === null) notes.push(...overshootNote(picture, filled, knownMask));
    return encodePicture(picture, filled, format, place, options.quality);
  };
  const method = methodFor(knownMask, options, methods);
  const result = await (method === null ? compare(picture, knownMask, methods, format, after, ticker) : fill(method));
  if (isStream(output)) await writeStandardOutput(result.file, around.output);
  else await writeFileSafely(output, result.file, { onlyNew: !options.force });
  const { width, height } = picture;
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  return {
    input,
    output,
    method: method?.name ?? "compare",
    ...(after !== null && { after: after.name }),
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

/** The postprocess, which the terminal hears of before it begins: no clock runs meanwhile. */
function announced(after: Postprocess, ticker: Ticker, { width, height }: Picture): Postprocess {
  return {
    ...after,
    apply: (...batches) => {
      ticker.step(after.name, width * height > quickPixels);
      return after.apply(...batches);
    },
  };
}

const quickPixels = 1_000_000;

async function compare(
  picture: Picture,
  knownMask: ImageBatch,
  methods: readonly InpaintingMethod[],
  format: OutputFormat,
  after: Postprocess | null,
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
    const filling = fillPicture(picture, knownMask, method, { makeOpaque: false, after, onProgress: ticker.share });
    const values = await filling.catch((error: Error) => {
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
  const title = `${width}×${height} pixels${after === null ? "" : `, each fill then ${after.name}`}`;
  return { file: await drawSheet(title, cells, format), notes };
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
