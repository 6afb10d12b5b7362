import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { codeRoot, projectRoot } from "../../../src/node/paths";
import { importedFiles, moduleName } from "../../../src/node/store/moduleImports";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("lab-imports-");
mkdirSync(join(folder, "room"));
for (const name of ["a", "b", "c", "index", "room/index", "room/e"]) writeFileSync(join(folder, `${name}.ts`), "");
writeFileSync(join(folder, "old.js"), "");
writeFileSync(join(folder, "declared.mjs"), "");

/** The modules that a file with this text imports. */
function importsOf(text: string): string[] {
  const file = join(folder, "file.ts");
  writeFileSync(file, text);
  return importedFiles(file)
    .map((imported) => moduleName(folder, imported))
    .sort();
}

test("all forms in which a file imports another one at run time", () => {
  const forms: [string, string[]][] = [
    ['import { x } from "./a";', ["a"]],
    ["import x from './a';", ["a"]],
    ['import x, { type Y, z } from "./a";', ["a"]],
    ['import * as all from "./a";', ["a"]],
    ['import {\n  x,\n  type Y,\n} from "./a";', ["a"]],
    ['import { typeOf } from "./a";', ["a"]],
    ['import "./a";\nimport "./b";', ["a", "b"]],
    ['export * from "./a";\nexport { x as y } from "./b";\nexport * as c from "./c";', ["a", "b", "c"]],
    ['const worker = { path: require.resolve("./a") };', ["a"]],
    ['const { x } = await import("./a");', ["a"]],
    ['const { x } = await import("./a.js");', ["a"]],
    ['const { x } = await import("./declared.mjs");', ["declared"]],
    ['const x = load ? require("./a") : null;', ["a"]],
    ['__exportStar(require("./a"), exports);', ["a"]],
    ['const a_1 = require("./a"), b_1 = require("./b");', ["a", "b"]],
    ['/* first */ import { x } from "./a";', ["a"]],
    ['import { e } from "./room/e";', ["room/e"]],
    ['import { e } from "./room";', ["room/index"]],
    ['import { e } from ".";', ["index"]],
    ['import { x } from "./old";', ["old"]],
  ];
  for (const [text, modules] of forms) assert.deepEqual(importsOf(text), modules, text);
});

test("types, packages and comments are not imports", () => {
  const texts = [
    'import type { X } from "./a";',
    'import type X from "./a";',
    'import type * as X from "./a";',
    'import { type X, type Y } from "./a";',
    'export type { X } from "./a";',
    'export type * from "./a";',
    'type Lab = typeof import("./a");',
    'import { join } from "node:path";\nimport * as v from "valibot";',
    '// import { x } from "./a";\n/** `require.resolve("./a")` finds it. */\n/*\n * require("./a")\n */',
    'export function f(): string {\n  return "from";\n}\nexport const y = "./a";',
  ];
  for (const text of texts) assert.deepEqual(importsOf(text), [], text);
});

test("an import of a file that is not there is an error", () => {
  assert.throws(
    () => importsOf('import { x } from "./gone";'),
    /^Error: Expected "\.\/gone" in .*file\.ts to name a module, but there is no such file\. Mend the import, or compile/,
  );
});

test("every source has the imports that the compiler leaves in it", () => {
  const compiled = join(projectRoot, "dist");
  const names = (readdirSync(codeRoot, { recursive: true }) as string[]).filter((name) => name.endsWith(".ts"));
  assert.ok(names.length > 300);
  for (const name of names) {
    const ofSource = importedFiles(join(codeRoot, name)).map((file) => moduleName(codeRoot, file));
    const ofCompiled = importedFiles(join(compiled, name.replace(/\.ts$/, ".js"))).map((file) =>
      moduleName(compiled, file),
    );
    assert.deepEqual(ofSource.sort(), ofCompiled.sort(), name);
  }
});
