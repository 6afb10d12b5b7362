import assert from "node:assert/strict";
import { rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { readTensorflowjsWeights } from "../../../src/node/files/tensorflowjsWeights";
import { temporaryFolder } from "../../support/temporaryFolder";

before(async () => {
  await tf.setBackend("cpu");
});

const entry = (name: string, size: number, more: object = {}): object => ({
  name,
  shape: [size],
  dtype: "float32",
  ...more,
});
const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

/** A folder with these shards and a model.json of this content, whose path it gives. */
function written(content: unknown, shards: { readonly [name: string]: Buffer }): string {
  const folder = temporaryFolder("tensorflowjs-");
  for (const [name, bytes] of Object.entries(shards)) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, "model.json"), JSON.stringify(content));
  return join(folder, "model.json");
}

const all = (): boolean => true;

test("arrays across shards, in several groups, of a network or of a manifest alone; only what is wanted", async () => {
  const groups = [
    { paths: ["a", "b"], weights: [entry("one", 2), entry("two", 3)] },
    { paths: ["c"], weights: [entry("three", 1)] },
  ];
  const bytes = floats(1, 2, 3, 4, 5);
  const shards = { a: bytes.subarray(0, 9), b: bytes.subarray(9), c: floats(6) };
  for (const content of [groups, { modelTopology: null, weightsManifest: groups }]) {
    const path = written(content, shards);
    const arrays = await readTensorflowjsWeights(path, (name) => name !== "one");
    assert.deepEqual(
      [...arrays].map(([name, { shape, data }]) => [name, shape, [...data]]),
      [
        ["two", [3], [3, 4, 5]],
        ["three", [1], [6]],
      ],
    );
    rmSync(join(path, "../c"));
    assert.equal((await readTensorflowjsWeights(path, (name) => name === "one")).get("one")!.data[1], 2);
  }
});

test("numbers in one or two bytes are brought back to float32", async () => {
  const quantization = (dtype: string, more = {}): object => ({ quantization: { dtype, ...more } });
  const weights = [
    entry("bytes", 2, quantization("uint8", { scale: 0.5, min: -1 })),
    entry("words", 1, quantization("uint16", { scale: 0.25, min: 2 })),
    entry("halves", 1, quantization("float16")),
    entry("whole", 1),
  ];
  // 0x3e00 is 1.5 in half precision.
  const bytes = Buffer.concat([Buffer.from([0, 4, 4, 0, 0x00, 0x3e]), floats(7)]);
  const { numTensors } = tf.memory();
  const arrays = await readTensorflowjsWeights(written([{ paths: ["a"], weights }], { a: bytes }), all);
  assert.deepEqual(
    [...arrays.values()].map(({ data }) => [...data]),
    [[-1, 1], [3], [1.5], [7]],
  );
  assert.equal(tf.memory().numTensors, numTensors);
});

test("one sentence for a shard that is missing, cut off or no file", async () => {
  const weights = [entry("one", 2), entry("two", 3)];
  const fresh = (): string => written([{ paths: ["a", "b"], weights }], { a: floats(1, 2, 3), b: floats(4, 5) });
  const missing = fresh();
  rmSync(join(missing, "../b"));
  await assert.rejects(readTensorflowjsWeights(missing, all), {
    message:
      `Expected the file ${join(missing, "../b")}, which ${missing} names, but received nothing. ` +
      "Convert the network again, or copy all of its files.",
  });
  const cut = fresh();
  truncateSync(join(cut, "../a"), 11);
  await assert.rejects(
    readTensorflowjsWeights(cut, (name) => name === "one"),
    {
      message:
        `Expected 20 bytes in the files of weights that ${cut} names, but received 19. ` +
        "Convert the network again, or copy all of its files.",
    },
  );
  const folder = written([{ paths: ["."], weights }], {});
  await assert.rejects(
    readTensorflowjsWeights(folder, all),
    /^Error: Expected a file of weights at .*, but received a folder\. Convert the network again/,
  );
});

test("one sentence for JSON that is no manifest", async () => {
  const check = async (content: unknown, message: RegExp): Promise<void> => {
    await assert.rejects(readTensorflowjsWeights(written(content, {}), all), message);
  };
  const wayOut = "Name the model\\.json that TensorFlow\\.js wrote\\.$";
  await check({}, new RegExp(`^Error: Expected .*model\\.json.*, but received .*\\. ${wayOut}`));
  await check({ weightsManifest: [{ paths: ["a"] }] }, new RegExp(`weights in .*, but received nothing\\. ${wayOut}`));
  for (const shape of [[-1], [0.5]]) {
    const weights = [entry("one", 1, { shape })];
    await check([{ paths: [], weights }], new RegExp(`shape\\.0 in .*, but received ${shape[0]}\\. ${wayOut}`));
  }
  await check([{ paths: [], weights: [entry("one", 1, { dtype: "string" })] }], /dtype in .*, but received "string"\./);
});
