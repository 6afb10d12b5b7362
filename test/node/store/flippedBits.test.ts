// Every kind of record that is read back, with one random bit of it flipped: the outcome is a sentence that names a file of it and
// the way out, or the very same value; never another value, never a raw error. A further kind is a line in the table.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { before, test } from "node:test";
import "../../support/tensorflow";
import { randomStream } from "../../../src/random";
import { speedRowsSchema } from "../../../src/report/records";
import { seedTable } from "../../../src/studies/seedTable";
import { readBenchmark } from "../../../src/node/benchmarks/record";
import { readSeedFiles } from "../../../src/node/cli/classTable";
import { startEngine } from "../../../src/node/engine/startEngine";
import { readRunMetrics } from "../../../src/node/experiments/evaluateRun";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { filesBelow } from "../../../src/node/files/filesBelow";
import { projectRoot } from "../../../src/node/paths";
import { loadModel, readModelMetadata } from "../../../src/node/store/modelFiles";
import { commandOf } from "../../../src/node/store/madeBy";
import { countSavedParameters, readNetworkCard } from "../../../src/node/store/networkCard";
import { readJson, readRunConfig, runEnvironmentSchema } from "../../../src/node/store/runRecord";
import { readLog, readTiming } from "../../../src/node/store/runTables";
import { runStage } from "../../../src/node/store/stage";
import { readLadder } from "../../../src/node/studies/ladderRecord";
import { readStudyRecord } from "../../../src/node/studies/record";
import { seedFile } from "../../studies/seedFiles";
import { temporaryFolder } from "../../support/temporaryFolder";

interface Kind {
  /** Files and folders of the project, copied into an empty folder, or what writes the record there. */
  readonly from: readonly string[] | ((folder: string) => Promise<void>);
  /** What commands and notebooks read. */
  readonly read: (folder: string) => unknown;
}

const run = "runs/recorded/report-fixed-seed1";
const sums = "sha256sums.txt";

const kinds: { readonly [name: string]: Kind } = {
  "the tables and settings of a run": {
    from: ["config.json", "environment.json", "log.csv", "timing.csv", "metrics.json", sums].map(
      (file) => `${run}/${file}`,
    ),
    read: (folder) => [
      readRunConfig(folder),
      readJson(join(folder, "environment.json"), runEnvironmentSchema),
      readLog(folder),
      readTiming(folder),
      readRunMetrics(folder),
      commandOf(folder),
    ],
  },
  "a network": {
    from: [`${run}/model/model.json`, `${run}/model/weights.bin`],
    read: readNetwork,
  },
  "a benchmark": {
    from: ["rows.json", "environment.json", "tables.md", sums].map((file) => `runs/recorded/benchmark/${file}`),
    read: (folder) => [readBenchmark(folder), readJson(join(folder, "environment.json"), runEnvironmentSchema)],
  },
  "a study": {
    from: ["paint.json", sums].map((file) => `runs/recorded/audit/${file}`),
    read: (folder) => readStudyRecord(folder, "paint"),
  },
  "the repair ladder": {
    from: ["ladder.json", "environment.json", sums].map((file) => `runs/recorded/repair-ladder/${file}`),
    read: readLadder,
  },
  "the list of figures": {
    from: ["manifest.json", sums].map((file) => `figures/${file}`),
    read: readFigureManifest,
  },
  "a speed bench": {
    from: ["recorded.json", sums].map((file) => `bench/training/${file}`),
    read: (folder) => readJson(join(folder, "recorded.json"), speedRowsSchema, "npm run bench -- training"),
  },
  "a seed of the class experiment": {
    from: async (folder) => writeFileSync(join(folder, "seed-3.json"), (await seedFile("seed-3.json", 3, 18.5)).text),
    read: (folder) => seedTable(readSeedFiles(folder)),
  },
  "a stage's stamp and results": { from: async (folder) => void (await makeStage(folder)), read: makeStage },
};

async function readNetwork(folder: string): Promise<unknown> {
  const told = [readNetworkCard(folder), countSavedParameters(folder), readModelMetadata(folder)];
  const model = await loadModel(folder);
  const weights = model.getWeights().map((weight) => Array.from(weight.dataSync()));
  const layers = model.toJSON(null, false);
  model.dispose();
  return [...told, layers, weights];
}

/** Its results, made again where they are not as they were left. */
async function makeStage(folder: string): Promise<unknown> {
  const results = ["log.csv", "pages"].map((name) => join(folder, name));
  const work = async (): Promise<void> => {
    mkdirSync(join(folder, "pages"), { recursive: true });
    for (const file of ["log.csv", "pages/a.html"]) writeFileSync(join(folder, file), `${file} as it was made\n`);
  };
  await runStage({ name: "making", folder, key: "k".repeat(64), results, work });
  return ["log.csv", "pages/a.html", sums].map((file) => readFileSync(join(folder, file), "utf8"));
}

async function make({ from }: Kind, folder: string): Promise<void> {
  if (typeof from === "function") return from(folder);
  for (const file of from) cpSync(join(projectRoot, file), join(folder, basename(file)));
}

/** Hidden stamps included. */
function filesOf(folder: string): string[] {
  const stamps = filesBelow(join(folder, ".stages")).map((file) => `.stages/${file}`);
  return [...filesBelow(folder), ...stamps];
}

function checkSentence(message: string, files: readonly string[], place: string): void {
  assert.match(message, /^Expected [^\n]*\.$/, place);
  assert.ok(
    files.some((file) => message.includes(basename(file))),
    `${place}: ${message} names no file`,
  );
  assert.match(
    message,
    /Make it again: |Restore it: |restore the folder|make the figures again|Each student makes/,
    place,
  );
}

before(async () => {
  await startEngine({ quiet: true });
});

const flips = 300;

for (const [name, kind] of Object.entries(kinds)) {
  test(`${name}: no flipped bit is believed`, async (t) => {
    t.mock.method(console, "log", () => undefined);
    const folder = temporaryFolder("lab-flipped-");
    await make(kind, folder);
    const whole = JSON.stringify(await kind.read(folder));
    const files = filesOf(folder);
    const random = randomStream(1, `flipped bits of ${name}`);
    let refused = 0;
    for (let flip = 0; flip < flips; flip++) {
      const file = files[flip % files.length];
      const sound = readFileSync(join(folder, file));
      const bit = random.integer(0, 8 * sound.length - 1);
      const place = `bit ${bit} of ${file}`;
      const damaged = Buffer.from(sound);
      damaged[bit >> 3] ^= 1 << (bit & 7);
      writeFileSync(join(folder, file), damaged);
      try {
        const value = JSON.stringify(await kind.read(folder));
        assert.ok(value === whole, `${place}: another value`);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        refused++;
        checkSentence((error as Error).message, files, place);
      }
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), sound);
    }
    assert.ok(name.startsWith("a stage") || refused > flips / 3, `${refused} refused`);
  });
}
