import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { strToU8, unzipSync, zipSync, type Zippable } from "fflate";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { DamagedHdf5Error, readHdf5, writeHdf5, type Hdf5Array } from "../../../src/node/files/hdf5";
import { groupNames, snakeCase } from "../../../src/node/files/kerasConfig";
import { assignKerasWeights, kerasBytes, readKerasFile, writeKerasFile } from "../../../src/node/files/kerasFile";

const folder = mkdtempSync(join(tmpdir(), "keras-file-"));
const path = join(folder, "network.keras");
let model: tf.Sequential;

before(async () => {
  await tf.setBackend("cpu");
  model = buildReportAutoencoder({ seed: 3 });
  const bias = (size: number): Float32Array => Float32Array.from({ length: size }, (_, i) => Math.sin(i + 1) / 7);
  model.setWeights(
    model.getWeights().map((weight) => (weight.rank === 1 ? tf.tensor(bias(weight.size), weight.shape) : weight)),
  );
  await writeKerasFile(model, path);
});
after(() => rmSync(folder, { recursive: true }));

/** The written archive with some members replaced; undefined takes one out. */
function altered(name: string, members: Record<string, Uint8Array | undefined>): string {
  const target = join(folder, name);
  const all = Object.entries({ ...unzipSync(readFileSync(path)), ...members });
  writeFileSync(target, zipSync(Object.fromEntries(all.filter(([, data]) => data !== undefined)) as Zippable));
  return target;
}

const weightBytes = (): Uint8Array => unzipSync(readFileSync(path))["model.weights.h5"];

/** The archive's arrays after a change, as a new HDF5 file. */
async function changedWeights(change: (arrays: Map<string, Hdf5Array>) => void): Promise<Uint8Array> {
  const arrays = await readHdf5(weightBytes());
  change(arrays);
  const parents = (name: string): string[] =>
    name
      .split("/")
      .slice(0, -1)
      .map((_, i, parts) => parts.slice(0, i + 1).join("/"));
  const groups = [...arrays.keys()].flatMap(parents);
  return writeHdf5(new Map([...new Set(groups)].map((group) => [group, {}])), arrays);
}

test("a written network reads back bit for bit, in order", async () => {
  const { layers } = await readKerasFile(path);
  assert.deepEqual(
    layers.map(({ name, className }) => `${name} ${className}`),
    ["conv2d Conv2D", "conv2d_1 Conv2D", "conv2d_2 Conv2D", "conv2d_3 Conv2D", "conv2d_4 Conv2D"],
  );
  assert.deepEqual(
    layers.map(({ kernel }) => kernel.shape),
    [
      [3, 3, 3, 32],
      [3, 3, 32, 16],
      [3, 3, 16, 16],
      [3, 3, 16, 32],
      [3, 3, 32, 3],
    ],
  );
  const other = buildReportAutoencoder({ seed: 4 });
  const tensors = tf.memory().numTensors;
  assignKerasWeights(other, { layers });
  assert.equal(tf.memory().numTensors, tensors);
  const values = (network: tf.LayersModel): Buffer[] =>
    network.getWeights().map((weight) => Buffer.from(weight.dataSync().slice().buffer));
  values(model).forEach((bytes, i) => assert.ok(bytes.equals(values(other)[i]), `array ${i}`));
});

test("the same weights give the same bytes at any time, and no temporary file stays", async () => {
  const first = await kerasBytes(model);
  const clock = Date.now;
  Date.now = () => clock() + 86_400_000;
  try {
    assert.ok(Buffer.from(first).equals(await kerasBytes(model)));
  } finally {
    Date.now = clock;
  }
  assert.ok(Buffer.from(first).equals(readFileSync(path)));
  assert.equal(readdirSync(folder).filter((name) => name.endsWith(".tmp")).length, 0);
});

