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
async function part(folder: string, more: Partial<TrainInFolderOptions> = {}): Promise<{ ended: TrainedPart; said: string }> {
  const log = mock.method(console, "log", () => undefined);
  try {
    const ended = await trainInFolder({
      config, dataset: smallDataset, folder,
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
  assert.deepEqual(readLog(folder).map(({ epoch }) => epoch), [1, 2]);
});

test("without resume an unfinished run is set aside, which is said, and training starts from the beginning", async () => {
  const folder = join(temporaryFolder("lab-parts-"), "run");
  await part(folder, { minutes: 0 });
  const { ended, said } = await part(folder);
  assert.deepEqual(ended, { outcome: "finished", epochs: 2 });
  assert.match(said, /An earlier unfinished run was set aside as .*run\.earlier-1 \(--resume would have continued it\)\./);
  assert.ok(existsSync(checkpointPath(`${folder}.earlier-1`)));
});

test("a folder is a finished run when it has a network and no checkpoint", () => {
  const folder = temporaryFolder("lab-finished-");
  assert.ok(!isFinishedRun(folder));
  mkdirSync(join(folder, "model"));
  writeFileSync(join(folder, "model", "model.json"), "{}");
  assert.ok(isFinishedRun(folder));
  writeFileSync(checkpointPath(folder), "");
  assert.ok(!isFinishedRun(folder));
});
