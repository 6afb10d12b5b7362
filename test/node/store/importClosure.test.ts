import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawSquareMasks } from "../../../src/masks/square";
import { codeRoot } from "../../../src/node/paths";
import { closureOf, importClosure } from "../../../src/node/store/importClosure";
import { codeHash } from "../../support/codeHash";
import { temporaryFolder } from "../../support/temporaryFolder";

/** What a training of the report's network uses. */
const trainingEntries = [
  "training/trainModel",
  "models/reportAutoencoder",
  "losses/binaryCrossentropy",
  "masks/square",
  "node/tracedGraph/compile",
  "node/engine/holdBytes",
];

/** A copy of the sources, to change. */
function copySources(): string {
  const root = temporaryFolder("lab-closure-");
  cpSync(codeRoot, root, { recursive: true });
  return root;
}

/** The key of each module of these rooms that is no table. */
function keysOf(root: string, rooms: readonly string[]): Map<string, string> {
  const modules = rooms.flatMap((room) =>
    (readdirSync(join(root, room)) as string[])
      .filter((name) => name.endsWith(".ts") && name !== "index.ts")
      .map((name) => `${room}/${name.slice(0, -".ts".length)}`),
  );
  return new Map(modules.map((module) => [module, codeHash([module], root)]));
}

/** The modules whose key is another one in `after`. */
function changedKeys(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...before.keys()].filter((module) => after.get(module) !== before.get(module)).sort();
}

function writeModules(root: string, files: { readonly [path: string]: string }): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test("imports are followed to their end, through circles and workers; types and tables are not", () => {
  const root = temporaryFolder("lab-closure-");
  writeModules(root, {
    "training/train.ts": 'import { step } from "./step";\nimport type { Figure } from "../figures/chart";',
    "training/step.ts":
      'import { train } from "./train";\nimport { losses } from "../losses";\nexport * from "../images";',
    "images.ts": 'export const worker = require.resolve("./node/worker");',
    "node/worker.ts": 'require("../random");',
    "random.ts": "",
    "figures/chart.ts": "",
    "losses/index.ts": 'import { squared } from "./squared";\nexport const losses = { squared };',
    "losses/squared.ts": 'import "../random";',
  });
  const closure = ["images.ts", "node/worker.ts", "random.ts", "training/step.ts", "training/train.ts"];
  assert.deepEqual(closureOf(root, ["training/train"]), closure);
  assert.deepEqual(closureOf(root, ["training/train", "losses/squared"]), [
    "images.ts",
    "losses/squared.ts",
    ...closure.slice(1),
  ]);
});

test("values stand for the modules that define them", () => {
  assert.deepEqual(importClosure([drawSquareMasks]), [
    "images/batch.ts",
    "masks/canvas.ts",
    "masks/drawing.ts",
    "masks/square.ts",
  ]);
  assert.deepEqual(importClosure([drawSquareMasks]), closureOf(codeRoot, ["masks/square"]));
});

test("an entry that is a table or not there is an error", () => {
  for (const entry of ["masks", "masks/index"]) {
    assert.throws(() => closureOf(codeRoot, [entry]), /Expected modules that define .* but received the table "masks/);
  }
  assert.throws(
    () => closureOf(codeRoot, ["masks/gone"]),
    /Expected modules that define .* but received "masks\/gone", which is not in .* from the code root and without ending/,
  );
});

test("changing the held-out split changes the keys of what imports it, and no other", () => {
  const root = copySources();
  const rooms = ["datasets", "masks", "training", "node/experiments", "node/studies", "probes"];
  writeModules(root, {
    "probes/direct.ts": 'import { splitHeldOut } from "../datasets/split";\nexport const direct = splitHeldOut;',
    "probes/indirect.ts": 'import { direct } from "./direct";\nexport const indirect = direct;',
    "probes/typesOnly.ts": 'import type { Split } from "../datasets/split";\nexport type Mine = Split;',
  });
  const before = keysOf(root, rooms);
  const training = codeHash(trainingEntries, root);
  const importers = [...before.keys()]
    .filter((module) => closureOf(root, [module]).includes("datasets/split.ts"))
    .sort();
  appendFileSync(join(root, "datasets/split.ts"), "export const another = 1;\n");
  const changed = changedKeys(before, keysOf(root, rooms));
  assert.deepEqual(changed, importers);
  for (const module of ["datasets/split", "probes/direct", "probes/indirect"])
    assert.ok(changed.includes(module), module);
  for (const module of ["probes/typesOnly", "masks/square", "training/trainModel"])
    assert.ok(!changed.includes(module), module);
  assert.equal(codeHash(trainingEntries, root), training);
});

test("changing a chart trains nothing again, changing the network does", () => {
  const root = copySources();
  const training = codeHash(trainingEntries, root);
  const chart = codeHash(["figures/lossCurve"], root);
  for (const file of ["figures/lossCurve.ts", "studies/positionsMap.ts"]) {
    appendFileSync(join(root, file), 'export const colour = "#123456";\n');
  }
  assert.equal(codeHash(trainingEntries, root), training);
  assert.notEqual(codeHash(["figures/lossCurve"], root), chart);
  appendFileSync(join(root, "models/reportAutoencoder.ts"), "export const filters = 1;\n");
  assert.notEqual(codeHash(trainingEntries, root), training);
});

test("a new line in a table changes no key", () => {
  const root = copySources();
  const rooms = ["masks", "classical", "benchmarks", "training", "node/experiments", "node/studies", "node/workers"];
  const before = keysOf(root, rooms);
  writeModules(root, { "masks/another.ts": "export const drawAnother = 1;\n" });
  for (const table of ["masks/index.ts", "classical/index.ts", "index.ts"]) {
    appendFileSync(join(root, table), "export const another = 1;\n");
  }
  assert.deepEqual(changedKeys(before, keysOf(root, rooms)), []);
});