test("config.json is what Keras writes: layers named by class and position, shapes, no training settings", () => {
  const config = JSON.parse(Buffer.from(unzipSync(readFileSync(path))["config.json"]).toString()) as {
    class_name: string;
    config: { layers: { class_name: string; config: Record<string, unknown>; build_config?: unknown }[] };
  };
  assert.equal(config.class_name, "Sequential");
  assert.deepEqual(
    config.config.layers.map((layer) => layer.config.name),
    [
      "input_layer",
      "conv2d",
      "max_pooling2d",
      "conv2d_1",
      "max_pooling2d_1",
      "conv2d_2",
      "up_sampling2d",
      "conv2d_3",
      "up_sampling2d_1",
      "conv2d_4",
    ],
  );
  const { kernel_size, filters, padding, activation, strides } = config.config.layers[9].config;
  assert.deepEqual(
    { kernel_size, filters, padding, activation, strides },
    { kernel_size: [3, 3], filters: 3, padding: "same", activation: "sigmoid", strides: [1, 1] },
  );
  assert.deepEqual(config.config.layers[9].build_config, { input_shape: [null, 32, 32, 32] });
});

test("a network saved by Keras itself is read, its groups found although its layers have names of their own", async () => {
  const { layers } = await readKerasFile(join(__dirname, "../../fixtures/keras-small.keras"));
  assert.deepEqual(
    layers.map(({ name }) => name),
    ["eyes", "mouth"],
  );
  const arrays = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  assert.deepEqual(
    arrays.map(({ shape }) => shape),
    [[3, 3, 2, 3], [3], [1, 1, 3, 2], [2]],
  );
  arrays.forEach(({ data }, n) =>
    assert.deepEqual(
      data,
      Float32Array.from(data, (_, i) => (i + 1) / 64 + n),
    ),
  );
});

test("layers that are not wanted are passed over, whatever they hold", async () => {
  const bytes = await changedWeights((arrays) => arrays.get("layers/conv2d_2/vars/0")!.data.set([NaN], 5));
  const file = altered("wanted.keras", { "model.weights.h5": bytes });
  const { layers } = await readKerasFile(file, { wanted: (name) => name !== "conv2d_2" });
  assert.deepEqual(
    layers.map(({ name }) => name),
    ["conv2d", "conv2d_1", "conv2d_3", "conv2d_4"],
  );
  const whole = (await readKerasFile(path)).layers.filter(({ name }) => name !== "conv2d_2");
  assert.deepEqual(layers, whole);
});

test("of an HDF5 file only the arrays that are wanted are read; one that is cut off is told from other faults", async () => {
  const wanted = await readHdf5(weightBytes(), (name) => name.endsWith("/1"));
  assert.equal(wanted.size, 5);
  await assert.rejects(readHdf5(weightBytes().subarray(0, 30_000)), DamagedHdf5Error);
});

test("groups are found by class and position, whatever the layers are called", async () => {
  const text = Buffer.from(unzipSync(readFileSync(path))["config.json"]).toString();
  const renamed = altered("renamed.keras", {
    "config.json": strToU8(text.replace('"name":"conv2d"', '"name":"conv2d_17"')),
  });
  const { layers } = await readKerasFile(renamed);
  assert.equal(layers[0].name, "conv2d_17");
  assert.deepEqual(layers[0].kernel.shape, [3, 3, 3, 32]);
  assert.deepEqual(
    ["Conv2D", "MaxPooling2D", "UpSampling2D", "InputLayer", "BatchNormalization", "Conv2DTranspose"].map(snakeCase),
    ["conv2d", "max_pooling2d", "up_sampling2d", "input_layer", "batch_normalization", "conv2d_transpose"],
  );
  assert.deepEqual(groupNames(["Conv2D", "Dense", "Conv2D", "Conv2D"]), ["conv2d", "dense", "conv2d_1", "conv2d_2"]);
});

