// The linter's import table is itself tested: a row that never fires would let the rooms grow into each other.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
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

/** Every import between rooms of src/node, the lazy ones too, which the linter's rule passes over. */
function nodeArrows(): { readonly from: string; readonly to: string; readonly file: string }[] {
  const node = join(projectRoot, "src/node");
  const files = readdirSync(node, { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|mjs)$/.test(name));
  return files.flatMap((file) => {
    const text = readFileSync(join(node, file), "utf8");
    const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\(|\brequire\()\s*"(\.[^"]*)"/g)].map(([, name]) => name);
    const rooms = specifiers.map((name) => relative(node, resolve(node, dirname(file), name)).split(sep));
    const from = file.split(sep)[0];
    return rooms.filter(([room]) => room !== ".." && room !== from).map(([to]) => ({ from, to, file }));
  });
}

test("no import of src/node leads against its table, not even a lazy one", async () => {
  const { nodeTable } = (await import(pathToFileURL(join(projectRoot, "eslint.config.mjs")).href)) as {
    nodeTable: { [room: string]: string[] };
  };
  const arrows = nodeArrows().filter(({ from }) => from in nodeTable);
  assert.ok(arrows.length > 200, `${arrows.length} imports found`);
  const against = arrows.filter(({ from, to }) => !["paths", "runProgram", ...nodeTable[from]].includes(to));
  assert.deepEqual(against, []);
});

test("the rooms of src/node are those of its table, and no arrow leads back", async () => {
  const { nodeTable } = (await import(pathToFileURL(join(projectRoot, "eslint.config.mjs")).href)) as {
    nodeTable: { [room: string]: string[] };
  };
  const entries = readdirSync(join(projectRoot, "src/node"), { withFileTypes: true });
  const rooms = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  assert.deepEqual(rooms.sort(), Object.keys(nodeTable).sort());
  // Each room only imports rooms that stand before it: the table is itself the order.
  Object.entries(nodeTable).forEach(([room, allowed], at) => {
    const before = Object.keys(nodeTable).slice(0, at);
    for (const other of allowed) assert.ok(before.includes(other), `${room} -> ${other}`);
  });
});

test("what the table forbids is reported", async () => {
  const cases: [string, string][] = [
    ["src/masks/x.ts", 'import { a } from "../training/trainModel";'],
    ["src/masks/x.ts", 'import { a } from "../node/paths";'],
    ["src/masks/x.ts", 'import { a } from "node:fs";'],
    ["src/masks/x.ts", 'import fs from "fs";'],
    ["src/masks/x.ts", 'import * as tf from "@tensorflow/tfjs-node";'],
    ["src/masks/x.ts", 'import * as tf from "../tensorflow";'],
    ["src/classical/x.ts", 'import { toTensor } from "../tensors";'],
    ["src/layers/x.ts", 'import * as tf from "@tensorflow/tfjs-core";'],
    ["src/layers/x.ts", 'import * as tf from "@tensorflow/tfjs";'],
    ["src/figures/x.ts", 'import * as tf from "../tensorflow";'],
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
    ["src/postprocess/x.ts", 'import type { A } from "../methods/inpaintingMethod";'],
    ["src/postprocess/x.ts", 'import { a } from "../masks/morphology";'],
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
    ["src/images/x.ts", 'import { a } from "../random";'],
    ["src/index.ts", 'export { a } from "./node/paths";'],
    ["src/classicalIndex.ts", 'export { a } from "./models";'],
    // Arrows back inside src/node.
    ["src/node/files/x.ts", 'import { a } from "../engine/startEngine";'],
    ["src/node/workers/x.ts", 'import { a } from "../benchmarks/record";'],
    ["src/node/site/x.ts", 'import { a } from "../typeset/buildReport";'],
    ["src/node/figures/x.ts", 'import type { A } from "../store/runRecord";'],
    ["src/node/tracedGraph/x.ts", 'import { a } from "../engine/predict";'],
    ["src/node/engine/x.ts", 'import { a } from "../store/modelFiles";'],
    ["src/node/store/x.ts", 'import { a } from "../cli/typed";'],
    ["src/node/store/x.ts", 'import { a } from "../jupyter/interrupt";'],
    ["src/node/methods/x.ts", 'import { a } from "../experiments/origin";'],
    ["src/node/experiments/x.ts", 'import { a } from "../studies/record";'],
    ["src/node/benchmarks/x.ts", 'import { a } from "../cli/measure";'],
    ["src/node/studies/x.ts", 'import { a } from "../jupyter/lesson";'],
    ["src/node/jupyter/x.ts", 'import { a } from "../cli/train";'],
    ["src/node/jupyter/x.ts", 'import { a } from "..";'],
    ["src/node/inpaint/x.ts", 'import { a } from "../jupyter/display";'],
    ["src/node/typeset/x.ts", 'import { a } from "../cli/report";'],
    ["src/node/setup/x.ts", 'import { a } from "../cli/prefetch";'],
    ["src/node/cli/x.ts", 'import { a } from "../index";'],
    ["src/node/paths.ts", 'import { a } from "./files/safeWrite";'],
    ["src/node/index.ts", 'export { a } from "./cli/typed";'],
  ];
  for (const [file, code] of cases) assert.equal((await messagesFor(file, code)).length, 1, `${file}: ${code}`);
});

test("what the table allows is not", async () => {
  const cases: [string, string][] = [
    ["src/masks/x.ts", 'import { a } from "../images/batch";\nimport { b } from "./square";'],
    ["src/layers/x.ts", 'import * as tf from "../tensorflow";\nimport { toTensor } from "../tensors";'],
    ["src/figures/x.ts", 'import type * as tf from "../tensorflow";'],
    ["src/training/x.ts", 'import { a } from "../losses/binaryCrossentropy";\nimport { b } from "../layers/stepSeed";'],
    ["src/experiments/x.ts", 'import { a } from "./reportFixed";\nimport { b } from "../training/steps/supervised";'],
    [
      "src/experiments/x.ts",
      'import { a } from "../models";\nimport { b } from "../losses";\nimport { c } from "../masks/plan";',
    ],
    ["src/methods/x.ts", 'import { a } from "../classical";\nimport { b } from "../training/predict";'],
    ["src/methods/x.ts", 'import type { A } from "../postprocess/postprocess";'],
    ["src/postprocess/x.ts", 'import { a } from "../classical/regions";\nimport { b } from "../images/holes";'],
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
    ["src/node/cli/x.ts", 'import { a } from "../jupyter/interrupt";\nimport { b } from "../../masks";'],
    ["src/node/store/x.ts", 'import { a } from "../files/safeWrite";\nimport { b } from "../paths";'],
    ["src/node/setup/x.ts", 'import { a } from "../runProgram";\nimport { b } from "./target";'],
    ["src/node/index.ts", 'export { a } from "./jupyter/display";'],
  ];
  for (const [file, code] of cases) assert.deepEqual(await messagesFor(file, code), [], `${file}: ${code}`);
});
