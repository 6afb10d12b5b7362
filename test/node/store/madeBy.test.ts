import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { commandOf } from "../../../src/node/store/madeBy";
import { writeJson } from "../../../src/node/store/runRecord";
import { temporaryFolder } from "../../support/temporaryFolder";

test("the command that a run's settings name comes first", async () => {
  const folder = join(temporaryFolder("lab-made-by-"), "report-fresh-seed2");
  assert.equal(commandOf(folder), "npm run train -- report-fresh --seed 2 --record");
  await writeJson(join(folder, "config.json"), { command: "npm run train -- class --seed 7" });
  assert.equal(commandOf(folder), "npm run train -- class --seed 7");
});

test("else the folder's name tells the experiment, the longest that fits, and the seed", () => {
  assert.equal(commandOf("elsewhere/report-held-out-seed1"), "npm run train -- report-held-out --seed 1 --record");
  assert.equal(commandOf("elsewhere/residual-inpainter"), "npm run train -- residual-inpainter --record");
  assert.equal(commandOf("elsewhere/residual-inpainter-base"), "npm run train -- residual-inpainter-base --record");
});

test("where nothing tells it, also where the settings are damaged, it is reproduce", () => {
  assert.equal(commandOf("elsewhere/other"), "npm run reproduce");
  const folder = temporaryFolder("lab-made-by-");
  writeFileSync(join(folder, "config.json"), "{");
  assert.equal(commandOf(folder), "npm run reproduce");
});
