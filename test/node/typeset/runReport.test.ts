import assert from "node:assert/strict";
import { test } from "node:test";
import { runReport } from "../../../src/node/typeset/runReport";

test("without the compiler the stage is one sentence and no failure", async (context) => {
  const said = context.mock.method(console, "log", () => undefined);
  const stages: string[] = [];
  await runReport(
    "nowhere",
    "key",
    async (name) => void stages.push(name),
    () => false,
  );
  assert.deepEqual(stages, []);
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /report: left out, the Typst compiler is not in \.venv; npm run setup installs it\./,
  );
});

test("with it the report is a stage whose result is the run's folder report", async () => {
  const stages: unknown[] = [];
  await runReport(
    "folder",
    "key",
    async (name, key, results) =>
      void stages.push([name, key.length, results.map((path) => path.replaceAll("\\", "/"))]),
    () => true,
  );
  assert.deepEqual(stages, [["report", 64, ["folder/report"]]]);
});
