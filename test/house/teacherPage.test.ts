// The teacher's page leans on notebooks, headings, helpers and commands that others change: what it names must exist.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as lab from "../../src/node";
import { notebooksFolder, projectRoot } from "../../src/node/paths";
import { checkNotRun } from "../support/inputs";

const page = readFileSync(join(notebooksFolder, "README.md"), "utf8");
const notebooks = readdirSync(notebooksFolder)
  .filter((name) => name.endsWith(".ipynb"))
  .sort();

interface StoredCell {
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly metadata: { readonly execution?: { readonly [event: string]: string } };
}

const cellsOf = (name: string): StoredCell[] =>
  (JSON.parse(readFileSync(join(notebooksFolder, name), "utf8")) as { cells: StoredCell[] }).cells;
const textOf = ({ source }: StoredCell): string => (typeof source === "string" ? source : source.join(""));

/** The rows of the table whose first heading is this one, as cells. */
function tableAfter(heading: string): string[][] {
  const lines = page.slice(page.indexOf(`| ${heading} |`)).split("\n");
  return lines
    .slice(
      2,
      lines.findIndex((line) => !line.startsWith("|")),
    )
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test("every link leads to a file", () => {
  const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link);
  assert.ok(links.length > 10);
  for (const link of links) assert.ok(existsSync(join(notebooksFolder, link)), link);
});

test("the first table has every notebook once, in order", () => {
  const rows = tableAfter("notebook");
  assert.deepEqual(
    rows.map(([cell]) => /\((.+)\)/.exec(cell)?.[1]),
    notebooks,
  );
  for (const [cell] of rows) assert.match(cell, /^\[([A-Z]\d)\]\(\1-/);
});

// Generously: the times are those of whatever machine executed the notebooks last.
test("the computing time of each notebook is of the size of the one stored in it", () => {
  for (const [cell, , , , full] of tableAfter("notebook")) {
    const name = /\((.+)\)/.exec(cell)?.[1] as string;
    const code = cellsOf(name).filter(({ cell_type: type }) => type === "code");
    const seconds = code.reduce(
      (sum, { metadata: { execution = {} } }) =>
        sum + (Date.parse(execution["iopub.status.idle"]) - Date.parse(execution["iopub.status.busy"])) / 1000,
      0,
    );
    const stated = Number(/^([\d,]+) s$/.exec(full)?.[1]);
    if (!Number.isFinite(seconds)) {
      checkNotRun(`the teacher's page against the times stored in ${name}: it was not executed as a whole`);
      continue;
    }
    assert.ok(
      stated < 3 * seconds + 30 && seconds < 3 * stated + 30,
      `${name}: the page says ${full}, the notebook ${seconds.toFixed(0)} s`,
    );
  }
});

test("each of the six questions has its place: a notebook and a heading in it", () => {
  const rows = tableAfter("question");
  assert.equal(rows.length, 6);
  for (const [question, answer, place] of rows) {
    const [, name, heading] = /^\[[A-Z]\d\]\((.+)\) § (.+)$/.exec(place) ?? [];
    assert.ok(answer.length > 20 && name !== undefined, question);
    const headings = cellsOf(name)
      .filter(({ cell_type: type }) => type === "markdown")
      .flatMap((cell) => textOf(cell).split("\n"))
      .filter((line) => /^#+ /.test(line))
      .map((line) => line.replace(/^#+ /, ""));
    assert.ok(headings.includes(heading), `${name} has no heading "${heading}"`);
  }
});

test("a heading named in a way through exists", () => {
  const [, heading] = /B1 from "([^"]+)"/.exec(page) ?? [];
  const b1 = notebooks.find((name) => name.startsWith("B1")) as string;
  assert.ok(
    cellsOf(b1).some((cell) => textOf(cell).includes(`# ${heading}`)),
    heading,
  );
});

test("helpers and commands on the page exist", () => {
  const imported = [...page.matchAll(/import \{([^}]+)\} from "inpainting-lab"/g)].flatMap(([, names]) =>
    names.split(",").map((name) => name.trim()),
  );
  assert.ok(imported.length >= 3);
  for (const name of imported) assert.ok(name in lab, name);
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { scripts: object };
  const commands = [...page.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name);
  assert.ok(commands.length >= 4);
  for (const name of commands) assert.ok(name in scripts, name);
});

test("the minutes of both ways through add up", () => {
  const minutes = (start: string, end: string): number =>
    [...page.slice(page.indexOf(start), page.indexOf(end)).matchAll(/\((\d+)\b/g)].reduce(
      (sum, [, number]) => sum + Number(number),
      0,
    );
  assert.ok(minutes("**90 minutes.**", "**Half a day.**") + 5 <= 90);
  const halfDay = minutes("**Half a day.**", "Let students write");
  assert.ok(halfDay >= 210 && halfDay <= 240, String(halfDay));
});

test("the glossary has one German word for each English one", () => {
  const rows = tableAfter("English");
  assert.ok(rows.length >= 20);
  assert.equal(new Set(rows.map(([english]) => english)).size, rows.length);
  assert.equal(new Set(rows.map(([, german]) => german)).size, rows.length);
  for (const row of rows) assert.ok(row.length === 3 && row.every((cell) => cell !== ""), String(row));
});
