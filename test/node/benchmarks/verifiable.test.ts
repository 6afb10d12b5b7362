import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chooseMaskSets, drawBenchmarkMasks } from "../../../src/benchmarks/benchmarkMasks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { firstImages, imageBatch, type FloatImageBatch } from "../../../src/images/batch";
import { writeVerifiable, type VerifiableFigures, type VerifiablePlan } from "../../../src/node/benchmarks/verifiable";
import { MeasurementStopped } from "../../../src/metrics/measureMethod";
import { pythonWithNumpy } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

const images = drawDeadLeaves({ trainCount: 1, testCount: 130 }).test.images;

/** Half of what it is given and a fifth of white: known pixels come back changed. */
const paler = (given: FloatImageBatch): FloatImageBatch =>
  imageBatch(
    given.data.map((value) => value / 2 + 0.2),
    given.shape,
  );
const plan: VerifiablePlan = {
  benchmark: cifar10InpaintingV1,
  data: { batches: [images], title: "drawn", synthetic: true, fingerprint: "" },
  method: { name: "paler", title: "Paler", sizes: { kind: "any" }, fill: paler },
  maskSets: chooseMaskSets(["square8", "pixels50"]),
  limit: 120,
};

/** What stands behind the 128 bytes of a file's header. */
const valuesIn = (folder: string, name: string): Buffer => readFileSync(join(folder, name)).subarray(128);

test("the files hold images, masks and predictions, and give the figures stated", async () => {
  const folder = temporaryFolder("lab-verify-");
  const told: string[] = [];
  const result = await writeVerifiable(folder, { ...plan, onProgress: (text) => told.push(text) });
  assert.equal(told.at(-1), "Paler, half of the pixels: 120 of 120 images");
  const { maskSets, ...head } = JSON.parse(readFileSync(join(folder, "figures.json"), "utf8")) as VerifiableFigures;
  assert.deepEqual({ maskSets, images: 120 }, result);
  assert.deepEqual(head, {
    benchmark: "cifar10-inpainting-v1",
    dataset: "drawn",
    method: "paler",
    title: "Paler",
    images: 120,
  });
  const truth = valuesIn(folder, "images.npy");
  assert.deepEqual(new Uint8Array(truth), firstImages(images, 120).data);
  const masks = valuesIn(folder, "masks.npy");
  const predictions = valuesIn(folder, "predictions.npy");
  for (const [index, set] of plan.maskSets.entries()) {
    const known = masks.subarray(index * 120 * 1024, (index + 1) * 120 * 1024);
    assert.deepEqual(new Uint8Array(known), firstImages(await drawBenchmarkMasks(set), 120).data);
    let squares = 0;
    let magnitudes = 0;
    let holeValues = 0;
    truth.forEach((level, k) => {
      const predicted = predictions.readFloatLE((index * truth.length + k) * 4);
      const isHole = known[Math.floor(k / 3)] === 0;
      assert.ok(Math.abs(predicted - (isHole ? 0.2 : level / 510 + 0.2)) < 1e-6);
      if (!isHole) return;
      squares += (predicted - level / 255) ** 2;
      magnitudes += Math.abs(predicted - level / 255);
      holeValues++;
    });
    const { figures, name } = maskSets[index];
    assert.equal(name, set.name);
    assert.ok(Math.abs(figures.pooledHolePsnrDb + 10 * Math.log10(squares / holeValues)) < 1e-6);
    assert.ok(Math.abs(figures.pooledHoleL1 - magnitudes / holeValues) < 1e-6);
    assert.ok(Math.abs(figures.pooledCompositePsnrDb + 10 * Math.log10(squares / truth.length)) < 1e-6);
  }
});

test("the Python program has at most 40 lines, agrees, and says where a figure is another", async (context) => {
  const folder = temporaryFolder("lab-verify-");
  const { maskSets } = await writeVerifiable(folder, plan);
  const program = join(folder, "verify.py");
  assert.ok(readFileSync(program, "utf8").trimEnd().split("\n").length <= 40);
  const python = pythonWithNumpy(context.name);
  if (python === undefined) return;
  const agrees = spawnSync(python, [program], { encoding: "utf8" });
  assert.equal(agrees.status, 0, agrees.stderr);
  const lines = agrees.stdout.trimEnd().split("\n");
  assert.equal(lines.length, 10);
  const [first] = lines;
  const psnr = maskSets[0].figures.pooledHolePsnrDb.toFixed(4);
  assert.match(first, new RegExp(`^square8 +pooledHolePsnrDb +${psnr} +${psnr} +same$`));
  const file = join(folder, "figures.json");
  const stated = JSON.parse(readFileSync(file, "utf8")) as { maskSets: { figures: { pooledHoleL1: number } }[] };
  stated.maskSets[1].figures.pooledHoleL1 += 0.000002;
  writeFileSync(file, JSON.stringify(stated));
  const differs = spawnSync(python, [program], { encoding: "utf8" });
  assert.equal(differs.status, 1, differs.stderr);
  assert.match(differs.stdout, /^pixels50 +pooledHoleL1 .*DIFFERENT$/m);
  assert.equal(differs.stdout.match(/DIFFERENT/g)?.length, 1);
});

test("a method of windows that the images do not fill is given windows, and known pixels stay", async () => {
  const folder = temporaryFolder("lab-verify-");
  const windows: VerifiablePlan["method"] = { ...plan.method, sizes: { kind: "windows", multiple: 64 } };
  await writeVerifiable(folder, { ...plan, method: windows, limit: 3, maskSets: plan.maskSets.slice(1) });
  const known = valuesIn(folder, "masks.npy");
  const predictions = valuesIn(folder, "predictions.npy");
  valuesIn(folder, "images.npy").forEach((level, k) => {
    const wanted = known[Math.floor(k / 3)] === 0 ? 0.2 : level / 255;
    assert.ok(Math.abs(predictions.readFloatLE(4 * k) - wanted) < 1e-6, `value ${k}`);
  });
});

test("stopped, it writes nothing", async () => {
  const folder = temporaryFolder("lab-verify-");
  let parts = 0;
  await assert.rejects(writeVerifiable(folder, { ...plan, shouldStop: () => ++parts > 1 }), MeasurementStopped);
  assert.ok(!existsSync(join(folder, "images.npy")));
});

test("an earlier folder's files are replaced, and others stay", async () => {
  const folder = temporaryFolder("lab-verify-");
  writeFileSync(join(folder, "notes.txt"), "mine");
  await writeVerifiable(folder, plan);
  const result = await writeVerifiable(folder, { ...plan, limit: 10, maskSets: plan.maskSets.slice(1) });
  assert.equal(result.images, 10);
  assert.equal(valuesIn(folder, "predictions.npy").length, 10 * 3072 * 4);
  assert.equal(readFileSync(join(folder, "notes.txt"), "utf8"), "mine");
});
