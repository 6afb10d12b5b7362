// A run that stands is not trained again, one that stopped goes on, one with other settings starts from the beginning beside the
// earlier one.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { before, mock, test } from "node:test";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import { ensureTrained, TrainingInterrupted } from "../../../src/node/experiments/ensureTrained";
import { isFinishedRun, type TrainInFolderOptions } from "../../../src/node/experiments/trainInFolder";
import { hasUnfinishedRun } from "../../../src/node/store/checkpoint";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallDataset } from "./smallExperiment";

let engine: Engine;
before(async () => {
  engine = await startEngine({ purpose: "training", quiet: true });
});

const config = planRun(reportFixed, smallDataset, { settings: { epochs: 2, batchSize: 16 } });

function options(folder: string, more: Partial<TrainInFolderOptions> = {}): TrainInFolderOptions {
  const environment = describeEnvironment(engine);
  return { config, dataset: smallDataset, folder, environment, resume: false, shouldStop: () => false, ...more };
}

/** What the call prints on the console. */
async function saying(work: () => Promise<unknown>): Promise<string> {
  const log = mock.method(console, "log", () => undefined);
  try {
    await work();
    return log.mock.calls.map(({ arguments: [text] }) => String(text)).join("\n");
  } finally {
    log.mock.restore();
  }
}

test("trained once, it stands; with other settings it is trained again and the earlier run is set aside", async () => {
  const folder = join(temporaryFolder("lab-ensure-"), "run");
  const { skipped, part } = await ensureTrained(options(folder));
  assert.deepEqual([skipped, part], [false, { outcome: "finished", epochs: 2 }]);
  assert.ok(isFinishedRun(folder));
  const weights = readFileSync(join(folder, "model", "weights.bin"), "hex");
  assert.deepEqual(await ensureTrained(options(folder)), { name: "training", seconds: 0, skipped: true, part: null });
  const said = await saying(() => ensureTrained(options(folder, { config: { ...config, batchSize: 8 } })));
  assert.match(said, /An earlier run was set aside as .*run\.earlier-1\./);
  assert.equal(readFileSync(join(`${folder}.earlier-1`, "model", "weights.bin"), "hex"), weights);
  assert.deepEqual(readdirSync(dirname(folder)).sort(), [basename(folder), `${basename(folder)}.earlier-1`]);
});

test("a run whose table has changed is set aside and trained again, to the same bits", async () => {
  const folder = join(temporaryFolder("lab-ensure-"), "run");
  await ensureTrained(options(folder));
  const path = join(folder, "log.csv");
  const log = readFileSync(path, "utf8");
  writeFileSync(
    path,
    log.replace(/\d\n$/, (end) => (end === "1\n" ? "2\n" : "1\n")),
  );
  assert.throws(
    () => isFinishedRun(folder),
    /^Error: Expected .*log\.csv as it was written, but it has changed since: /,
  );
  const said = await saying(() => ensureTrained(options(folder)));
  assert.match(
    said,
    /training: log\.csv is not as it was left, so this is done again\.\n.*set aside as .*run\.earlier-1\./,
  );
  assert.equal(readFileSync(path, "utf8"), log);
  assert.ok(isFinishedRun(folder));
});

test("told to stop, it says how far it came and leaves a checkpoint, from which it goes on to the same bits", async () => {
  const whole = temporaryFolder("lab-ensure-");
  const folder = join(temporaryFolder("lab-ensure-"), "run");
  await ensureTrained(options(whole));
  let asked = 0;
  await assert.rejects(ensureTrained(options(folder, { shouldStop: () => ++asked > 9 })), (error) => {
    assert.ok(error instanceof TrainingInterrupted);
    assert.equal(error.message, `${config.id} stopped after 1 of 2 epochs; everything so far is saved.`);
    return true;
  });
  assert.ok(hasUnfinishedRun(folder) && !isFinishedRun(folder));
  const said = await saying(() => ensureTrained(options(folder, { resume: true })));
  assert.match(said, /Going on with the unfinished run in .*run\./);
  for (const file of ["log.csv", "model/weights.bin"]) {
    assert.deepEqual(readFileSync(join(folder, file)), readFileSync(join(whole, file)), file);
  }
  assert.ok(!existsSync(`${folder}.earlier-1`));
});

test("a part of so many minutes ends by itself", async () => {
  const folder = temporaryFolder("lab-ensure-");
  await assert.rejects(ensureTrained(options(folder, { minutes: 0 })), TrainingInterrupted);
  assert.ok(hasUnfinishedRun(folder));
});
