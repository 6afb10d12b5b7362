import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readCheckpoint, readCheckpointSeconds, writeCheckpoint } from "../../../src/node/store/checkpoint";
import { decodeSafetensors, encodeSafetensors } from "../../../src/node/store/safetensors";
import type { TrainingState } from "../../../src/training/state";

const folder = mkdtempSync(join(tmpdir(), "lab-checkpoint-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const array = (name: string, values: number[]): TrainingState["parameters"][number] => ({
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

test("a state comes back with every bit", async () => {
  const path = join(folder, "state.safetensors");
  assert.equal(readCheckpoint(path), null);
  await writeCheckpoint(path, state);
  assert.deepEqual(readCheckpoint(path), state);
  await writeCheckpoint(path, { ...state, best: null });
  assert.equal(readCheckpoint(path)?.best, null);
});

test("the seconds of an unfinished epoch are kept; without a checkpoint, or in an earlier version's, there are none", async () => {
  const path = join(folder, "seconds.safetensors");
  assert.equal(readCheckpointSeconds(path), 0);
  await writeCheckpoint(path, state, 12.5);
  assert.equal(readCheckpointSeconds(path), 12.5);
  assert.deepEqual(readCheckpoint(path), state);
  const {
    arrays,
    metadata: { progress },
  } = decodeSafetensors(readFileSync(path), path);
  writeFileSync(path, encodeSafetensors({ arrays, metadata: { progress } }));
  assert.equal(readCheckpointSeconds(path), 0);
});

test("carried tensors come back under whatever name the step gives them, and so do further losses", async () => {
  const path = join(folder, "two networks.safetensors");
  const ofTwo: TrainingState = {
    ...state,
    lossSums: { loss: 1 / 3, discriminatorLoss: 2 / 3 },
    log: [{ epoch: 1, loss: 1 / 3, valLoss: Math.PI, others: { discriminatorLoss: 0.1 + 0.2 } }],
    parameters: [array("parameter0", [1]), array("parameter10", [2])],
    optimizerState: [array("discriminatorState0", [3]), array("parameterAverage", [4])],
  };
  await writeCheckpoint(path, ofTwo);
  assert.deepEqual(readCheckpoint(path), ofTwo);
});

test("a checkpoint of an earlier version, which had one sum of losses, is read", async () => {
  const path = join(folder, "earlier.safetensors");
  await writeCheckpoint(path, state);
  const { arrays, metadata } = decodeSafetensors(readFileSync(path), path);
  const progress = { ...(JSON.parse(metadata.progress) as TrainingState), lossSums: undefined, lossSum: 0.1 + 0.2 };
  const earlier = { ...metadata, progress: JSON.stringify(progress) };
  assert.doesNotMatch(earlier.progress, /lossSums/);
  writeFileSync(path, encodeSafetensors({ arrays, metadata: earlier }));
  assert.deepEqual(readCheckpoint(path), state);
});

test("a checkpoint that is cut off or changed anywhere is refused by name", async () => {
  const path = join(folder, "damaged.safetensors");
  await writeCheckpoint(path, state);
  const bytes = readFileSync(path);
  const changed = Buffer.from(bytes);
  changed[bytes.length - 3] ^= 1;
  for (const damaged of [
    Buffer.alloc(0),
    bytes.subarray(0, 5),
    bytes.subarray(0, 60),
    bytes.subarray(0, -4),
    changed,
  ]) {
    writeFileSync(path, damaged);
    assert.throws(
      () => readCheckpoint(path),
      /Expected a whole checkpoint, but .*damaged\.safetensors is damaged\. Delete it/,
    );
  }
});

test("a checkpoint whose text was changed is refused by name, with the key where it can be told", async () => {
  const path = join(folder, "changed.safetensors");
  const { parameters, optimizerState, best: _, ...progress } = state;
  const arrays = [...parameters, ...optimizerState];
  const write = (text: string): void =>
    writeFileSync(path, encodeSafetensors({ arrays, metadata: { progress: text } }));
  write(JSON.stringify({ ...progress, best: null }));
  assert.deepEqual(readCheckpoint(path), { ...state, best: null });
  write(JSON.stringify({ ...progress, best: null, log: [{ epoch: 1, loss: 2, valLoss: null }] }));
  assert.throws(() => readCheckpoint(path), {
    message:
      `Expected log.0.valLoss in ${path} to be a number, but received null. ` + "Delete it and start that run again.",
  });
  for (const text of ["{", ""]) {
    write(text);
    assert.throws(() => readCheckpoint(path), /Expected a whole checkpoint, but .*changed\.safetensors is damaged\./);
  }
  write(JSON.stringify({ ...progress, best: null }));
  const bytes = readFileSync(path);
  for (const [from, to] of [
    ['"F32"', '"F16"'],
    ['"shape":[2]', '"shape":[3]'],
    ['"data_offsets":[0,', '"data_offsets":[1,'],
  ]) {
    const changed = Buffer.from(bytes.toString("latin1").replace(from, to), "latin1");
    assert.equal(changed.length, bytes.length);
    assert.ok(!changed.equals(bytes), from);
    writeFileSync(path, changed);
    assert.throws(() => readCheckpoint(path), /Expected a whole checkpoint, but .* is damaged\. Delete it/, from);
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
