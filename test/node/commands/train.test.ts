import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { checkUpdate, configToResume } from "../../../src/node/commands/train";
import { planInpainter } from "../../../src/node/experiments/inpainterPlan";
import { temporaryFolder } from "../../support/temporaryFolder";

const dataset = drawDeadLeaves({ trainCount: 50, testCount: 2 }), planned = planInpainter({ samples: 400 }, dataset);

function folderWithRun(): string {
  const folder = temporaryFolder("lab-train-");
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...planned, epochs: 20, samples: 800 }));
  writeFileSync(join(folder, "checkpoint.safetensors"), "");
  return folder;
}

test("a run goes on with its own plan; other samples, another precision or other data are refused", () => {
  const folder = folderWithRun();
  assert.equal(configToResume(folder, {}, planned).samples, 800);
  assert.equal(configToResume(folder, { samples: 800 }, planInpainter({ samples: 800 }, dataset)).epochs, 20);
  assert.throws(() => configToResume(folder, { samples: 400 }, planned),
    /Expected to continue a run of 800 samples of synthetic .* convolutions in float32, but received --samples 400\. Leave that/);
  const narrow = { ...planned, convolutions: "bfloat16" } as const;
  assert.throws(() => configToResume(folder, { bfloat16: true }, narrow), /but received --bfloat16\./);
  assert.throws(() => configToResume(folder, {}, { ...planned, datasetSha256: "other" }), /but received synthetic data/);
});

test("without a run there is nothing to continue; a finished one counts as one", () => {
  const folder = temporaryFolder("lab-train-");
  assert.throws(() => configToResume(folder, {}, planned),
    /Expected a run to continue in .*, but there is none\. Leave --resume out\./);
  mkdirSync(join(folder, "model"));
  writeFileSync(join(folder, "model", "model.json"), "{}");
  writeFileSync(join(folder, "config.json"), JSON.stringify(planned));
  assert.deepEqual(configToResume(folder, {}, planned), planned);
});

test("--update records CIFAR-10 trained on the native engine, nothing else", () => {
  const native = { native: true }, real = { ...planned, synthetic: false };
  assert.doesNotThrow(() => checkUpdate({}, planned, { native: false }));
  assert.doesNotThrow(() => checkUpdate({ update: true }, real, native));
  assert.throws(() => checkUpdate({ update: true }, planned, native),
    /Expected CIFAR-10 and the native engine for --update, but received synthetic data/);
  assert.throws(() => checkUpdate({ update: true }, real, { native: false }), /but received plain JavaScript/);
});
