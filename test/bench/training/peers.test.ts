import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { chooseContenders, contenders } from "../../../bench/training/contenders";
import { trainingPeers } from "../../../bench/training/peers";
import { missingPeersNote } from "../../../bench/peers";

test("--only knows every contender, and both settings of keras fit by one name", async () => {
  const { trainingContenders } = await import("../../../src/node/cli/declarations/bench.mjs");
  const names = new Set(contenders.flatMap(({ name, countsAs }) => [name, countsAs]));
  assert.deepEqual([...trainingContenders].sort(), [...names].sort());
  const chosen = chooseContenders(["keras fit", "traced"]).map(({ name }) => name);
  assert.deepEqual(chosen, ["traced", "keras fit plain", "keras fit jit"]);
  assert.equal(chooseContenders(undefined), contenders);
});

test("without peers one sentence names who is missing and how to install them", () => {
  const note = missingPeersNote(trainingPeers, contenders, null, "the sgemm rate") ?? "";
  assert.match(
    note,
    /^Keras and PyTorch are not installed, so keras fit plain, keras fit jit, pytorch eager, pytorch compiled/,
  );
  assert.match(
    note,
    /npm run bench -- training --install-peers installs them \(about \d+ MB of downloads, [\d.]+ GB on/,
  );
  assert.equal(missingPeersNote(trainingPeers, contenders, "/venv/bin/python"), null);
  assert.equal(missingPeersNote(trainingPeers, chooseContenders(["traced"]), null), null);
});

test("every peer is pinned to one version", () => {
  const lines = readFileSync(join(__dirname, "../../../bench/training/requirements.txt"), "utf8").trim().split("\n");
  const pins = lines.filter((line) => !line.startsWith("#"));
  for (const line of pins) assert.match(line, /^[\w.-]+==[\w.]+(; platform_system [!=]= "\w+")?$/);
  for (const name of ["keras", "tensorflow-cpu", "torch", "numpy"]) {
    assert.ok(
      pins.some((line) => line.startsWith(`${name}==`)),
      name,
    );
  }
});
