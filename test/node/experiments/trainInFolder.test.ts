import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, mock, test } from "node:test";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import {
  isFinishedRun,
  trainInFolder,
  type TrainedPart,
  type TrainInFolderOptions,
} from "../../../src/node/experiments/trainInFolder";
import { checkpointPath, hasUnfinishedRun } from "../../../src/node/store/checkpoint";
import { describeEnvironment, readRunConfig } from "../../../src/node/store/runRecord";
import { readLog } from "../../../src/node/store/runTables";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallDataset } from "./smallExperiment";

let engine: Engine;
before(async () => {
  engine = await startEngine({ purpose: "training", quiet: true });
});

const config = planRun(reportFixed, smallDataset, { settings: { epochs: 2, batchSize: 50 } });

/** How the part ended, and what it printed. */
async function part(
  folder: string,
  more: Partial<TrainInFolderOptions> = {},
): Promise<{ ended: TrainedPart; said: string }> {
  const log = mock.method(console, "log", () => undefined);
  try {
    const ended = await trainInFolder({
      config,
      dataset: smallDataset,
      folder,
      environment: describeEnvironment(engine),
      resume: false,
      shouldStop: () => false,
      ...more,
    });
    return { ended, said: log.mock.calls.map(({ arguments: [text] }) => String(text)).join("\n") };
  } finally {
    log.mock.restore();
  }
}

test("parts that are ended by minutes go on from the checkpoint, and the last one ends the run", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  assert.deepEqual((await part(folder, { minutes: 0 })).ended, { outcome: "interrupted", epochs: 0 });
  assert.ok(hasUnfinishedRun(folder) && !isFinishedRun(folder));
  const { ended, said } = await part(folder, { resume: true });
  assert.deepEqual(ended, { outcome: "finished", epochs: 2 });
  assert.match(said, /Going on with the unfinished run in .*run\./);
  assert.ok(isFinishedRun(folder));
  assert.deepEqual(
    readLog(folder).map(({ epoch }) => epoch),
    [1, 2],
  );
});

test("a run does not go on with other settings, which are named, on another machine or with other code", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder, { minutes: 0 });
  const otherMachine = { ...describeEnvironment(engine), node: "0" };
  const way = "without --resume, or after deleting .*run/checkpoint\\.safetensors\\.";
  await assert.rejects(
    part(folder, { resume: true, environment: otherMachine }),
    RegExp(`Expected to go on with the run in .*run as it began, but the machine or code .* Start .*, ${way}`),
  );
  const other = { ...config, patience: 1, fingerprint: "other" };
  await assert.rejects(
    part(folder, { resume: true, config: other }),
    RegExp(
      "Expected to continue the run in .*run as it was planned, but received other settings " +
        `\\(patience, fingerprint\\)\\. Leave out what differs, or .*, ${way} A run that is to be recorded has --record`,
    ),
  );
  assert.ok(hasUnfinishedRun(folder));
  const { ended } = await part(folder, { resume: true, config: { ...config, command: "another" } });
  assert.equal(ended.outcome, "finished");
  assert.equal(readRunConfig(folder).command, config.command);
});

test("a damaged checkpoint is refused, and the run stays where it is", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder, { minutes: 0 });
  const path = checkpointPath(folder);
  const bytes = readFileSync(path);
  bytes[200] ^= 1;
  writeFileSync(path, bytes);
  await assert.rejects(
    part(folder, { resume: true }),
    /Expected a whole checkpoint of this version, but .* is damaged/,
  );
  assert.deepEqual(readFileSync(path), bytes);
});

test("a run that cannot begin leaves the earlier one where it is", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder);
  const rate = { ...config, step: { ...config.step, optimizer: { name: "adam" as const, learningRate: -1 } } };
  await assert.rejects(part(folder, { config: rate }), /learning rate|learningRate/);
  assert.ok(isFinishedRun(folder) && !existsSync(`${folder}.earlier-1`));
});

test("without resume an unfinished run is set aside, which is said, and training starts from the beginning", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder, { minutes: 0 });
  const { ended, said } = await part(folder);
  assert.deepEqual(ended, { outcome: "finished", epochs: 2 });
  assert.match(
    said,
    /An earlier unfinished run was set aside as .*run\.earlier-1 \(--resume would have continued it\)\./,
  );
  assert.ok(existsSync(checkpointPath(`${folder}.earlier-1`)));
});

test("a finished run of which a file has changed is not taken for one: it is to be trained again", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder);
  assert.ok(isFinishedRun(folder));
  for (const name of ["model/weights.bin", "environment.json", "timing.csv"]) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] ^= 4;
    writeFileSync(path, flipped);
    assert.throws(() => isFinishedRun(folder), {
      message:
        `Expected ${path} as it was written, but it has changed since: its SHA-256 is another than the one in ` +
        "sha256sums.txt. Train it again: the same command without --resume.",
    });
    writeFileSync(path, bytes);
  }
  rmSync(join(folder, "timing.csv"));
  assert.throws(
    () => isFinishedRun(folder),
    /^Error: Expected .*timing\.csv, which sha256sums\.txt names, but it is not there\./,
  );
});

test("a folder is a finished run when it has a network, all its epochs or its patience behind it, and no checkpoint", () => {
  const folder = temporaryFolder("lab-finished-");
  const log = (...losses: number[]): void =>
    writeFileSync(
      join(folder, "log.csv"),
      `epoch,loss,valLoss\n${losses.map((loss, index) => `${index + 1},0.5,${loss}\n`).join("")}`,
    );
  assert.ok(!isFinishedRun(folder));
  mkdirSync(join(folder, "model"));
  writeFileSync(join(folder, "model", "model.json"), "{}");
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...config, epochs: 6, patience: 2 }));
  log(0.5, 0.4);
  assert.ok(!isFinishedRun(folder));
  log(0.5, 0.4, 0.41, 0.42);
  assert.ok(isFinishedRun(folder));
  log(0.5, 0.4, 0.45);
  assert.ok(!isFinishedRun(folder), "one epoch since the best");
  log(0.4, 0.5, 0.45);
  assert.ok(isFinishedRun(folder), "two epochs since the best");
  log(0.6, 0.5, 0.4, 0.3, 0.2, 0.1);
  assert.ok(isFinishedRun(folder));
  writeFileSync(checkpointPath(folder), "");
  assert.ok(!isFinishedRun(folder));
});
