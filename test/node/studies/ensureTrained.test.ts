import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedRunOf, trainedFolder } from "../../../src/node/studies/ensureTrained";
import { studies } from "../../../src/studies";

test("every experiment that a study asks for has a run, here and among the recorded ones", () => {
  for (const experiment of studies.flatMap(({ experiments = [] }) => experiments)) {
    assert.match(trainedFolder(experiment, { folder: "local" }).replaceAll("\\", "/"), /^local\/runs\/[a-z-]+-seed1$/);
    assert.match(recordedRunOf(experiment), /^runs\/recorded\/audit\/runs\/[a-z-]+-seed1$/);
  }
});

test("another experiment is refused", () => {
  assert.throws(() => recordedRunOf("report-nothing"),
    /Expected one of the experiments report-held-out, report-squared-error, but received "report-nothing"\. Train it first/);
});
