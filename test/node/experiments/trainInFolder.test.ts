import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
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
import { describeEnvironment } from "../../../src/node/store/runRecord";
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

test("a run does not go on with other settings, on another machine or with other code", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder, { minutes: 0 });
  const otherMachine = { ...describeEnvironment(engine), node: "0" };
  for (const changed of [{ config: { ...config, patience: 1 } }, { environment: otherMachine }]) {
    await assert.rejects(
      part(folder, { resume: true, ...changed }),
      /Expected to go on with the run in .*run as it began, but settings, the machine, or code .* without --resume\./,
    );
  }
  assert.ok(hasUnfinishedRun(folder));
});

test("a run that cannot begin leaves the earlier one where it is", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder);
  const rate = { ...config, step: { ...config.step, optimizer: { name: "adam" as const, learningRate: -1 } } };
  await assert.rejects(part(folder, { config: rate }), /learning rate|learningRate/);
  assert.ok(isFinishedRun(folder) && !existsSync(`${folder}.earlier-1`));
});

test("a log that lacks epochs of its checkpoint is not gone on with", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  let epochs = 0;
  const log = mock.method(console, "log", () => undefined);
  await trainInFolder({
    config,
    dataset: smallDataset,
    folder,
    environment: describeEnvironment(engine),
    resume: false,
    shouldStop: () => existsSync(join(folder, "log.csv")) && (epochs = readLog(folder).length) > 0,
  });
  log.mock.restore();
  assert.equal(epochs, 1);
  writeFileSync(join(folder, "log.csv"), "epoch,loss,valLoss\n");
  await assert.rejects(
    part(folder, { resume: true }),
    /Expected 1 epochs in log\.csv and timing\.csv of .*, as its checkpoint has, but received 0\. Start from the beginning/,
  );
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
  log(0.6, 0.5, 0.4, 0.3, 0.2, 0.1);
  assert.ok(isFinishedRun(folder));
  writeFileSync(checkpointPath(folder), "");
  assert.ok(!isFinishedRun(folder));
});
