// Every kind of experiment of the table through the one runner: stopped by Ctrl-C at a random step, killed at another one, and continued,
// a run ends with the weights and the log of one that nobody disturbed, bit for bit.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { experiments } from "../../../src/experiments";
import type { Experiment } from "../../../src/experiments/experiment";
import { featureNetworkOf } from "../../../src/experiments/lossSettings";
import { checkpointPath, readCheckpoint } from "../../../src/node/store/checkpoint";
import { randomStream } from "../../../src/random";
import { compiledProgram } from "../../support/compiledProgram";
import { temporaryFolder } from "../../support/temporaryFolder";
import { trainSmall } from "./smallExperiment";

const recordedFolder = temporaryFolder("lab-recorded-");
const random = randomStream(Date.now(), "where to stop");

/** Those that others start from, or whose features they compare, are trained and recorded first. */
before(async () => {
  const needed = experiments.flatMap(({ from, step }) => [featureNetworkOf(step.loss), from]);
  for (const name of needed) {
    if (name === null || existsSync(join(recordedFolder, name))) continue;
    const folder = temporaryFolder("lab-origin-");
    assert.equal(await trainSmall(folder, name, recordedFolder), "finished");
    cpSync(folder, join(recordedFolder, name), { recursive: true });
  }
});

interface Ended {
  readonly code: number | null;
  readonly lastLine: string;
}

/** On the compiled code; the disturbed run is finished by the sources, here. */
const program = compiledProgram(join(__dirname, "smallExperiment.ts"), [join(__dirname, "drawnPhotographs.ts")]);

/** Runs smallExperiment.ts and sends it the signal when that step is printed. */
function disturbed(
  folder: string,
  name: string,
  step: string,
  signal: NodeJS.Signals,
  ...more: readonly string[]
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, folder, name, recordedFolder, ...more], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    let sent = false;
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk;
      if (sent || !text.split("\n").includes(step)) return;
      sent = true;
      child.kill(signal);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, lastLine: text.trim().split("\n").pop() ?? "" }));
  });
}

function recordOf(folder: string): string[] {
  return [
    readFileSync(join(folder, "log.csv"), "utf8"),
    readFileSync(join(folder, "model", "weights.bin")).toString("hex"),
  ];
}

/** What a training is made of that going on could depend on; not how wide, how long, on which masks and by which error. */
function kindOf({ network, input, step, masks, augmentation, source, measurements, from }: Experiment): string {
  return JSON.stringify([
    [network.name, network.options.convolution, input],
    [step.kind, typeof step.loss, step.adversarial?.weight === 0],
    [step.optimizer.name, step.clipNorm, step.averageDecay, step.parallelParts],
    [masks.drawn, augmentation, source],
    measurements.map(({ what }) => what),
    from,
  ]);
}

/** The last of each kind: networks of half a width stand behind the whole ones. */
const kinds = new Map(experiments.map((experiment) => [kindOf(experiment), experiment.name]));

for (const name of kinds.values()) {
  test(`${name}: Ctrl-C, kill -9 and going on change nothing`, async () => {
    const whole = temporaryFolder("lab-whole-");
    const folder = temporaryFolder("lab-disturbed-");
    const stopped = await disturbed(folder, name, `1.${random.integer(1, 2)}`, "SIGINT");
    assert.deepEqual(stopped, { code: 0, lastLine: "interrupted" });
    assert.equal(readCheckpoint(checkpointPath(folder))?.state.epoch, 1, "what was trained is in the checkpoint");
    const step = random.integer(2, 4);
    const killed = await disturbed(folder, name, `2.${step}`, "SIGKILL", "0");
    assert.equal(killed.code, null);
    const { state, seconds } = readCheckpoint(checkpointPath(folder)) ?? assert.fail("no checkpoint");
    assert.ok(state.epoch === 2 && state.step >= step - 1 && seconds > 0, "it was written within the epoch");
    const steps: string[] = [];
    assert.equal(await trainSmall(folder, name, recordedFolder, undefined, (one) => steps.push(one)), "finished");
    assert.equal(steps[0] ?? "2.6", `2.${state.step + 1}`, "it goes on from there");
    assert.equal(await trainSmall(whole, name, recordedFolder), "finished");
    assert.deepEqual(recordOf(folder), recordOf(whole));
    assert.ok(!existsSync(join(folder, "checkpoint.safetensors")));
  });
}
