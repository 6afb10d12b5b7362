// Cells run in tslab's own executor, without Jupyter around it.
import assert from "node:assert/strict";
import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { format } from "node:util";
import { createConverter } from "tslab/dist/converter";
import { createExecutor } from "tslab/dist/executor";
import * as masks from "../../../src/masks/rectangle";
import { LoadedCode } from "../../../src/node/jupyter/changedCode";
import { makeCellsReadable, readableExecutor } from "../../../src/node/jupyter/readableCells";
import { codeRoot, projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

const fault = (): unknown => (undefined as unknown as { data: unknown }).data;
Object.assign(globalThis, { lab: { ...masks, fault } });
const names = "const { placeRectangleMask, fault } = (globalThis as any).lab;";

const converter = createConverter({});
const converters = { node: converter, browser: converter, close: () => converter.close() };
let printed: unknown[] = [];
const print = (value: unknown, ...more: unknown[]): void =>
  void printed.push(more.length === 0 ? value : format(value, ...more));
const folder = temporaryFolder("loaded-code-");
const loaded = join(folder, "masks.js");
writeFileSync(loaded, "1");
const code = new LoadedCode(folder, () => [loaded, join(projectRoot, "package.json")]);
const executor = readableExecutor(createExecutor, code)(projectRoot, converters, { log: print, error: print });
after(() => executor.close());

/** What the cells print, one after another in one kernel. */
async function run(...cells: string[]): Promise<unknown[]> {
  executor.reset();
  printed = [];
  for (const cell of cells) await executor.execute(cell);
  return printed;
}

test("an error of the library is its sentence and the line of the cell", async () => {
  const small = "placeRectangleMask([1, 32, 32, 3], { top: 0, left: 0, height: 8, width: 8 });";
  const large = "placeRectangleMask([1, 32, 32, 3], { top: 0, left: 0,\n  height: 80, width: 8 });";
  const sentence =
    "Expected a hole inside 32×32 pixels, but received top 0, left 0, height 80, width 8. Move or shrink it.";
  const line = "const second: any = placeRectangleMask([1, 32, 32, 3], { top: 0, left: 0,";
  assert.deepEqual(
    await run(names, `// a remark\n\ninterface Unused { a: 1 }\nconst first = ${small}\nconst second: any = ${large}`),
    [`${sentence}\n\nline 5: ${line}`],
  );
  assert.deepEqual(
    await run(
      names,
      `await null;\n\nconst draw = placeRectangleMask;\n[1].map(() => draw([1, 32, 32, 3], { top: 0, left: 0, height: 80, width: 8 }));`,
    ),
    [`${sentence}\n\nline 4: [1].map(() => draw([1, 32, 32, 3], { top: 0, left: 0, height: 80, width: 8 }));`],
  );
});

test("an error that nobody meant to throw, and one of the cell's own, keep their stack", async () => {
  for (const cell of ["fault();", 'throw new Error("Expected mine");', "JSON.parse('{');"]) {
    const [error] = await run(names, cell);
    assert.ok(error instanceof Error, cell);
    assert.match(error.stack ?? "", /\n\s+at /, cell);
  }
});

test("names that are not known yet are one line and one hint", async () => {
  const lines = await run("const a = first + second + first; third(a); const b = second;");
  assert.equal(lines.length, 1);
  assert.match(
    textOf(lines[0]),
    /^Cannot find the names 'first', 'second', 'third'\.\n.*Run > Run All Above Selected Cell\.$/,
  );
  const [one] = await run("first;");
  assert.match(textOf(one), /^Cannot find name 'first'\.\n.*Run > Run All Above/);
  const near = await run("const second = 1;", "secnd;\nMath.foo();");
  assert.match(textOf(near[0]), /^Cannot find name 'secnd'\. Did you mean 'second'\?\n.*Run All Above/);
  assert.match(textOf(near[1]), /^Property 'foo' does not exist on type 'Math'\.$/);
});

test("a forgotten await is one hint, with the name that lacks it", async () => {
  const made = "const numbers = async (): Promise<number[]> => [1];\nconst list = numbers();";
  const hint = / is a Promise, a value that is still to come: write await before the call that makes it\.$/;
  const [first, second] = await run(made, "list.map((x) => x);\nlist.at(0);");
  assert.match(textOf(first), /^Property 'map' does not exist on type 'Promise<number\[\]>'\.\nlist is/);
  assert.match(textOf(first), hint);
  assert.doesNotMatch(textOf(second), hint);
  const there = /A Promise stands here in place of the value that is still to come: write await before the call\.$/;
  for (const cell of [
    "Math.abs(list);",
    "for (const one of list) one;",
    "const n: number[] = list;",
    "const [one] = list;",
  ])
    assert.match(textOf((await run(made, cell))[0]), there, cell);
  assert.doesNotMatch(textOf((await run("const later: Promise<number> = 3;"))[0]), /await/);
});

test("a cell that ends in a promise says what that is; any other value is shown", async () => {
  assert.deepEqual(await run("Promise.resolve(3)", "await Promise.resolve(3)"), [
    "This is a Promise, a value that is still to come: write await before the call.",
    3,
  ]);
});

test("a cell that was stopped says so, whether it waited or computed", async () => {
  const stopped = "Stopped. The names that this cell declares are not known; run it again to have them.";
  setTimeout(() => executor.interrupt(), 200);
  assert.deepEqual(await run("await new Promise(() => {});"), [stopped]);
  assert.deepEqual(await run("process.kill(process.pid, 'SIGINT'); for (;;) {}"), [stopped]);
});

test("a failed call that nobody waited for is a sentence too", (context) => {
  const error = context.mock.method(console, "error", () => undefined);
  makeCellsReadable({ createExecutor });
  let thrown: unknown;
  try {
    masks.placeRectangleMask([1, 4, 4, 1], { top: 0, left: 0, height: 5, width: 1 });
  } catch (caught) {
    thrown = caught;
  }
  console.error("UnhandledPromiseRejection:", thrown);
  console.error("UnhandledPromiseRejection:", 3);
  console.error("else", thrown);
  const calls = error.mock.calls.map(({ arguments: args }) => args as unknown[]);
  assert.match(
    textOf(calls[0][0]),
    /^Expected a hole inside 4×4.*Move or shrink it\.\n\nThe call .* write await before it\.$/,
  );
  assert.deepEqual(calls.slice(1), [
    ["UnhandledPromiseRejection:", 3],
    ["else", thrown],
  ]);
});

test("changed code is told once per change; the same contents written again are no change", async () => {
  const write = (text: string, second: number): void => {
    writeFileSync(loaded, text);
    utimesSync(loaded, second, second);
  };
  assert.deepEqual(await run("1"), [1]);
  write("1", 1);
  assert.deepEqual(await run("1"), [1]);
  write("2", 2);
  const news = "src/masks.ts has changed since this kernel started. To use the new code: Kernel > Restart Kernel.";
  assert.deepEqual(await run("1", "1"), [news, 1, 1]);
  write("3", 3);
  assert.deepEqual(await run("1"), [news, 1]);
  write("1", 4);
  assert.deepEqual(await run("1"), [1]);
});

test("several changed files are counted", () => {
  const files = ["a.js", "b.js", "c.js"].map((name) => join(folder, name));
  const change = (paths: string[], text: string): void => paths.forEach((path) => writeFileSync(path, text));
  change(files, "old");
  const several = new LoadedCode(folder, () => files);
  several.remember();
  change(files.slice(0, 2), "newer");
  assert.match(several.news() ?? "", /^src\/a\.ts and one more file have changed since/);
  change(files, "newest of all");
  assert.match(several.news() ?? "", /^src\/a\.ts and 2 more files have changed since/);
  assert.equal(new LoadedCode().news(), null);
  assert.ok(codeRoot.endsWith("src"));
});

/** A line with its place taken off: "1:11 - ". */
function textOf(value: unknown): string {
  return String(value).replace(/^\d+:\d+ - /, "");
}
