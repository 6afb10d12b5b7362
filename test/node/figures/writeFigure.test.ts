import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { copyFigures, readFigureManifest, writeFigure } from "../../../src/node/figures/writeFigure";
import { sampleGrid, sampleLoss } from "../../figures/samples";

const origin = { command: "npm run reproduce", run: "report-fixed-seed1", dataset: "CIFAR-10", seed: 1 };

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "figures-"));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("writes SVG, PNG and a manifest that says where they come from", () =>
  inFolder(async (folder) => {
    await writeFigure(folder, "loss", sampleLoss(), origin);
    await writeFigure(folder, "grid", sampleGrid(), { ...origin, run: null });
    assert.deepEqual(readdirSync(folder).sort(), [
      "grid.png",
      "grid.svg",
      "loss.png",
      "loss.svg",
      "manifest.json",
      "sha256sums.txt",
    ]);
    const [grid, loss] = await readFigureManifest(folder);
    assert.deepEqual(
      [grid.name, loss.name, loss.run, grid.run, loss.seed],
      ["grid", "loss", "report-fixed-seed1", null, 1],
    );
    for (const file of [...grid.files, ...loss.files]) {
      assert.equal(
        createHash("sha256")
          .update(readFileSync(join(folder, file.name)))
          .digest("hex"),
        file.sha256,
      );
    }
  }));

test("writing again changes no byte", () =>
  inFolder(async (folder) => {
    const bytes = (): string[] =>
      readdirSync(folder)
        .sort()
        .map((name) => readFileSync(join(folder, name), "base64"));
    await writeFigure(folder, "loss", sampleLoss(), origin);
    const times = (): number[] => readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs);
    const first = bytes();
    const written = times();
    await writeFigure(folder, "loss", sampleLoss(), origin);
    assert.deepEqual(bytes(), first);
    assert.deepEqual(times(), written, "the files are left untouched");
  }));

test("synthetic data never replaces other data, but may be replaced", () =>
  inFolder(async (folder) => {
    const synthetic = { ...origin, dataset: "synthetic data (dead leaves)" };
    await writeFigure(folder, "loss", sampleLoss(true), synthetic);
    await writeFigure(folder, "loss", sampleLoss(), origin);
    await assert.rejects(
      writeFigure(folder, "loss", sampleLoss(true), synthetic),
      /Expected data other than synthetic for .*loss, which shows CIFAR-10, but received synthetic data .*\. Write it to another/,
    );
  }));

test("odd names and damaged manifests are refused", () =>
  inFolder(async (folder) => {
    await assert.rejects(
      writeFigure(folder, "../loss", sampleLoss(), origin),
      /Expected a figure name of a-z, 0-9 and "-", but received "\.\.\/loss"/,
    );
    writeFileSync(join(folder, "manifest.json"), "{");
    await assert.rejects(
      writeFigure(folder, "loss", sampleLoss(), origin),
      /Expected a list of figures in .*manifest\.json, but received text/,
    );
    writeFileSync(join(folder, "manifest.json"), '{ "figures": [{ "name": "loss" }] }');
    await assert.rejects(readFigureManifest(folder), {
      message:
        `Expected figures.0.title in ${join(folder, "manifest.json")} to be a text, but received nothing. ` +
        "Delete the file and make the figures again.",
    });
    rmSync(join(folder, "manifest.json"));
    await writeFigure(folder, "loss", sampleLoss(), origin);
    writeFileSync(join(folder, "manifest.json"), '{ "figures": [] }');
    await assert.rejects(
      readFigureManifest(folder),
      /^Error: Expected .*manifest\.json as it was written, but it has changed since: .* Delete the file and make the figures again\.$/,
    );
  }));

test("a figure that has changed since it was drawn is not copied", () =>
  inFolder((from) =>
    inFolder(async (to) => {
      await writeFigure(from, "loss", sampleLoss(), origin);
      writeFileSync(join(from, "loss.svg"), "<svg/>");
      await assert.rejects(
        copyFigures(from, to),
        /^Error: Expected .*loss\.svg as it was drawn, but it has changed since\. Delete the folder and make the figures again\.$/,
      );
    }),
  ));

test("figures copied into a folder replace those of the same name and leave the others", () =>
  inFolder((from) =>
    inFolder(async (to) => {
      await writeFigure(to, "speed", sampleLoss(), { ...origin, command: "npm run bench" });
      await writeFigure(to, "loss", sampleLoss(), { ...origin, seed: 7 });
      await writeFigure(from, "loss", sampleLoss(), origin);
      await copyFigures(from, to);
      const entries = await readFigureManifest(to);
      assert.deepEqual(
        entries.map(({ name, seed, command }) => [name, seed, command]),
        [
          ["loss", 1, "npm run reproduce"],
          ["speed", 1, "npm run bench"],
        ],
      );
      assert.deepEqual(readFileSync(join(to, "loss.svg")), readFileSync(join(from, "loss.svg")));
    }),
  ));

test("a figure that is left out is not copied", () =>
  inFolder((from) =>
    inFolder(async (to) => {
      await writeFigure(from, "loss", sampleLoss(), origin);
      await writeFigure(from, "speed", sampleLoss(), origin);
      await copyFigures(from, to, { except: (name) => name === "loss" });
      assert.deepEqual(
        (await readFigureManifest(to)).map(({ name }) => name),
        ["speed"],
      );
      assert.ok(!existsSync(join(to, "loss.svg")));
    }),
  ));

test("the notebook and the cell that export a figure stand in the manifest", () =>
  inFolder(async (folder) => {
    await writeFigure(folder, "loss", sampleLoss(), { ...origin, notebook: "A6-visualisation", cell: "loss-curves" });
    await writeFigure(folder, "speed", sampleLoss(), origin);
    const [loss, speed] = await readFigureManifest(folder);
    assert.deepEqual([loss.notebook, loss.cell], ["A6-visualisation", "loss-curves"]);
    assert.ok(!("notebook" in speed || "cell" in speed));
  }));

test("a figure's inputs stand in the manifest and are copied with it; without any the entry has none", () =>
  inFolder((from) =>
    inFolder(async (to) => {
      const inputs = [{ file: "runs/recorded/report-fixed-seed1/log.csv", sha256: "0".repeat(64) }];
      await writeFigure(from, "loss", sampleLoss(), { ...origin, inputs });
      await writeFigure(from, "speed", sampleLoss(), origin);
      await copyFigures(from, to);
      const [loss, speed] = await readFigureManifest(to);
      assert.deepEqual(loss.inputs, inputs);
      assert.ok(!("inputs" in speed));
      await copyFigures(from, to, { movedTo: (file) => file.replace("recorded", "elsewhere") });
      assert.equal((await readFigureManifest(to))[0].inputs?.[0].file, "runs/elsewhere/report-fixed-seed1/log.csv");
    }),
  ));
