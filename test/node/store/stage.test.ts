import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { runStage } from "../../../src/node/store/stage";

const folder = mkdtempSync(join(tmpdir(), "lab-stage-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("a stage runs once, again when its key changes, when a result is gone, and after a failure", async () => {
  const result = join(folder, "result.txt");
  let runs = 0;
  const stage = (
    key: string,
    work = async (): Promise<void> => {
      runs++;
      writeFileSync(result, "x");
    },
  ): ReturnType<typeof runStage> => runStage({ name: "a stage", folder, key, results: [result], work });
  assert.equal((await stage("1")).skipped, false);
  assert.equal((await stage("1")).skipped, true);
  await stage("2");
  assert.equal(runs, 2);
  rmSync(result);
  await stage("2");
  assert.equal(runs, 3);
  await assert.rejects(
    stage("3", async () => {
      throw new Error("broken");
    }),
    /broken/,
  );
  await stage("3");
  assert.equal(runs, 4);
});
