import { command } from "../../options/declare.mjs";
import { files } from "../../options/operands.mjs";
import { chosen } from "../../options/words.mjs";

/** The kinds of checks; all but the last are what `npm test` runs. */
export const checkKinds = /** @type {const} */ ([
  "types",
  "lint",
  "format",
  "unit",
  "chaos",
  "browser",
  "notebooks",
  "slow",
]);

/** @type {import("../../options/declare.mjs").Option<readonly (typeof checkKinds)[number][]>} */
const only = {
  value: "KIND,KIND",
  help: `only these kinds of checks: ${checkKinds.join(", ")} (default: all but slow)`,
  read: (text, name) => text.split(",").map((kind) => chosen(kind.trim(), name, checkKinds)),
};

export const test = command({
  summary:
    "Checks everything: types, lint, format, unit tests, work interrupted at random, notebooks in a browser, all notebooks in quick form.",
  operand: { files: files("test files to run instead, for example test/masks/square.test.ts") },
  options: { only },
});
