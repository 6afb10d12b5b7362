// Stage 2, compile: src -> dist by the TypeScript compiler. Outputs whose source is gone are removed first,
// so that nothing imports a file that a fresh clone would not have.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "../errors.mjs";
import { runLogged } from "../process.mjs";
import { hashOf, stampHolds, writeStamp } from "../stamp.mjs";

/** @param {string} root */
const stampFile = (root) => join(root, "dist/.lab-stamp");
/** @param {string} root */
const keyOf = (root) =>
  hashOf({ paths: ["src", "tsconfig.json", "package.json", "package-lock.json"].map((name) => join(root, name)) });

/** @type {import("../main.mjs").Stage} */
export const compileStage = {
  name: "compiled code",
  isCurrent: ({ root }) => stampHolds(stampFile(root), keyOf(root)),
  async run({ root, cache }) {
    const key = keyOf(root);
    const unfinished = join(root, "dist/.lab-unfinished");
    // The compiler writes only what has changed since its last run: after one that broke off, all of it.
    if (existsSync(unfinished)) rmSync(join(root, "dist/.tsbuildinfo"), { force: true });
    mkdirSync(join(root, "dist"), { recursive: true });
    writeFileSync(unfinished, "");
    removeOrphans(join(root, "dist"), join(root, "src"));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    if (!existsSync(compiler)) {
      throw new SetupError(
        `compiled code: expected the TypeScript compiler at ${compiler}, but received nothing. ` +
          "Delete node_modules and run the command again.",
      );
    }
    try {
      await runLogged(process.execPath, [compiler, "-p", root], {
        what: "compiled code",
        log: join(cache, "logs/tsc.log"),
        root,
      });
    } catch (error) {
      // A full disk is an error of the compiler too; that cause is said already.
      const ofTypes =
        error instanceof SetupError && /could not be installed\. Mend .*error TS\d+:/s.test(error.message);
      if (!ofTypes) throw error;
      throw new SetupError(
        error.message.replace(
          /^compiled code:.*/,
          "compiled code: src has type errors. Mend them and run the command again.",
        ),
      );
    }
    rmSync(unfinished);
    writeStamp(stampFile(root), key);
  },
};

/**
 * Removes what was compiled from a source that is gone.
 * @param {string} output
 * @param {string} source
 */
export function removeOrphans(output, source) {
  if (!existsSync(output)) return;
  for (const entry of readdirSync(output, { withFileTypes: true })) {
    const built = join(output, entry.name);
    const origin = join(source, entry.name);
    if (entry.isDirectory()) {
      if (existsSync(origin)) removeOrphans(built, origin);
      else rmSync(built, { recursive: true, force: true });
    } else if (
      /\.(d\.m?ts|m?js)$/.test(entry.name) &&
      !existsSync(origin.replace(/\.(d\.ts|js)$/, ".ts").replace(/\.d\.mts$/, ".mjs"))
    ) {
      rmSync(built, { force: true });
    }
  }
}
