import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import * as tf from "../../support/tensorflow";
import { imageBatch } from "../../../src/images/batch";
import { toTensor } from "../../../src/tensors";
import { startEngine } from "../../../src/node/engine/startEngine";
import {
  loadReportWeights,
  reportWeightsAbsent,
  reportWeightsName,
  type LoadReportWeightsOptions,
} from "../../../src/node/files/reportWeights";
import { inputFile } from "../../support/inputs";

/** What Keras predicts: outputs 0, stride, 2·stride, … for the images of the formula. */
const fixture = JSON.parse(readFileSync(join(__dirname, "../../fixtures/keras-report-outputs.json"), "utf8")) as {
  shape: [number, number, number, number];
  holes: [number, number][];
  stride: number;
  outputs: number[];
};

let folder: string;
beforeEach(async () => {
  await tf.setBackend("cpu");
  folder = mkdtempSync(join(tmpdir(), "report-weights-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const noNetwork = (): Promise<never> => Promise.reject(new Error("no network"));

/** Looks into `folder` only; every address asked for is noted. */
function nowhere(asked: string[] = [], answer: () => Promise<Uint8Array | null> = noNetwork): LoadReportWeightsOptions {
  return { folder, file: "", say: () => undefined, fetchBytes: (address) => (asked.push(address), answer()) };
}

test("absent weights give null, quickly, and a sentence stands ready", async () => {
  const asked: string[] = [];
  assert.equal(await loadReportWeights(undefined, nowhere(asked)), null);
  assert.equal(asked.length, 1, "without a network one address is enough");
  assert.match(asked[0], /\/Daniel-Rotter\/DQD_Project\/[0-9a-f]{40}\/models\/autoencoder_cifar10\.keras$/);
  assert.equal(await loadReportWeights(undefined, { ...nowhere(asked), allowDownload: false }), null);
  assert.equal(asked.length, 1);
  assert.match(reportWeightsAbsent, /recorded figures/);
});

test("other bytes from the address are not taken and leave nothing behind", async () => {
  const asked: string[] = [];
  assert.equal(
    await loadReportWeights(
      undefined,
      nowhere(asked, () => Promise.resolve(new Uint8Array(10))),
    ),
    null,
  );
  assert.equal(
    await loadReportWeights(
      undefined,
      nowhere(asked, () => Promise.resolve(null)),
    ),
    null,
  );
  assert.equal(asked.length, 4);
  assert.deepEqual(readdirSync(folder), []);
});

test("a damaged or missing REPORT_WEIGHTS is named and left alone", async () => {
  const file = join(folder, "mine.keras");
  await assert.rejects(
    loadReportWeights(undefined, { ...nowhere(), file }),
    /Expected REPORT_WEIGHTS to name .*mine\.keras does not exist/,
  );
  writeFileSync(file, "damaged");
  await assert.rejects(
    loadReportWeights(undefined, { ...nowhere(), file }),
    /Expected REPORT_WEIGHTS to name the authors' weights, but at .*mine\.keras its SHA-256 is [0-9a-f]{64} instead of a792/,
  );
  assert.equal(readFileSync(file, "utf8"), "damaged");
});

test("a damaged copy in data/ is named, set aside, and an error where no sound one can be fetched", async () => {
  writeFileSync(join(folder, reportWeightsName), "damaged");
  const said: string[] = [];
  await assert.rejects(
    loadReportWeights(undefined, { ...nowhere(), say: (line) => said.push(line) }),
    /set aside as .*\.damaged-1, and no sound copy could be fetched: name one in REPORT_WEIGHTS/,
  );
  assert.deepEqual(readdirSync(folder), [`${reportWeightsName}.damaged-1`]);
  assert.equal(said.length, 1);
});

test("the authors' file is found in REPORT_WEIGHTS and data/, and fetched over a damaged copy", async () => {
  const file = inputFile("REPORT_WEIGHTS", "where the authors' weights are found");
  if (file === undefined) return;
  assert.equal((await loadReportWeights(undefined, { ...nowhere(), file }))?.from, "REPORT_WEIGHTS");
  const path = join(folder, reportWeightsName);
  const answer = (): Promise<Uint8Array> => Promise.resolve(readFileSync(file));
  writeFileSync(path, readFileSync(file).subarray(0, 100_000));
  assert.equal((await loadReportWeights(undefined, nowhere([], answer)))?.from, "download");
  assert.deepEqual(readdirSync(folder), [reportWeightsName, `${reportWeightsName}.damaged-1`]);
  assert.equal((await loadReportWeights(undefined, nowhere()))?.from, "data");
  rmSync(path);
  copyFileSync(file, path);
  const model = (await loadReportWeights(undefined, nowhere()))?.model;
  assert.equal(model?.countParams(), 13_347);
});

test("the authors' file was saved by Keras 3.10, as the report says", () => {
  const file = inputFile("REPORT_WEIGHTS", "the Keras version of the authors' weights");
  if (file === undefined) return;
  const metadata = strFromU8(
    unzipSync(readFileSync(file), { filter: ({ name }) => name === "metadata.json" })["metadata.json"],
  );
  assert.match(metadata, /"keras_version": "3\.10\.\d+"/);
});

/** The two images of the fixture, after the formula in keras-report-outputs.py. */
function formulaImages(): tf.Tensor4D {
  const { shape } = fixture;
  const [count, height, width, channels] = shape;
  const size = count * height * width * channels;
  const data = Float32Array.from({ length: size }, (_, i) => ((i * 7919 + 104729) % 65537) / 65537);
  fixture.holes.forEach(([top, left], n) => {
    for (let y = top; y < top + 8; y++) {
      const start = ((n * height + y) * width + left) * channels;
      data.fill(0, start, start + 8 * channels);
    }
  });
  return toTensor(imageBatch(data, shape));
}

test("our network with the authors' weights equals Keras to 1e-5", async () => {
  const file = inputFile("REPORT_WEIGHTS", "our network with the authors' weights equals Keras");
  if (file === undefined) return;
  await startEngine({ quiet: true });
  const weights = await loadReportWeights(undefined, { ...nowhere(), file });
  const outputs = (weights!.model.predict(formulaImages()) as tf.Tensor).dataSync();
  const differences = fixture.outputs.map((value, i) => Math.abs(value - outputs[i * fixture.stride]));
  assert.equal(differences.length, Math.ceil(outputs.length / fixture.stride));
  assert.ok(Math.max(...differences) <= 1e-5, `largest difference ${Math.max(...differences)}`);
});
