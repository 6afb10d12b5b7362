// Figure files for the report: one SVG and one PNG per figure, and a manifest.json beside them that names for each the
// command, run, data and seed behind it and the SHA-256 of both files. The same drawing gives the same bytes.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import type { SchemaEntries } from "../../schema";
import type { InputFile } from "../files/inputFile";
import { projectPath } from "../files/inputFile";
import { checkJson } from "../files/jsonFile";
import { readRecordText, writeRecordFile } from "../files/recordSums";
import { writeFileSafely } from "../files/safeWrite";
import { sha256Hex } from "../files/sha256";
import { figuresFolder } from "../paths";
import { drawingToSvg, svgToPng, type Drawing } from "./encode";

/** Where a figure comes from. */
export interface FigureOrigin {
  /** The command that makes it again, "npm run reproduce -- --update". */
  readonly command: string;
  /** The notebook whose cell exported it, "A6-visualisation", and that cell's id. Absent where a command draws it. */
  readonly notebook?: string;
  readonly cell?: string;
  /** The run folder's name, or null where no training is involved. */
  readonly run: string | null;
  /** "CIFAR-10", "synthetic data (dead leaves)", or what else was drawn. */
  readonly dataset: string;
  readonly seed: number | null;
  /** Committed files that it was drawn from: one that has changed since makes the figure stale. Absent where there are none. */
  readonly inputs?: readonly InputFile[];
}

export interface FigureFile {
  readonly name: string;
  readonly sha256: string;
}

/** One figure's entry in manifest.json. */
export interface FigureEntry extends FigureOrigin {
  readonly name: string;
  readonly title: string;
  readonly alt: string;
  readonly synthetic: boolean;
  readonly files: readonly FigureFile[];
}

const fileEntry = { sha256: v.string() };
const manifestSchema = v.looseObject({
  figures: v.array(
    v.looseObject({
      name: v.string(),
      title: v.string(),
      alt: v.string(),
      synthetic: v.boolean(),
      command: v.string(),
      notebook: v.optional(v.string()),
      cell: v.optional(v.string()),
      run: v.nullable(v.string()),
      dataset: v.string(),
      seed: v.nullable(v.number()),
      inputs: v.optional(v.array(v.looseObject({ file: v.string(), ...fileEntry }))),
      files: v.array(v.looseObject({ name: v.string(), ...fileEntry })),
    } satisfies SchemaEntries<FigureEntry>),
  ),
});

/** The manifest of a folder; empty where there is none. Throws where it is damaged or has changed since it was written. */
export async function readFigureManifest(folder: string): Promise<FigureEntry[]> {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return [];
  const wayOut =
    folder === figuresFolder
      ? `Restore it: git checkout ${projectPath(path)}.`
      : `Delete the file and make the figures again.`;
  const text = readRecordText(path, wayOut) ?? "";
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw new Error(
      `Expected a list of figures in ${path}, but received text that does not hold one (${(error as Error).message}). ` +
        wayOut,
    );
  }
  return checkJson(manifest, manifestSchema, path, wayOut).figures;
}

/**
 * Writes <name>.svg and <name>.png and enters them in manifest.json; makes the folder where it is missing, and leaves files that
 * would not change untouched. Throws if a
 * figure from synthetic data would replace one that is not. Wait for one call before the next: the manifest is read and
 * rewritten.
 */
export async function writeFigure(
  folder: string,
  name: string,
  drawing: Drawing,
  origin: FigureOrigin,
): Promise<FigureEntry> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    throw new Error(
      `Expected a figure name of a-z, 0-9 and "-", but received "${name}". Use for example "loss-curve".`,
    );
  }
  const others = await readFigureManifest(folder);
  const earlier = others.find((entry) => entry.name === name);
  if (drawing.synthetic && earlier?.synthetic === false) {
    throw new Error(
      `Expected data other than synthetic for ${join(folder, name)}, which shows ${earlier.dataset}, but received ` +
        `${origin.dataset}. Write it to another folder.`,
    );
  }
  const svg = drawingToSvg(drawing);
  const contents = [
    [`${name}.svg`, Buffer.from(`${svg}\n`)],
    [`${name}.png`, svgToPng(svg, { scale: "raster" in drawing ? 1 : 2 })],
  ] as const;
  const files: FigureFile[] = [];
  for (const [file, bytes] of contents) {
    await writeWhereChanged(join(folder, file), bytes);
    files.push({ name: file, sha256: sha256Hex(bytes) });
  }
  const { command, notebook, cell, run, dataset, seed, inputs } = origin;
  const entry: FigureEntry = {
    name,
    title: drawing.title,
    alt: drawing.alt,
    synthetic: drawing.synthetic,
    command,
    ...(notebook === undefined ? {} : { notebook }),
    ...(cell === undefined ? {} : { cell }),
    run,
    dataset,
    seed,
    ...(inputs === undefined ? {} : { inputs }),
    files,
  };
  await enterFigures(folder, [entry]);
  return entry;
}

export interface CopyFiguresOptions {
  /** The new place of an input that is copied as well; default: none is. */
  readonly movedTo?: (file: string) => string;
  /** Which figures stay behind; default none. */
  readonly except?: (name: string) => boolean;
}

/**
 * Copies the figures of one folder into another and enters them there; figures of other names stay. Throws where a file is not the
 * one that was drawn.
 */
export async function copyFigures(
  from: string,
  to: string,
  { movedTo = (file) => file, except = () => false }: CopyFiguresOptions = {},
): Promise<void> {
  const copied = (await readFigureManifest(from)).filter(({ name }) => !except(name));
  const entries = copied.map((entry) =>
    entry.inputs === undefined
      ? entry
      : { ...entry, inputs: entry.inputs.map(({ file, sha256 }) => ({ file: movedTo(file), sha256 })) },
  );
  for (const { name, sha256 } of entries.flatMap(({ files }) => files)) {
    const bytes = await readFile(join(from, name));
    if (sha256Hex(bytes) !== sha256) {
      throw new Error(
        `Expected ${join(from, name)} as it was drawn, but it has changed since. ` +
          "Delete the folder and make the figures again.",
      );
    }
    await writeWhereChanged(join(to, name), bytes);
  }
  await enterFigures(to, entries);
}

/** Leaves a file that holds these bytes untouched. */
async function writeWhereChanged(path: string, bytes: Buffer): Promise<void> {
  if (!existsSync(path) || !(await readFile(path)).equals(bytes)) await writeFileSafely(path, bytes);
}

async function enterFigures(folder: string, entries: readonly FigureEntry[]): Promise<void> {
  const names = new Set(entries.map(({ name }) => name));
  const others = await readFigureManifest(folder);
  const figures = [...others.filter(({ name }) => !names.has(name)), ...entries].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const path = join(folder, "manifest.json");
  const text = `${JSON.stringify({ figures }, null, 2)}\n`;
  if (existsSync(path) && (await readFile(path, "utf8")) === text) return;
  await writeRecordFile(path, text, { begin: true });
}
