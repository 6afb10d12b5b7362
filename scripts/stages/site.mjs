// Stage of npm run site: the generator and its theme, added to .venv from pins of their own, so that nobody installs them who
// builds no site.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runLogged } from "../process.mjs";
import { pythonEnvironment } from "../python.mjs";
import { hashOf, stampHolds, writeStamp } from "../stamp.mjs";
import { venvPython } from "./python.mjs";

/** @param {string} root */
const requirements = (root) => join(root, "src/node/site/requirements.txt");
/** @param {string} root */
const stampFile = (root) => join(root, ".venv/.site-stamp");
/** With the environment's own stamp: a new .venv has no generator. @param {string} root */
const keyOf = (root) => hashOf({ paths: [requirements(root), join(root, ".venv/.lab-stamp")] });

/** @type {import("../main.mjs").Stage} */
export const siteStage = {
  name: "site generator",
  isCurrent: ({ root }) => existsSync(join(root, ".venv/.lab-stamp")) && stampHolds(stampFile(root), keyOf(root)),
  async run({ root, cache }) {
    const install = [
      "-m",
      "pip",
      "install",
      "--no-user",
      "--no-input",
      "--progress-bar=off",
      "--only-binary=:all:",
      "--require-hashes",
    ];
    await runLogged(venvPython(root), [...install, "-r", requirements(root)], {
      what: "site generator",
      log: join(cache, "logs/site-pip.log"),
      root,
      env: pythonEnvironment(),
    });
    writeStamp(stampFile(root), keyOf(root));
  },
};
