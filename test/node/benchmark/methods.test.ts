import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { classicalMethods } from "../../../src/classical";
import { chooseMethods, listMethods } from "../../../src/node/benchmark/methods";
import { recordedRunsFolder } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

test("every classical method, every recorded run with a network and the authors' weights are listed", () => {
  const names = listMethods().map(({ name }) => name);
  for (const name of [...Object.keys(classicalMethods), "report-fixed-seed1", "report-fresh-seed2", "report-authors"]) {
    assert.ok(names.includes(name), name);
  }
  assert.equal(new Set(names).size, names.length);
});

test("a folder without a network is no method, an absent folder holds none", () => {
  const folder = temporaryFolder("lab-runs-");
  mkdirSync(join(folder, "benchmark"));
  cpSync(join(recordedRunsFolder, "report-fixed-seed1"), join(folder, "report-fixed-seed1"), { recursive: true });
  const runs = listMethods(folder).filter(({ name }) => name.startsWith("report-"));
  assert.deepEqual(runs.map(({ name }) => name), ["report-fixed-seed1", "report-authors"]);
  assert.equal(runs[0].title, "Report's network, fixed masks, seed 1");
  assert.deepEqual(listMethods(join(folder, "nothing")).filter(({ classical }) => classical === undefined).length, 1);
});

test("methods are chosen by name, in the table's order; a wrong name prints the list", () => {
  assert.deepEqual(chooseMethods(["report-authors", "mean"]).map(({ name }) => name), ["mean", "report-authors"]);
  assert.throws(() => chooseMethods(["mena"]), /Expected --method to name some of mean, .*report-authors, but received "mena"/);
});

test("a recorded run loads, counts its parameters and fills", async () => {
  const loaded = await chooseMethods(["report-fixed-seed1"])[0].load?.();
  assert.ok(loaded);
  assert.equal(loaded.parameters, 13_347);
  const images = { data: new Float32Array(2 * 3072).fill(0.5), shape: [2, 32, 32, 3] as const };
  const filled = await loaded.fill(images, { data: new Uint8Array(2048).fill(1), shape: [2, 32, 32, 1] });
  assert.deepEqual(filled.shape, [2, 32, 32, 3]);
  loaded.dispose();
});
