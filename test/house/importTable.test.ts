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
    ["src/training/x.ts", 'import { a } from "../experiments/plan";'],
    ["src/training/x.ts", 'import { a } from "../methods/network";'],
    ["src/experiments/x.ts", 'import { a } from "../node/paths";'],
    ["src/experiments/x.ts", 'import { a } from "node:fs";'],
    ["src/experiments/x.ts", 'import { a } from "../methods";'],
    ["src/experiments/x.ts", 'import { a } from "../benchmarks/benchmark";'],
    ["src/experiments/x.ts", 'import type { A } from "../studies/study";'],
    ["src/methods/x.ts", 'import { a } from "../node/engine/predict";'],
    ["src/methods/x.ts", 'import * as tf from "@tensorflow/tfjs-node";'],
    ["src/methods/x.ts", 'import { a } from "../benchmarks/benchmark";'],
    ["src/methods/x.ts", 'import { a } from "../experiments";'],
    ["src/methods/x.ts", 'import { a } from "../metrics/hole";'],
    ["src/benchmarks/x.ts", 'import { a } from "../classical/mean";'],
    ["src/benchmarks/x.ts", 'import { a } from "../node/benchmarks/record";'],
    ["src/benchmarks/x.ts", 'import { a } from "../studies/holes";'],
    ["src/benchmarks/x.ts", 'import { a } from "../figures/benchmarkChart";'],
    ["src/benchmarks/x.ts", 'import { a } from "../experiments/plan";'],
    ["src/studies/x.ts", 'import { a } from "../node/studies/record";'],
    ["src/studies/x.ts", 'import sharp from "sharp";'],
    ["src/studies/x.ts", 'import { a } from "../training/trainModel";'],
    ["src/studies/x.ts", 'import { a } from "../classical/harmonic";'],
    ["src/studies/x.ts", 'import { a } from "../report/records";'],
    ["src/figures/x.ts", 'import { a } from "../studies/paint";'],
    ["src/figures/x.ts", 'import type { A } from "../studies/paint";'],
    ["src/figures/x.ts", 'import { a } from "../benchmarks/benchmarkTable";'],
    ["src/report/x.ts", 'import { a } from "../studies/records";'],
    ["src/report/x.ts", 'import type { A } from "../experiments/plan";'],
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
    ["src/experiments/x.ts", 'import { a } from "./reportFixed";\nimport { b } from "../training/steps/supervised";'],
    [
      "src/experiments/x.ts",
      'import { a } from "../models";\nimport { b } from "../losses";\nimport { c } from "../masks/plan";',
    ],
    ["src/methods/x.ts", 'import { a } from "../classical";\nimport { b } from "../training/predict";'],
    [
      "src/benchmarks/x.ts",
      'import type { A } from "../methods/inpaintingMethod";\nimport { b } from "../metrics/errorFigures";',
    ],
    [
      "src/studies/x.ts",
      'import { a } from "../benchmarks/benchmarkMasks";\nimport { b } from "../figures/rangeChart";',
    ],
    [
      "src/studies/x.ts",
      'import type { A } from "../experiments/repairLadder";\nimport type { B } from "../methods/network";',
    ],
    ["src/report/x.ts", 'import type { A } from "../studies/records";'],
    ["src/training/steps/x.ts", 'import { a } from "../adam";\nimport { b } from "../../layers/stepSeed";'],
    ["src/figures/x.ts", 'import type { A } from "../training/trainModel";\nimport type { Plot } from "nodeplotlib";'],
    [
      "src/node/experiments/x.ts",
      'import { readFileSync } from "node:fs";\nimport { a } from "../../training/trainModel";',
    ],
    ["src/index.ts", 'export { a } from "./masks/square";'],
  ];
  for (const [file, code] of cases) assert.deepEqual(await messagesFor(file, code), [], `${file}: ${code}`);
});
