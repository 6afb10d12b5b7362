// What Tab and Shift-Tab are answered: by tslab's own handler with the help, without Jupyter's sockets.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as ts from "typescript";
import { createConverter } from "tslab/dist/converter";
import { createExecutor } from "tslab/dist/executor";
import { JupyterHandlerImpl } from "tslab/dist/jupyter";
import { helpHandlers } from "../../scripts/kernelHelp.cjs";

class Helped extends JupyterHandlerImpl {}
helpHandlers(Helped, ts);

const node = createConverter({ isJS: false, isBrowser: false });
const executor = createExecutor(process.cwd(), { node, browser: node, close: () => node.close() }, console);
const handler = new Helped(executor, false);

/** The request for the place of the bar in the code. */
function request(marked: string): { code: string; cursor_pos: number; detail_level: 0 } {
  return { code: marked.replace("|", ""), cursor_pos: marked.indexOf("|"), detail_level: 0 };
}
after(() => executor.close());

const offered = (marked: string): string[] => handler.handleComplete(request(marked)).matches;
const said = (marked: string): string => String(handler.handleInspect(request(marked)).data["text/plain"] ?? "");

test("an import that is not finished offers the project's names", () => {
  for (const marked of [
    "import { placeRect|",
    "import { placeRect| }",
    "import {\n  check,\n  placeRect|",
    "const a = 1;\nimport { check, placeRect|\nconst b = { c: 2 };",
    'import { placeRect| } from "inpainting-lab";',
    'import { placeRect|,\n  check } from "inpainting-lab";',
  ]) {
    assert.ok(offered(marked).includes("placeRectangleMask"), marked);
    const { cursor_start, cursor_end } = handler.handleComplete(request(marked));
    assert.equal(request(marked).code.slice(cursor_start, cursor_end), "placeRect", marked);
  }
  assert.ok(offered("import type { ImageBa|").includes("ImageBatch"));
  assert.ok(offered("import { | ").length > 300);
});

test("other imports and other places stay tslab's", () => {
  assert.ok(offered('import { readFileS| } from "node:fs";').includes("readFileSync"));
  assert.ok(offered("Math.ma|").includes("max"));
});

test("between the quotes of an import stand the names of modules", () => {
  assert.deepEqual(offered('import { check } from "inp|'), [
    "inpainting-lab",
    "inpainting-lab/classical",
    "inpainting-lab/portable",
  ]);
  assert.deepEqual(offered('import { join } from "node:pa|"'), ["node:path", "node:path/posix", "node:path/win32"]);
  assert.ok(offered('await import("node:cr|')?.includes("node:crypto"));
  const { cursor_start, cursor_end } = handler.handleComplete(request('import { check } from "inp|"'));
  assert.deepEqual([cursor_start, cursor_end], [23, 26]);
});

const declared = `/** As many as you like. */
function apples(count: number, options?: { ripe?: boolean }): string { return ""; }
function pears(text: string): void {}
`;

test("within a call's brackets stand the called function's signature and words", () => {
  for (const call of ["apples(|", "apples(|)", "apples(3, |)", "apples(3, { | })", "apples(3, { |", "apples( |\n"]) {
    const text = said(declared + call);
    assert.match(text, /apples\(count: number, options\?: \{/, call);
    assert.match(text, /As many as you like\./, call);
  }
  assert.match(said(`${declared}pears(apples(3)|)`), /pears\(text: string\): void/);
  assert.match(said(`${declared}pears(apples(|))`), /apples\(/);
  assert.match(said("Math.max(1, |"), /max\(\.\.\.values: number\[\]\): number/);
  assert.match(said("new Map(|)"), /Map/);
});

test("a name of the project is explained before it is imported; other names are not", () => {
  for (const marked of ["placeRect|angleMask", "const mask = placeRectangleMask([1, 32, 32, 1], |"])
    assert.match(said(marked), /placeRectangleMask\(shape: BatchShape, hole: Rectangle\): ImageBatch/, marked);
  assert.equal(said("noSuchName|"), "any");
});

test("a name in a call is explained itself; outside of calls nothing is made up", () => {
  assert.match(said(`${declared}const size = 3;\napples(si|ze)`), /const size: 3/);
  assert.equal(said(`${declared}apples(3); |`), "");
  assert.equal(said("const a = 3|;"), "");
  assert.equal(said("|"), "");
});
