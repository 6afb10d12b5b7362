// Which notebook and which cell is running. Jupyter's server names the notebook's file to the kernel (JPY_SESSION_NAME), and so
// does executeNotebook; elsewhere, and where the file was renamed since, the notebooks of the kernel's folder are looked through.
// tslab is not told the cell: it is found by the call that stands in it.
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { readNotebook } from "../files/notebook";
import { exportsIn } from "./exportedFigures";

/** A code cell in a notebook's file. */
export interface FoundCell {
  /** The notebook's path. */
  readonly path: string;
  /** The file's name without ".ipynb", "A6-visualisation". */
  readonly notebook: string;
  /** The cell's id, "loss-curves". */
  readonly id: string;
}

/** A call of exportFigure in a notebook's file. */
export interface FigureExport {
  readonly figure: string;
  /** The cell's id. */
  readonly cell: string;
}

export interface KernelPlace {
  /** The notebook's path, from `folder` on; default JPY_SESSION_NAME. */
  readonly session?: string;
  /** The kernel's folder; default the process's. */
  readonly folder?: string;
}

/** The cell of the running notebook that exports this figure, as the file was last saved; null where there is none. */
export function findExportingCell(
  figure: string,
  { session = process.env.JPY_SESSION_NAME, folder = process.cwd() }: KernelPlace = {},
): FoundCell | null {
  const named = session ? resolve(folder, session) : "";
  const paths = [...(existsSync(named) ? [named] : []), ...notebooksIn(folder).filter((path) => path !== named)];
  for (const path of paths) {
    const found = figureExports(path).find((one) => one.figure === figure);
    if (found !== undefined) return { path, notebook: basename(path, ".ipynb"), id: found.cell };
  }
  return null;
}

/** The calls of exportFigure in a notebook's code cells; none where the file is no notebook. */
export function figureExports(path: string): FigureExport[] {
  try {
    return readNotebook(path).cells.flatMap(({ id, cell_type, source }) => {
      if (cell_type !== "code" || id === undefined) return [];
      const code = typeof source === "string" ? source : source.join("");
      return exportsIn(code).map((figure) => ({ figure, cell: id }));
    });
  } catch {
    return [];
  }
}

/** Whether the cell's notebook lies in this folder itself. */
export function liesIn(folder: string, { path }: FoundCell): boolean {
  return dirname(resolve(path)) === resolve(folder);
}

function notebooksIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return files.sort().map((name) => join(folder, name));
}
