import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { describeEnvironment, readJson, writeJson } from "../../../src/node/store/runRecord";
import { temporaryFolder } from "../../support/temporaryFolder";

test("a missing or damaged record names the command that makes it: the one stated, the run's own, or what its name tells", async () => {
  const folder = temporaryFolder("lab-record-");
  assert.throws(
    () => readJson(join(folder, "none.json"), "npm run measure -- paint"),
    /Expected a record in JSON, but .*none\.json is missing or damaged\. Make it again: npm run measure -- paint\./,
  );
  await writeJson(join(folder, "config.json"), { command: "npm run train -- class --seed 7" });
  writeFileSync(join(folder, "metrics.json"), "{");
  assert.throws(() => readJson(join(folder, "metrics.json")), /Make it again: npm run train -- class --seed 7\./);
  assert.throws(
    () => readJson(join(folder, "residual-inpainter-base", "config.json")),
    /Make it again: npm run train -- residual-inpainter-base --record\./,
  );
});

test("the environment names no machine and no path", () => {
  const text = JSON.stringify(describeEnvironment({ backend: "tensorflow", tensorflowVersion: "2.15.1" }));
  assert.ok(!text.includes(hostname()) && !text.includes(process.cwd()));
});