test("one sentence for each kind of damage", async () => {
  const whole = readFileSync(path);
  const [cut, text, flipped] = ["cut", "text", "flipped"].map((name) => join(folder, `${name}.keras`));
  writeFileSync(cut, whole.subarray(0, 40_000));
  writeFileSync(text, "Not Found");
  const bytes = Buffer.from(whole);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(flipped, bytes);
  await assert.rejects(
    readKerasFile(cut),
    /sound Keras 3 archive at .*cut\.keras, but it is not a zip archive or was cut off\. Use/,
  );
  await assert.rejects(readKerasFile(text), /but it is not a zip archive or was cut off/);
  await assert.rejects(readKerasFile(flipped), /but its model\.weights\.h5 does not match its checksum/);
  await assert.rejects(readKerasFile(path, { sha256: "00" }), /but its SHA-256 is [0-9a-f]{64} instead of 00\./);
  await assert.rejects(
    readKerasFile(join(folder, "none.keras")),
    /Expected a file at .*none\.keras, but received nothing/,
  );
  for (const name of ["config.json", "metadata.json", "model.weights.h5"]) {
    await assert.rejects(
      readKerasFile(altered("missing.keras", { [name]: undefined })),
      new RegExp(`but it has no ${name}\\.`),
    );
  }
  await assert.rejects(
    readKerasFile(altered("a.keras", { "config.json": strToU8("{") })),
    /but its config\.json cannot be used/,
  );
  await assert.rejects(
    readKerasFile(altered("b.keras", { "config.json": strToU8('{ "config": { "layers": [{}] } }') })),
    /but its config\.json cannot be used \(config\.layers\.0\.class_name is nothing instead of a text\)\. Use another copy/,
  );
  await assert.rejects(
    readKerasFile(altered("c.keras", { "model.weights.h5": weightBytes().subarray(0, 30_000) })),
    /but its model\.weights\.h5 is not a whole HDF5 file/,
  );
});

test("one sentence for arrays that are missing, not finite or too many", async () => {
  const check = async (change: (arrays: Map<string, Hdf5Array>) => void, message: RegExp): Promise<void> => {
    await assert.rejects(
      readKerasFile(altered("arrays.keras", { "model.weights.h5": await changedWeights(change) })),
      message,
    );
  };
  await check(
    (arrays) => arrays.delete("layers/conv2d_1/vars/1"),
    /but its weights have no float32 dataset layers\/conv2d_1\/vars\/1\./,
  );
  await check(
    (arrays) => ["0", "1"].forEach((k) => arrays.delete(`layers/conv2d_4/vars/${k}`)),
    /no float32 dataset layers\/conv2d_4\/vars\/0/,
  );
  await check(
    (arrays) => arrays.get("layers/conv2d_2/vars/0")!.data.set([NaN], 5),
    /but layers\/conv2d_2\/vars\/0 holds NaN\./,
  );
  await check(
    (arrays) => arrays.set("layers/conv2d/vars/2", { shape: [1], data: new Float32Array(1) }),
    /holds 3 arrays, not a kernel and a bias/,
  );
});

test("another network's shapes are refused before anything is copied", async () => {
  const { layers } = await readKerasFile(path);
  const other = buildReportAutoencoder({ seed: 9 });
  const before = other.getWeights()[0].dataSync().slice();
  const wrong = layers.map((layer, i) =>
    i === 4 ? { ...layer, kernel: { ...layer.kernel, shape: [3, 3, 3, 32] } } : layer,
  );
  assert.throws(
    () => assignKerasWeights(other, { layers: wrong }),
    /Expected weights of shape \[3,3,32,3\] and \[3\] for the layer .*, but received \[3,3,3,32\] and \[3\] \(conv2d_4\)/,
  );
  assert.throws(
    () => assignKerasWeights(other, { layers: layers.slice(1) }),
    /Expected 5 layers with weights .* but received 4\./,
  );
  assert.deepEqual(other.getWeights()[0].dataSync(), before);
});

test("networks that are not written are named", async () => {
  const dense = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  await assert.rejects(
    kerasBytes(dense),
    /Expected layers of the kinds Conv2D, MaxPooling2D, UpSampling2D .*, but received Dense/,
  );
  const input = tf.input({ shape: [4, 4, 1] });
  const functional = tf.model({ inputs: input, outputs: tf.layers.upSampling2d({}).apply(input) as tf.SymbolicTensor });
  await assert.rejects(kerasBytes(functional), /Expected a sequential network to write as a Keras file, but received/);
});
