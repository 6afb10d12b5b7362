import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { AuditRecord } from "../../../src/studies/records";
import { copyAudit, hashInputs, readAuditRecord, writeAuditRecord } from "../../../src/node/studies/record";
import { projectRoot } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

const record: AuditRecord<"held-out"> = {
  name: "held-out", command: "npm run audit", dataset: "CIFAR-10", synthetic: false, seed: 1, images: 5, seconds: 0.1, inputs: [],
  values: {
    epochs: [], chosenByHeldOut: { epoch: 1, testLoss: 2 }, chosenByTest: { epoch: 1, testLoss: 2 }, patience: 5,
    stopByHeldOut: null, stopByTest: null,
  },
};

test("a record is read as it was written", async () => {
  const folder = temporaryFolder("lab-audit-");
  await writeAuditRecord(folder, record);
  assert.deepEqual(readAuditRecord(folder, "held-out"), record);
  assert.throws(() => readAuditRecord(folder, "paint"), /Expected a JSON file of a run, but .*paint\.json is missing/);
});

test("inputs carry the names they have once committed, and the bytes they have in this audit", () => {
  const folder = temporaryFolder("lab-audit-");
  const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex");
  mkdirSync(join(folder, "runs", "x"), { recursive: true });
  writeFileSync(join(folder, "runs/x/log.csv"), "own");
  assert.deepEqual(hashInputs(["runs/recorded/audit/runs/x/log.csv", "package.json"], folder), [
    { file: "runs/recorded/audit/runs/x/log.csv", sha256: sha256("own") },
    { file: "package.json", sha256: sha256(readFileSync(join(projectRoot, "package.json"))) },
  ]);
  assert.throws(() => hashInputs(["runs/recorded/audit/runs/y/log.csv"], folder),
    /Expected the file .*runs\/y\/log\.csv, on which results rest/);
});

test("copying takes records and runs without checkpoints and stamps, and leaves the others", async () => {
  const from = temporaryFolder("lab-audit-"), to = join(temporaryFolder("lab-audit-"), "audit");
  await writeAuditRecord(from, record);
  const unwanted = ["runs/x/.stages/training.txt", "runs/x/checkpoint.safetensors"];
  for (const file of ["runs/x/log.csv", "runs/x/model/weights.bin", ...unwanted]) {
    mkdirSync(join(from, file, ".."), { recursive: true });
    writeFileSync(join(from, file), file);
  }
  for (const file of ["paint.json", "runs/x/old.csv", "runs/y/log.csv"]) {
    mkdirSync(join(to, file, ".."), { recursive: true });
    writeFileSync(join(to, file), file);
  }
  copyAudit(from, to, ["held-out"], ["x"]);
  const there = ["held-out.json", "paint.json", "runs/x/log.csv", "runs/x/model/weights.bin", "runs/y/log.csv"];
  for (const file of there) assert.ok(existsSync(join(to, file)), file);
  const gone = ["runs/x/.stages", "runs/x/checkpoint.safetensors", "runs/x/old.csv", "runs/x.new"];
  for (const file of gone) assert.ok(!existsSync(join(to, file)), file);
});
