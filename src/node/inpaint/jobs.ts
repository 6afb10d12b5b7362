// Which picture goes to which file. Folders give their pictures, sorted; with several pictures -o names a folder. What can be
// refused before work begins is refused here: names that collide, files in the way, endings that cannot be written.
import { accessSync, constants, existsSync, lstatSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { aPicture, checkRegularFile } from "../files/regularFile";
import { writeError } from "../files/safeWrite";
import { UsageError, type InpaintOptions, type MaskSource } from "./options";
import { isFolder, maskFileOf, pictureNames, picturesIn, realPath, withoutMasks } from "./pictureFiles";
import { isStream } from "./streams";
import { checkQuality, outputFormat, type OutputFormat } from "./writePicture";

export interface Job {
  readonly input: string;
  readonly output: string;
  /** The output is there already, and --skip-existing leaves it. */
  readonly isThere: boolean;
}

type JobOptions = Pick<
  InpaintOptions,
  "inputs" | "mask" | "output" | "compare" | "force" | "quality" | "skipExisting" | "format"
>;

/** One job per picture. Throws a sentence; nothing has been written by then. */
export function listJobs({ inputs, mask, output, compare, force, quality, skipExisting, format }: JobOptions): Job[] {
  checkStreams(inputs, output, mask);
  const many = inputs.length > 1 || isFolder(inputs[0]);
  const maskPath = mask.kind === "path" && !isStream(mask.path) ? mask.path : null;
  if (!many && !isStream(inputs[0])) checkRegularFile(inputs[0], aPicture);
  if (isStream(output)) return [{ input: inputs[0], output, isThere: false }];
  const all = inputs.flatMap((input) => (isFolder(input) ? picturesIn(input) : [input]));
  const pictures = many && maskPath !== null ? withoutMasks(all, maskPath) : all;
  const intoFolder = many || isFolder(output) || /[\\/]$/.test(output);
  if (many && existsSync(output) && !isFolder(output)) {
    throw new UsageError(`Expected -o to name a folder for several pictures, but ${output} is a file. Name a folder.`);
  }
  if (many && pictureNames.test(output) && !isFolder(output)) {
    throw new UsageError(
      `Expected -o to name a folder for several pictures, but received ${output}. Name one without ending.`,
    );
  }
  const jobs = pictures.map((input) => {
    const place = intoFolder ? join(output, outputName(input, compare, format)) : output;
    return { input, output: place, isThere: skipExisting && isThere(place) };
  });
  if (!intoFolder && format !== null && outputFormat(output) !== format) {
    throw new UsageError(
      `Expected -o to end as --format says, but received ${output} and ${format}. Leave --format out.`,
    );
  }
  checkOutputs(jobs, force);
  checkQuality(
    quality,
    jobs.map((job) => outputFormat(job.output)),
    jobs[0].output,
  );
  if (maskPath !== null && force) keepMasks(jobs, maskPath);
  return jobs;
}

/** Throws where - stands beside what needs a name. */
function checkStreams(inputs: readonly string[], output: string, mask: MaskSource): void {
  if (isStream(output) && (inputs.length > 1 || (!isStream(inputs[0]) && isFolder(inputs[0])))) {
    throw new UsageError("Expected one picture for -o -, but received several or a folder. Name a folder behind -o.");
  }
  if (inputs.some(isStream) && mask.kind === "path" && !isStream(mask.path) && isFolder(mask.path)) {
    throw new UsageError(
      `Expected --mask to name a file for a picture from standard input, but received the folder ${mask.path}. ` +
        `Name the mask itself.`,
    );
  }
  if (inputs.some(isStream) && !isStream(output) && (isFolder(output) || /[\\/]$/.test(output))) {
    throw new UsageError(
      `Expected -o to name a file for a picture from standard input, but received the folder ${output}. ` +
        `Add a file name.`,
    );
  }
}

/** Endings that are not written, and what is written in their place. */
const otherEndings: { readonly [ending: string]: string } = {
  ".gif": ".png",
  ".apng": ".png",
  ".jfif": ".jpg",
  ".jpe": ".jpg",
};
const endings: { readonly [format in OutputFormat]: string } = {
  png: ".png",
  jpeg: ".jpg",
  webp: ".webp",
  tiff: ".tif",
  avif: ".avif",
};

/** In a folder a picture keeps its name, with the ending of what is written. Sheets of methods are PNG unless told otherwise. */
function outputName(input: string, sheet: boolean, format: OutputFormat | null): string {
  const extension = extname(input);
  const stem = basename(input, extension);
  if (sheet || !pictureNames.test(input)) return stem + endings[format ?? "png"];
  const ending = otherEndings[extension.toLowerCase()] ?? extension;
  return stem + (format === null || outputFormat(`x${ending}`) === format ? ending : endings[format]);
}

function checkOutputs(jobs: readonly Job[], force: boolean): void {
  const taken = new Map<string, string>();
  for (const { input, output, isThere: isLeft } of jobs) {
    outputFormat(output);
    const place = resolve(output);
    const other = taken.get(place);
    if (other !== undefined)
      throw new Error(
        `Expected one picture per output, but ${other} and ${input} would both become ${output}. Rename one.`,
      );
    taken.set(place, input);
    if (isFolder(output)) throw new Error(`Expected -o to name a file, but ${output} is a folder. Add a file name.`);
    if (isLeft) continue;
    if (isThere(output) && !force)
      throw new Error(
        `Expected ${output} not to exist yet, but it does. Add --force to overwrite it` +
          `${jobs.length > 1 ? ", or --skip-existing to leave what is there" : ""}.`,
      );
    checkFolder(dirname(realPath(place)), output);
  }
}

/** Throws where a mask would be overwritten: another picture may need it, and so may the next run. */
function keepMasks(jobs: readonly Job[], maskPath: string): void {
  const masks = new Set(
    jobs.map(({ input }) => {
      try {
        return realPath(maskFileOf(input, maskPath));
      } catch {
        return null; // said when its picture's turn comes
      }
    }),
  );
  const folder = isFolder(maskPath) ? realPath(maskPath) : null;
  const lost = jobs.find(
    ({ input, output }) =>
      existsSync(output) &&
      (masks.has(realPath(output)) || (dirname(realPath(output)) === folder && realPath(dirname(input)) !== folder)),
  );
  if (lost !== undefined)
    throw new Error(`Expected -o to name another file than a mask, but ${lost.output} is one. Write to another place.`);
}

/** Also a link that leads nowhere is there. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path) !== undefined;
  } catch {
    return false;
  }
}

/** The nearest thing that exists above the output must be a folder to write into: missing ones are made with the file. */
function checkFolder(folder: string, output: string): void {
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  if (!isFolder(folder))
    throw new Error(`Expected a folder above ${output}, but ${folder} is a file. Choose another place.`);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw writeError(error, output);
  }
}
