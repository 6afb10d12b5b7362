// Notebooks see our types through tslab's own TypeScript 5.0.4, older than the one that writes the declarations. Here that
// compiler reads all that the catalogues lead to with skipLibCheck off; what it says about other packages' files does not count.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { test } from "node:test";
import type typescript from "typescript";
import { projectRoot } from "../../src/node/paths";

const load = createRequire(__filename);
const ts = load("@tslab/typescript-for-tslab") as typeof typescript & { ModuleResolutionKind: { Node10: number } };

/** The diagnostics that lie in our declaration files, as "file: text". */
function complaints(files: readonly string[], ours: string): string[] {
  const program = ts.createProgram(files, {
    noEmit: true,
    skipLibCheck: false,
    esModuleInterop: true,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
  });
  // Asked file by file, the compiler does not check those of other packages.
  return program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(ours.split(sep).join("/")))
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .map(
      ({ file, messageText }) =>
        `${relative(ours, file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
}

test("our declarations check under tslab's TypeScript 5.0.4", () => {
  assert.equal(ts.version, "5.0.4");
  const dist = join(projectRoot, "dist");
  assert.ok(existsSync(dist), "run npm run setup first");
  const names = ["index.d.ts", "classicalIndex.d.ts", "node/index.d.ts"];
  assert.deepEqual(
    complaints(
      names.map((name) => join(dist, name)),
      dist,
    ),
    [],
  );
});
