// The form of the lessons, for every notebook with worked exercises: what a reader meets in each of them, as stored in the files.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { notebooksFolder } from "../../src/node/paths";
import { countCells, limits } from "./notebookCounts";

interface StoredOutput {
  readonly output_type: string;
  readonly name?: string;
  readonly data?: object;
}
interface StoredCell {
  readonly id: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly outputs?: readonly StoredOutput[];
  readonly execution_count?: number | null;
}

const solutions = join(notebooksFolder, "solutions");
const names = readdirSync(solutions)
  .filter((name) => name.endsWith(".ipynb"))
  .sort();
const cellsOf = (path: string): StoredCell[] =>
  (JSON.parse(readFileSync(path, "utf8")) as { cells: StoredCell[] }).cells;
const textOf = ({ source }: StoredCell): string => (typeof source === "string" ? source : source.join(""));
const linesOf = (cell: StoredCell): string[] =>
  textOf(cell)
    .split("\n")
    .filter((line) => line.trim() !== "");
const isCode = ({ cell_type: type }: StoredCell): boolean => type === "code";

for (const name of names) {
  const lesson = cellsOf(join(notebooksFolder, name));
  const worked = cellsOf(join(solutions, name));

  test(`${name}: a question, a guess, and what stands at its end`, () => {
    assert.match(textOf(lesson[0]).split("\n")[0], /^# [ABC]\d · .+\?$/);
    assert.ok(
      lesson.some((cell) => isCode(cell) && /\bguess\("/.test(textOf(cell))),
      "no guess",
    );
    const prose = lesson
      .filter((cell) => !isCode(cell))
      .map(textOf)
      .join("\n");
    for (const part of ["Summary", "Limit", "Helpers met", "Exercises", `(solutions/${name})`, "Next"]) {
      assert.ok(prose.includes(part), `${part} is missing`);
    }
    const kinds = [...prose.matchAll(/^\d\. \*+(Predict|Modify|Implement|Investigate)\b/gm)].map(([, kind]) => kind);
    assert.ok(kinds.length >= 2, "fewer than two exercises of a named kind");
    if (/^(A[3-6]|B[12])-/.test(name)) assert.deepEqual(kinds, ["Predict", "Modify", "Implement", "Investigate"]);
    for (const [, link] of prose.matchAll(/\]\(([^):#]+)\)/g)) assert.ok(existsSync(join(notebooksFolder, link)), link);
    assert.match(textOf(worked[0]), new RegExp(`\\(\\.\\./${name.replace(".", "\\.")}\\)`));
  });

  for (const [what, cells] of [
    ["lesson", lesson],
    ["worked exercises", worked],
  ] as const) {
    test(`${name}, ${what}: cells that fit a screen, run once from top to bottom, with no warning and at most 120 words between them`, () => {
      const code = cells.filter(isCode);
      const { longest: most } = countCells(code.map(textOf));
      assert.ok(most <= limits.longest, `a cell of ${most} lines`);
      assert.deepEqual(
        code.map(({ execution_count: count }) => count),
        code.map((_, i) => i + 1),
      );
      for (const cell of code) {
        for (const output of cell.outputs ?? []) {
          assert.ok(
            output.output_type === "display_data" || (output.output_type === "stream" && output.name === "stdout"),
            `${cell.id}: ${output.output_type}`,
          );
        }
        const longest = Math.max(...linesOf(cell).map((line) => line.length));
        assert.ok(longest <= 102, `${cell.id}: a line of ${longest} characters`);
      }
      let words = 0;
      for (const cell of cells.slice(0, cells.map(isCode).lastIndexOf(true))) {
        words = isCode(cell) ? 0 : words + textOf(cell).split(/\s+/).length;
        assert.ok(words <= 120, `${words} words before the code that follows "${textOf(cell).slice(0, 40)}"`);
      }
      assert.ok(
        code.some((cell) => /\bcheck(Measured)?\(/.test(textOf(cell))),
        "no check",
      );
    });
  }

  test(`${name}: under 1 MB`, () => {
    for (const path of [join(notebooksFolder, name), join(solutions, name)]) assert.ok(statSync(path).size < 1e6, path);
  });
}
