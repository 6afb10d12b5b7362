// The recorded audit: what its records rest on is what is committed, and a sample of its values comes out again.
import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawBenchmarkMasks } from "../../../src/benchmarks/benchmarkMasks";
import { benchmarkMaskSets } from "../../../src/benchmarks/cifar10InpaintingV1";
import { takeImages, takeMasks } from "../../../src/images";
import { eachHolePsnrDb } from "../../../src/metrics/hole";
import { loadNetwork } from "../../../src/node/studies/networks";
import { chooseParts } from "../../../src/node/studies/parts";
import { readAuditRecord, recordedAuditFolder } from "../../../src/node/studies/record";
import { startEngine } from "../../../src/node/engine/startEngine";
import { inputFile as hashedFile } from "../../../src/node/files/inputFile";
import { loadDataset } from "../../../src/node/files/loadDataset";
import { inputFile } from "../../support/inputs";
import { near } from "../../metrics/near";

const files = readdirSync(recordedAuditFolder).filter((file) => file.endsWith(".json"));
const parts = chooseParts(files.map((file) => file.replace(/\.json$/, "")));

test("every record is of CIFAR-10 and of the files that are committed", () => {
  assert.equal(parts.length, files.length);
  for (const { name, inputs } of parts) {
    const record = readAuditRecord(recordedAuditFolder, name);
    assert.deepEqual([record.name, record.dataset, record.synthetic, record.seed], [name, "CIFAR-10", false, 1]);
    assert.deepEqual(record.inputs, inputs().map((file) => hashedFile(file)), `${name} is stale: ${record.command}`);
  }
});

test("records are small: without the networks below 300 kB", () => {
  const bytes = files.reduce((sum, file) => sum + statSync(join(recordedAuditFolder, file)).size, 0);
  assert.ok(bytes > 0 && bytes < 300_000, `${bytes} bytes`);
});

test("loss parts add up, and share the floor of the test images", () => {
  const { methods } = readAuditRecord(recordedAuditFolder, "loss-parts").values;
  for (const { floor, knownExcess, holeExcess, crossentropy } of Object.values(methods)) {
    near(floor + knownExcess + holeExcess, crossentropy, 1e-15);
    near(floor, 0.5474350249874443, 1e-7, "metrics.json of the shown run");
  }
});

test("the ranked fills come out as recorded", async () => {
  if (inputFile("CIFAR10_ARCHIVE", "the recorded audit's ranked fills") === undefined) return;
  await startEngine({ quiet: true });
  const { ranks } = readAuditRecord(recordedAuditFolder, "ranked-fills").values;
  const positions = ranks.map(({ position }) => position);
  const { test: { images } } = await loadDataset(), truth = takeImages(images, positions);
  const known = takeMasks(await drawBenchmarkMasks(benchmarkMaskSets[0]), positions), network = await loadNetwork();
  const found = eachHolePsnrDb(truth, network.fill(truth, known), known);
  network.dispose();
  for (const [i, { holePsnrDb }] of ranks.entries()) near(found[i], holePsnrDb, 1e-3);
});
