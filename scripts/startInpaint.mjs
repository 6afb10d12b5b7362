// Loads the compiled command inpaint. In a clone it is there once any npm command of the project has run.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { codeOfSignal, endSignals } from "./signals.mjs";

/** @param {string[]} args @param {string} [root] the project's folder */
export async function startInpaint(args, root = fileURLToPath(new URL("..", import.meta.url))) {
  const compiled = join(root, "dist/node/inpaint/runInpaint.js");
  if (!existsSync(compiled)) {
    console.error(
      `Expected the compiled command at ${compiled}, but received nothing. Run npm run build in ${root} once.`,
    );
    process.exit(1);
  }
  if (existsSync(join(root, "src")) && !args.includes("--quiet")) {
    const { compileStage } = await import("./stages/compile.mjs");
    if (!compileStage.isCurrent({ root, cache: join(root, ".cache") })) {
      console.error("src/ has changed since the command was compiled: npm run build compiles it.");
    }
  }
  for (const signal of endSignals) process.once(signal, () => process.exit(codeOfSignal(signal)));
  process.exit(await createRequire(import.meta.url)(compiled).runInpaint(args));
}
