import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../../src/node/paths";
import { drawCharts } from "../../../src/node/typeset/drawCharts";
import { readRecords } from "../../../src/node/typeset/readRecords";
import { reportCharts } from "../../../src/node/typeset/reportCharts";
import { temporaryFolder } from "../../support/temporaryFolder";

test("a chart that lies there as it was drawn is left alone; one that was damaged or is gone since is written anew", async () => {
  const folder = temporaryFolder("lab-charts-");
  const records = readRecords(projectRoot);
  const charts = reportCharts.filter(({ name }) => name === "repair-ladder-mixture");
  const draw = (): Promise<Map<string, string>> =>
    drawCharts(charts, records, { root: projectRoot, folder, onProgress: () => undefined });
  assert.deepEqual([...(await draw())], []);
  const files = ["repair-ladder-mixture.svg", "repair-ladder-mixture.png", "manifest.json"].map((name) =>
    join(folder, name),
  );
  const drawn = files.map((file) => readFileSync(file));
  const asDrawn = (): void => files.forEach((file, i) => assert.ok(readFileSync(file).equals(drawn[i]), file));
  await draw();
  asDrawn();
  for (const file of files.slice(0, 2)) {
    const flipped = Buffer.from(readFileSync(file));
    flipped[flipped.length >> 1] ^= 1;
    writeFileSync(file, flipped);
    await draw();
    asDrawn();
    rmSync(file);
    await draw();
    asDrawn();
  }
});
