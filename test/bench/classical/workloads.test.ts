import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tilePicture } from "../../../bench/classical/photo";
import { prepareWorkloads, readWorkload } from "../../../bench/classical/prepare";
import { firstOf, imagesFor, memoryWorkload, sizeWorkloads, speedWorkloads } from "../../../bench/classical/workloads";
import { imageBatch, type BatchShape, type ImageBatch } from "../../../src/images/batch";
import { temporaryFolder } from "../../support/temporaryFolder";

const bytes = (shape: BatchShape): ImageBatch =>
  imageBatch(
    Uint8Array.from({ length: shape[0] * shape[1] * shape[2] * shape[3] }, (_, i) => 1 + (i % 255)),
    shape,
  );
const pictures = { photo: bytes([1, 512, 512, 3]), small: bytes([20, 32, 32, 3]) };
const holesOf = ({ data }: ImageBatch): number =>
  data.length - (data as Uint8Array).reduce((sum, known) => sum + known, 0);
const drawn = (name: string) => {
  const workload = [...speedWorkloads, ...sizeWorkloads].find((one) => one.name === name);
  if (!workload) throw new Error(`no workload ${name}`);
  return workload.draw(pictures);
};

test("masks are of the shapes and sizes that the names say, and the same every time", () => {
  assert.equal(holesOf(drawn("photo square").knownMask), 64 * 64);
  assert.equal(holesOf(drawn("large hole").knownMask), 200 * 200);
  assert.deepEqual(drawn("large hole").truth.shape, [1, 1000, 1000, 3]);
  assert.equal(holesOf(drawn("cifar").knownMask), 20 * 64);
  const lines = drawn("photo lines").knownMask;
  const share = holesOf(lines) / 512 ** 2;
  assert.ok(share > 0.02 && share < 0.3, String(share));
  assert.deepEqual(drawn("photo lines").knownMask, lines);
});

test("hole pixels grow with the picture: a twentieth of it", () => {
  assert.deepEqual(
    sizeWorkloads.map(({ megapixels }) => megapixels),
    [0.25, 1, 4, 12],
  );
  for (const { megapixels, draw } of sizeWorkloads.slice(0, 3)) {
    const { truth, knownMask } = draw(pictures);
    const pixels = knownMask.data.length;
    assert.equal(pixels, megapixels * 1e6);
    assert.equal(truth.data.length, 3 * pixels);
    assert.ok(Math.abs(holesOf(knownMask) / pixels - 0.05) < 0.02, `${holesOf(knownMask)} of ${pixels}`);
  }
  assert.equal(memoryWorkload.name, "12 MP");
});

test("slow contenders fill fewer images; nobody more than there are", () => {
  const cifar = speedWorkloads[2];
  assert.equal(imagesFor(cifar, "scikit-image biharmonic", 10_000), 1_000);
  assert.equal(imagesFor(cifar, "telea", 10_000), 10_000);
  assert.equal(imagesFor(cifar, "exemplar", 200), 200);
  assert.ok(!speedWorkloads[0].contenders.includes("exemplar"));
  assert.ok(
    sizeWorkloads.every(({ contenders }) => !contenders.includes("exemplar") && contenders.includes("opencv telea")),
  );
});

test("a picture is laid side by side and cut off", () => {
  const { data } = tilePicture(imageBatch(Uint8Array.from([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]), [1, 2, 2, 3]), 3, 3);
  assert.deepEqual(
    Array.from(data).filter((_, i) => i % 3 === 0),
    [1, 2, 1, 3, 4, 3, 1, 2, 1],
  );
});

test("contenders get black holes, masks and shapes; the truth stays with the harness", () => {
  const folder = temporaryFolder("lab-classical-");
  const [prepared] = prepareWorkloads([speedWorkloads[2]], pictures, folder);
  assert.equal(prepared.holePixels, 20 * 64);
  const { images, knownMask } = readWorkload(folder, "cifar");
  assert.deepEqual(images.shape, [20, 32, 32, 3]);
  assert.equal(images.data.constructor, Uint8Array); // and not a Buffer, whose slice() is a view
  assert.deepEqual(knownMask.data, prepared.knownMask.data);
  images.data.forEach((value, i) => assert.equal(value, knownMask.data[Math.floor(i / 3)] * prepared.truth.data[i]));
  assert.deepEqual(prepared.truth, pictures.small);
  assert.deepEqual(firstOf(prepared, 3).knownMask.shape, [3, 32, 32, 1]);
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "workloads.json"), "utf8")), {
    cifar: { images: "0.images.u8", masks: "0.masks.u8", shape: [20, 32, 32, 3] },
  });
  assert.throws(() => readWorkload(folder, "moon"), /Expected one of cifar, but received "moon"/);
});
