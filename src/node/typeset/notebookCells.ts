// The notebooks' cells that the report quotes, taken from the .ipynb files themselves. Lines longer than the page are wrapped
// here, where it can be tested, and go on behind a mark.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readNotebook } from "../files/notebook";

/** Characters of a line in the report's small monospaced type. */
const cellColumns = 110;
const goesOn = "↪ ";

/** The source of a cell by its id. Throws where the notebook or the cell is missing. */
export function cellSource(notebooksFolder: string, notebook: string, id: string): string {
  const path = join(notebooksFolder, `${notebook}.ipynb`);
  if (!existsSync(path)) {
    throw new Error(
      `Expected the notebook ${notebook}.ipynb, but there is none in ${notebooksFolder}. Correct the name.`,
    );
  }
  const { cells } = readNotebook(path);
  const cell = cells.find((one) => one.id === id);
  if (cell === undefined) {
    const ids = cells
      .filter(({ cell_type }) => cell_type === "code")
      .map((one) => one.id)
      .join(", ");
    throw new Error(`Expected a cell "${id}" in ${notebook}.ipynb, but its code cells are ${ids}. Correct the id.`);
  }
  return typeof cell.source === "string" ? cell.source : cell.source.join("");
}

/** Code with no line longer than `columns`: broken at a blank where there is one, indented as the line it continues. */
export function wrapCode(code: string, columns: number = cellColumns): string {
  return code
    .split("\n")
    .flatMap((line) => wrapLine(line.trimEnd(), columns))
    .join("\n");
}

function wrapLine(line: string, columns: number): string[] {
  if (line.length <= columns) return [line];
  const indent = (/^ */.exec(line) as RegExpExecArray)[0].slice(0, columns >> 1);
  const lead = `${indent}  ${goesOn}`;
  const pieces: string[] = [];
  for (let rest = line, before = ""; ; before = lead) {
    const room = columns - before.length;
    if (rest.length <= room) return [...pieces, before + rest];
    const blank = rest.lastIndexOf(" ", room);
    const at = blank > indent.length && blank > room / 2 ? blank : room;
    pieces.push(before + rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
}
