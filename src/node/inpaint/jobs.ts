// Which picture goes to which file. Folders give their pictures, sorted; with several pictures -o names a folder. What can be
// refused before work begins is refused here: names that collide, files in the way, endings that cannot be written.
import { accessSync, constants, existsSync, lstatSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { aPicture, checkRegularFile } from "../files/regularFile";
import { writeError } from "../files/safeWrite";
import { UsageError, type InpaintOptions } from "./options";
import { isFolder, maskFileOf, pictureNames, picturesIn, realPath, withoutMasks } from "./pictureFiles";
import { outputFormat } from "./writePicture";

export interface Job {
  readonly input: string;
  readonly output: string;
}

/** One job per picture. Throws a sentence; nothing has been written by then. */
export function listJobs({
  inputs,
  mask,
  output,
  compare,
  force,
  quality,
}: Pick<InpaintOptions, "inputs" | "mask" | "output" | "compare" | "force" | "quality">): Job[] {
  const many = inputs.length > 1 || isFolder(inputs[0]);
  const maskPath = mask.kind === "path" ? mask.path : null;
  if (!many) checkRegularFile(inputs[0], aPicture);
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
  const jobs = pictures.map((input) => ({
    input,
    output: intoFolder ? join(output, outputName(input, compare)) : output,
  }));
  checkOutputs(jobs, force);
  if (quality !== undefined && !jobs.some(isLossy)) {
    throw new UsageError(
      `Expected a JPEG, WebP or AVIF to write with --quality, but received ${jobs[0].output}, which loses nothing. ` +
        "Leave --quality out.",
    );
  }
  if (maskPath !== null && force) keepMasks(jobs, maskPath);
  return jobs;
}

const isLossy = ({ output }: Job): boolean => !["png", "tiff"].includes(outputFormat(output));

/** In a folder a picture keeps its name; GIF, which cannot be written, becomes PNG, and so do sheets of methods. */
function outputName(input: string, sheet: boolean): string {
  const extension = extname(input);
  const stem = basename(input, extension);
  return sheet || !pictureNames.test(input) || /\.gif$/i.test(input) ? `${stem}.png` : stem + extension;
}

function checkOutputs(jobs: readonly Job[], force: boolean): void {
  const taken = new Map<string, string>();
  for (const { input, output } of jobs) {
    outputFormat(output);
    const place = resolve(output);
    const other = taken.get(place);
    if (other !== undefined)
      throw new Error(
        `Expected one picture per output, but ${other} and ${input} would both become ${output}. Rename one.`,
      );
    taken.set(place, input);
    if (isFolder(output)) throw new Error(`Expected -o to name a file, but ${output} is a folder. Add a file name.`);
    if (isThere(output) && !force)
      throw new Error(`Expected ${output} not to exist yet, but it does. Add --force to overwrite it.`);
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
