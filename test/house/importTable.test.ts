// The linter's import table is itself tested: a row that never fires would let the rooms grow into each other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ESLint } from "eslint";
import { projectRoot } from "../../src/node/paths";

/** The import rule's messages for this code, as if it stood in that file. */
async function messagesFor(file: string, code: string): Promise<string[]> {
  const eslint = new ESLint({
    cwd: projectRoot,
    overrideConfig: [{ files: ["**/*.ts"], languageOptions: { parserOptions: { projectService: false } }, rules: {} }],
    ruleFilter: ({ ruleId }) => ruleId === "@typescript-eslint/no-restricted-imports",
  });
  const [{ messages }] = await eslint.lintText(code, { filePath: file });
  return messages.map(({ message }) => message);
}

test("what the table forbids is reported", async () => {
  const cases: [string, string][] = [
    ["src/masks/x.ts", 'import { a } from "../training/trainModel";'],
    ["src/masks/x.ts", 'import { a } from "../node/paths";'],
    ["src/masks/x.ts", 'import { a } from "node:fs";'],
    ["src/masks/x.ts", 'import fs from "fs";'],
    ["src/masks/x.ts", 'import * as tf from "@tensorflow/tfjs-node";'],
    ["src/masks/x.ts", 'import sharp from "sharp";'],
    ["src/losses/x.ts", 'import { a } from "../models/a";'],
    ["src/layers/x.ts", 'import { a } from "../training/step";'],
    ["src/models/x.ts", 'import { a } from "../losses/a";'],
    ["src/benchmarks/x.ts", 'import { a } from "../classical/mean";'],
    ["src/figures/x.ts", 'import { a } from "../training/trainModel";'],
    ["src/figures/x.ts", 'import { plot } from "nodeplotlib";'],
    ["src/training/steps/x.ts", 'import { a } from "../../figures/figure";'],
    ["src/training/steps/x.ts", 'import { a } from "../../node/paths";'],
    ["src/training/steps/x.ts", 'import { a } from "node:fs";'],
    ["src/images.ts", 'import { a } from "./random";'],
    ["src/index.ts", 'export { a } from "./node/paths";'],
  ];
  for (const [file, code] of cases) assert.equal((await messagesFor(file, code)).length, 1, `${file}: ${code}`);
});

test("what the table allows is not", async () => {
  const cases: [string, string][] = [
    [
      "src/masks/x.ts",
      'import { a } from "../images";\nimport { b } from "./square";\nimport * as tf from "@tensorflow/tfjs";',
    ],
    ["src/training/x.ts", 'import { a } from "../losses/binaryCrossentropy";\nimport { b } from "../layers/stepSeed";'],
    ["src/training/steps/x.ts", 'import { a } from "../adam";\nimport { b } from "../../layers/stepSeed";'],
    ["src/figures/x.ts", 'import type { A } from "../training/trainModel";\nimport type { Plot } from "nodeplotlib";'],
    ["src/node/runs/x.ts", 'import { readFileSync } from "node:fs";\nimport { a } from "../../training/trainModel";'],
    ["src/index.ts", 'export { a } from "./masks/square";'],
  ];
  for (const [file, code] of cases) assert.deepEqual(await messagesFor(file, code), [], `${file}: ${code}`);
});
