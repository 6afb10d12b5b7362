// A test's own program, to be started as a process of its own on the compiled code: it starts in half the time that tsx needs for
// the sources.
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { transformSync } from "esbuild";
import { projectRoot } from "../../src/node/paths";
import { temporaryFolder } from "./temporaryFolder";

/**
 * Where the program lies, for `node`; its imports of sources, three folders up, are those of dist/. `beside`: other files of its
 * folder that it imports.
 */
export function compiledProgram(source: string, beside: readonly string[] = []): string {
  const folder = temporaryFolder("lab-program-");
  const compile = (file: string): string => {
    const program = join(folder, `${basename(file, ".ts")}.js`);
    const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "cjs" });
    writeFileSync(program, code.replaceAll("../../../src/", `${join(projectRoot, "dist")}/`));
    return program;
  };
  beside.forEach(compile);
  return compile(source);
}
