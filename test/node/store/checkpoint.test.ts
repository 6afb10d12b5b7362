// A checkpoint comes back with every bit; with any bit flipped, cut off anywhere or of an earlier version it is refused by one
// sentence.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { readCheckpoint, writeCheckpoint, type Checkpoint } from "../../../src/node/store/checkpoint";
import { sha256Hex } from "../../../src/node/files/sha256";
import { decodeSafetensors, encodeSafetensors } from "../../../src/node/store/safetensors";
import type { NamedArray, TrainingState } from "../../../src/training/state";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("lab-checkpoint-");

const array = (name: string, values: number[]): NamedArray => ({
  name,
  shape: [values.length],
  data: Float32Array.from(values),
});
const state: TrainingState = {
  epoch: 3,
  step: 17,
  lossSums: { loss: 0.1 + 0.2 },
  finished: false,
  log: [{ epoch: 1, loss: 1 / 3, valLoss: Math.PI }],
  parameters: [array("parameter0", [1, Math.fround(0.1)])],
  optimizerState: [array("state0", [1e-38]), array("state1", [-0])],
  best: { epoch: 1, valLoss: Math.PI, parameters: [array("parameter0", [3, 4])] },
};
const checkpoint: Checkpoint = {
  state,
  seconds: 12.5,
  config: planRun(reportFixed, drawDeadLeaves({ trainCount: 1, testCount: 1 })),
  key: "a hash",
  tables: {
    log: [
      { epoch: 1, samples: 100, loss: 1 / 3, valLoss: Math.PI, measured: null },
      { epoch: 2, samples: 200, loss: 1 / 7, valLoss: Math.E, measured: { square8: 0.1 + 0.2 } },
    ],
    timing: [{ epoch: 1, seconds: 1 / 3, imagesPerSecond: 300 }],
  },
};

function refusal(path: string): { message: string } {
  return {
    message:
      `Expected a whole checkpoint of this version, but ${path} is damaged or of an earlier version. ` +
      "Delete it and start that run again.",
  };
}

test("a checkpoint comes back with every bit", async () => {
  const path = join(folder, "state.safetensors");
  assert.equal(readCheckpoint(path), null);
  await writeCheckpoint(path, checkpoint);
  assert.deepEqual(readCheckpoint(path), checkpoint);
  const first = { ...checkpoint, state: { ...state, best: null } };
  await writeCheckpoint(path, first);
  assert.deepEqual(readCheckpoint(path), first);
});

test("carried tensors come back under whatever name the step gives them, and so do further losses", async () => {
  const path = join(folder, "two networks.safetensors");
  const parameters = Array.from({ length: 11 }, (_, i) => array(`parameter${i}`, [i]));
  const ofTwo: TrainingState = {
    ...state,
    lossSums: { loss: 1 / 3, discriminatorLoss: 2 / 3 },
    log: [{ epoch: 1, loss: 1 / 3, valLoss: Math.PI, others: { discriminatorLoss: 0.1 + 0.2 } }],
    parameters,
    optimizerState: [array("discriminatorState0", [3]), array("parameterAverage", [4])],
    best: { epoch: 1, valLoss: Math.PI, parameters },
  };
  await writeCheckpoint(path, { ...checkpoint, state: ofTwo });
  assert.deepEqual(readCheckpoint(path)?.state, ofTwo);
});

test("with any one bit flipped it is refused", async () => {
  const path = join(folder, "flipped.safetensors");
  await writeCheckpoint(path, checkpoint);
  const bytes = readFileSync(path);
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] ^= 1 << (bit & 7);
    writeFileSync(path, flipped);
    assert.throws(() => readCheckpoint(path), refusal(path), `bit ${bit & 7} of byte ${bit >> 3}`);
  }
});

test("cut off anywhere, or with something behind it, it is refused", async () => {
  const path = join(folder, "cut off.safetensors");
  await writeCheckpoint(path, checkpoint);
  const bytes = readFileSync(path);
  for (let length = 0; length < bytes.length; length++) {
    writeFileSync(path, bytes.subarray(0, length));
    assert.throws(() => readCheckpoint(path), refusal(path), `${length} bytes`);
  }
  writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(4)]));
  assert.throws(() => readCheckpoint(path), refusal(path));
});

test("other content under a sound hash is refused: an earlier version's, or arrays that do not fit together", async () => {
  const path = join(folder, "other.safetensors");
  await writeCheckpoint(path, checkpoint);
  const { arrays, metadata } = decodeSafetensors(readFileSync(path), path);
  const refused = (content: Parameters<typeof encodeSafetensors>[0], what: string): void => {
    writeFileSync(path, encodeSafetensors(content));
    assert.throws(() => readCheckpoint(path), refusal(path), what);
  };
  refused({ arrays, metadata: { progress: JSON.stringify(state), seconds: "0" } }, "earlier version");
  for (const checkpoint of [
    "",
    "{",
    "null",
    "[]",
    metadata.checkpoint.replace('"epoch":3', '"epoch":"3"'),
    metadata.checkpoint.replace('"seed":1', '"sead":1'),
    metadata.checkpoint.replace('"samples":100', '"samples":true'),
  ])
    refused({ arrays, metadata: { checkpoint } }, checkpoint);
  const [parameter, ...others] = arrays;
  refused({ arrays: [{ ...parameter, name: "parameter1" }, ...others], metadata }, "a parameter is missing");
  refused({ arrays: others, metadata }, "best weights of another network");
  refused({ arrays: [{ ...parameter, shape: [1, 2] }, ...others], metadata }, "best weights of another shape");
});

test("entries of the header that do not describe the values are refused", () => {
  const bytes = encodeSafetensors({ arrays: [array("a", [1, 2]), array("b", [3])], metadata: {} });
  const text = bytes.toString("latin1");
  const sound = (changed: string): Buffer => {
    const zeroed = changed.replace(/(?<="sha256":")\w{64}/, "0".repeat(64));
    return Buffer.from(zeroed.replace("0".repeat(64), sha256Hex(Buffer.from(zeroed, "latin1"))), "latin1");
  };
  assert.deepEqual(sound(text), bytes);
  for (const [from, to] of [
    ['"F32"', '"F16"'],
    ['"shape":[2]', '"shape":[3]'],
    ['"shape":[2]', '"shape":[0]'],
    ['"data_offsets":[0,8]', '"data_offsets":[1,8]'],
    ['"data_offsets":[8,12]', '"data_offsets":[4,12]'],
    ['"data_offsets":[8,12]', '"data_offsets":[8,16]'],
    ['"b":', '"a":'],
  ]) {
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, from);
    assert.throws(() => decodeSafetensors(sound(changed), "x"), refusal("x"), `${from} to ${to}`);
  }
});

test("the layout is that of safetensors: header length, JSON, aligned little-endian values", () => {
  const bytes = encodeSafetensors({ arrays: [array("a", [1, 2])], metadata: { note: "ü" } });
  const length = Number(bytes.readBigUInt64LE());
  const header = JSON.parse(bytes.toString("utf8", 8, 8 + length)) as { a: unknown };
  assert.deepEqual(header.a, { dtype: "F32", shape: [2], data_offsets: [0, 8] });
  assert.equal(length % 8, 0);
  assert.equal(bytes.readFloatLE(8 + length + 4), 2);
  assert.equal(decodeSafetensors(bytes, "x").metadata.note, "ü");
});
