// The figures that the report shows: found by name in folders of figures, the first that has it, and checked. A figure is
// stale where its file is not the one that manifest.json names, or where a committed file that it was drawn from has changed.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changedInputs } from "../files/inputFile";
import { sha256Hex } from "../files/sha256";
import { readFigureManifest, type FigureEntry } from "../figures/writeFigure";

export interface FoundFigure {
  readonly name: string;
  readonly alt: string;
  /** What the caption names: the command that draws it, or the notebook and the cell that export it. */
  readonly madeBy: string;
  readonly synthetic: boolean;
  /** The SVG's bytes. */
  readonly svg: Buffer;
}

export interface FigureSearch {
  /** The project's folder, from which the files named in `inputs` are found. */
  readonly root: string;
  /** Folders with a manifest.json, the first counts. */
  readonly folders: readonly string[];
  /** Whether figures from synthetic data may be shown. */
  readonly synthetic: boolean;
  /** Why charts could not be drawn, by name. */
  readonly undrawn?: ReadonlyMap<string, string>;
}

/** The figures, and one sentence for each that is missing, stale or from synthetic data. */
export async function findFigures(
  names: readonly string[],
  { root, folders, synthetic, undrawn }: FigureSearch,
): Promise<{ figures: FoundFigure[]; problems: string[] }> {
  const manifests = await Promise.all(
    folders.map(async (folder) => ({ folder, entries: await readFigureManifest(folder) })),
  );
  const figures: FoundFigure[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const reason = undrawn?.get(name);
    if (reason !== undefined) {
      problems.push(`figure "${name}" cannot be drawn: ${reason}`);
      continue;
    }
    const home = manifests.find(({ entries }) => entries.some((entry) => entry.name === name));
    const entry = home?.entries.find((one) => one.name === name);
    if (home === undefined || entry === undefined) {
      problems.push(`figure "${name}" is missing: no manifest.json of ${folders.join(", ")} names it`);
      continue;
    }
    const trouble = troubleWith(entry, home.folder, root, synthetic);
    if (trouble !== null) problems.push(`figure "${name}" ${trouble}`);
    const path = join(home.folder, `${name}.svg`);
    if (existsSync(path)) {
      figures.push({
        name,
        alt: entry.alt,
        madeBy: entry.notebook === undefined ? entry.command : `notebooks/${entry.notebook}.ipynb · ${entry.cell}`,
        synthetic: entry.synthetic,
        svg: readFileSync(path),
      });
    }
  }
  return { figures, problems };
}

function troubleWith(entry: FigureEntry, folder: string, root: string, synthetic: boolean): string | null {
  const { notebook, cell, command } = entry;
  const byHand = notebook === undefined ? "" : `run the cell ${cell} of notebooks/${notebook}.ipynb, or `;
  const again = `make it again: ${byHand}${command}`;
  const svg = entry.files.find(({ name }) => name === `${entry.name}.svg`);
  const path = join(folder, `${entry.name}.svg`);
  if (svg === undefined || !existsSync(path)) return `has no file ${path}; ${again}`;
  if (sha256Hex(readFileSync(path)) !== svg.sha256) return `was changed after it was made; ${again}`;
  if (entry.synthetic && !synthetic) return `shows synthetic data; ${again}`;
  const stale = changedInputs(entry.inputs ?? [], root);
  return stale.length === 0 ? null : `is stale, ${stale.join(" and ")} changed since; ${again}`;
}
