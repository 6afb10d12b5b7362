// Stage 5, only with a prefetched folder: its data is copied into data/, where the project looks for it, so that the stick
// can be pulled out afterwards. What lies in data/ already is left alone.
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** @param {import("../main.mjs").Context} context @returns {{ from: string, to: string }[]} */
function missing({ root, prefetched }) {
  const source = prefetched ? join(prefetched.folder, "data") : "";
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((name) => ({ from: join(source, name), to: join(root, "data", name) }))
    .filter(({ from, to }) => statSync(from, { throwIfNoEntry: false })?.isFile() && !existsSync(to));
}

/** What a killed set-up left half copied. @param {import("../main.mjs").Context} context */
function halfCopies({ root, prefetched }) {
  const source = prefetched ? join(prefetched.folder, "data") : "";
  if (!existsSync(source)) return [];
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .map((name) => join(root, "data", `${name}.copy`))
    .filter((path) => existsSync(path));
}

/** @type {import("../main.mjs").Stage} */
export const dataStage = {
  name: "data",
  isCurrent: (context) => missing(context).length === 0 && halfCopies(context).length === 0,
  run: async (context) => {
    for (const path of halfCopies(context)) rmSync(path, { force: true });
    for (const { from, to } of missing(context)) {
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(from, `${to}.copy`, constants.COPYFILE_FICLONE);
      renameSync(`${to}.copy`, to);
    }
  },
};
