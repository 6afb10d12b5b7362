import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadAudit } from "../../../src/node/jupyter/recordedAudit";
import { temporaryFolder } from "../../support/temporaryFolder";

test("the recorded measurements that notebooks show are there, each under its own name", () => {
  for (const name of ["loss-parts", "paint", "positions", "held-out"] as const)
    assert.equal(loadAudit(name).name, name);
  const {
    images,
    values: { paints, network },
  } = loadAudit("paint");
  assert.equal(images, 10_000);
  assert.deepEqual(
    paints.map(({ value }) => value),
    [0, 0.1, 0.25, 0.5, 1],
  );
  assert.deepEqual(
    network.map(({ value }) => Math.round(10 * value)),
    [176, 77, 99, 128, 57],
  );
});

test("a record that is missing or damaged is refused with its place", () => {
  const folder = temporaryFolder("audit-records-");
  assert.throws(
    () => loadAudit("paint", folder),
    /paint\.json is missing or damaged\. Make it again: npm run measure -- paint\./,
  );
  writeFileSync(join(folder, "paint.json"), "{");
  assert.throws(() => loadAudit("paint", folder), /paint\.json is missing or damaged/);
});

test("a study that does not exist is refused with the names there are", () => {
  assert.throws(
    () => loadAudit("pain" as "paint"),
    /^Error: Expected the name of a study, but received "pain"\. Use one of .*\bpaint\b.*\.$/,
  );
});
