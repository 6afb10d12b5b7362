// Which picture goes to which file. Folders give their pictures, sorted; with several pictures -o names a folder. What can be
// refused before work begins is refused here: names that collide, files in the way, endings that cannot be written.
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { InpaintOptions } from "./options";
import { outputFormat } from "./writePicture";

export interface Job {
  readonly input: string;
  readonly output: string;
}

/** Endings of pictures that are read. */
export const pictureNames: RegExp = /\.(png|jpe?g|webp|tiff?|avif|gif)$/i;

/** One job per picture. Throws a sentence; nothing has been written by then. */
export function listJobs({ inputs, output, compare, force }: Pick<InpaintOptions,
  "inputs" | "output" | "compare" | "force">): Job[] {
  const many = inputs.length > 1 || isFolder(inputs[0]);
  const pictures = inputs.flatMap((input) => (isFolder(input) ? picturesIn(input) : [input]));
  const intoFolder = many || isFolder(output) || /[\\/]$/.test(output);
  if (many && existsSync(output) && !isFolder(output)) {
    throw new Error(`Expected -o to name a folder for several pictures, but ${output} is a file. Name a folder.`);
  }
  const jobs = pictures.map((input) => ({ input, output: intoFolder ? join(output, outputName(input, compare)) : output }));
  checkOutputs(jobs, force);
  return jobs;
}

function picturesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => pictureNames.test(name) && !name.startsWith(".") &&
    !isFolder(join(folder, name))).sort();
  if (names.length > 0) return names.map((name) => join(folder, name));
  throw new Error(`Expected pictures in ${folder}, but received none. ` +
    `Name a folder with PNG, JPEG, WebP, TIFF, AVIF or GIF files.`);
}

/** In a folder a picture keeps its name; GIF, which cannot be written, becomes PNG, and so do sheets of methods. */
function outputName(input: string, sheet: boolean): string {
  const extension = extname(input), stem = basename(input, extension);
  return sheet || !pictureNames.test(input) || /\.gif$/i.test(input) ? `${stem}.png` : stem + extension;
}

function checkOutputs(jobs: readonly Job[], force: boolean): void {
  const taken = new Map<string, string>();
  for (const { input, output } of jobs) {
    outputFormat(output);
    const place = resolve(output), other = taken.get(place);
    if (other !== undefined) throw new Error(`Expected one picture per output, but ${other} and ${input} would both become ` +
      `${output}. Rename one.`);
    taken.set(place, input);
    if (isFolder(output)) throw new Error(`Expected -o to name a file, but ${output} is a folder. Add a file name.`);
    if (existsSync(output) && !force) throw new Error(`Expected ${output} not to exist yet, but it does. ` +
      `Add --force to overwrite it.`);
    checkFolder(dirname(place), output);
  }
}

/** The nearest thing that exists above the output must be a folder: missing ones are made when the file is written. */
function checkFolder(folder: string, output: string): void {
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  if (!isFolder(folder)) throw new Error(`Expected a folder above ${output}, but ${folder} is a file. Choose another place.`);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
