import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { noteSyntheticData } from "../../../src/node/jupyter/circumstances";
import { executeNotebook, jupyterPython } from "../../../src/node/jupyter/executeNotebook";
import { exportFigure, figurePlace } from "../../../src/node/jupyter/exportFigure";
import { figuresFolder, localRunsFolder, notebooksFolder, projectRoot } from "../../../src/node/paths";
import { shownRunFolder } from "../../../src/node/store/runRecord";
import { findFigures } from "../../../src/node/typeset/findFigures";
import { sampleLoss } from "../../figures/samples";
import { checkNotRun } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

const cell = { path: join(notebooksFolder, "A6-visualisation.ipynb"), notebook: "A6-visualisation", id: "loss-curves" };
const recorded = { synthetic: false, ofReport: true, cell, quick: false, env: {} };

/** A copy of the recorded run as the one that notebooks are executed for, until the test ends. */
function asOwnRun(context: TestContext): string {
  const folder = join(temporaryFolder("lab-export-"), "report-fixed-seed1");
  cpSync(shownRunFolder(), folder, { recursive: true });
  const { LAB_RUN, JPY_SESSION_NAME } = process.env;
  Object.assign(process.env, { LAB_RUN: folder, JPY_SESSION_NAME: cell.path });
  context.after(() => {
    for (const [name, value] of Object.entries({ LAB_RUN, JPY_SESSION_NAME })) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
  return folder;
}

test("the committed notebook exports the recorded run to figures/, and all else goes to runs/local/figures", () => {
  assert.deepEqual(figurePlace(recorded), { folder: figuresFolder, command: "npm run reproduce -- --update" });
  const local = join(localRunsFolder, "figures");
  const copy = { ...cell, path: join(localRunsFolder, "copies", "A6-visualisation.ipynb") };
  const own = join(local, "A6-visualisation");
  for (const other of [{ quick: true }, { ofReport: false }, { cell: copy }]) {
    assert.deepEqual(figurePlace({ ...recorded, ...other }), { folder: own, command: "npm run lab" });
  }
  assert.equal(figurePlace({ ...recorded, cell: null }).folder, local);
  assert.equal(figurePlace({ ...recorded, synthetic: true }).folder, join(own, "synthetic"));
});

test("executed for a run, a notebook exports the report's figures to that run's folder, and others still to runs/local", () => {
  const env = { LAB_RUN: "/runs/own", LAB_COMMAND: "npm run reproduce -- --quick" };
  for (const other of [{}, { quick: true }, { synthetic: true }, { cell: null }]) {
    const place = figurePlace({ ...recorded, ...other, env });
    assert.deepEqual(place, { folder: join("/runs/own", "figures"), command: env.LAB_COMMAND });
  }
  const other = figurePlace({ ...recorded, ofReport: false, env }).folder;
  assert.equal(other, join(localRunsFolder, "figures", "A6-visualisation"));
  assert.equal(figurePlace({ ...recorded, env: { LAB_RUN: "/runs/own" } }).command, "npm run reproduce");
});

test("on synthetic data a figure whose cell does not say so is marked and goes beside the others", async (context) => {
  context.mock.method(console, "log", () => undefined);
  noteSyntheticData("data set", true);
  context.after(() => noteSyntheticData("data set", false));
  const folder = join(localRunsFolder, "figures", "synthetic");
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const figure = sampleLoss();
  assert.equal(await exportFigure("test-of-synthetic-data", figure), figure);
  assert.match(
    readFileSync(join(folder, "test-of-synthetic-data.svg"), "utf8"),
    /this notebook runs on synthetic data/,
  );
  assert.match((await readFigureManifest(folder))[0].dataset, /synthetic/);
});

test("the figure comes back, its files and its origin are written, one line says where, and nothing is written twice", async (context) => {
  const folder = asOwnRun(context);
  const log = context.mock.method(console, "log", () => undefined);
  const figure = sampleLoss();
  assert.equal(await exportFigure("loss-curve", figure), figure);
  const [entry] = await readFigureManifest(join(folder, "figures"));
  const { name, notebook, cell: id, run, dataset, seed, inputs = [] } = entry;
  assert.deepEqual(
    [name, notebook, id, run, dataset, seed],
    ["loss-curve", "A6-visualisation", "loss-curves", "report-fixed-seed1", "CIFAR-10", 1],
  );
  assert.deepEqual(
    inputs.map(({ file }) => file.split("/").at(-1)),
    ["log.csv", "metrics.json"],
  );
  assert.deepEqual(
    log.mock.calls.map(({ arguments: words }) => words),
    [[`Figure loss-curve: ${join(folder, "figures")}/loss-curve.svg and .png`]],
  );
  const files = ["loss-curve.svg", "loss-curve.png", "manifest.json"].map((file) => join(folder, "figures", file));
  const times = files.map((file) => statSync(file).mtimeMs);
  await exportFigure("loss-curve", figure);
  assert.deepEqual(
    files.map((file) => statSync(file).mtimeMs),
    times,
  );
});

test("a figure of recorded measurements names them, and no run where it shows none", async (context) => {
  const folder = asOwnRun(context);
  context.mock.method(console, "log", () => undefined);
  await exportFigure("benchmark", sampleLoss());
  const [{ run, dataset, seed, inputs = [] }] = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual([run, dataset, seed], [null, "CIFAR-10", 1]);
  assert.deepEqual(
    inputs.map(({ file }) => file),
    ["runs/recorded/benchmark/rows.json"],
  );
});

test("what shows recorded measurements of the network names the recorded run, whichever the notebook is executed for", async (context) => {
  const folder = asOwnRun(context);
  context.mock.method(console, "log", () => undefined);
  const path = join(folder, "config.json");
  writeFileSync(path, readFileSync(path, "utf8").replace('"id": "report-fixed-seed1"', '"id": "own"'));
  rmSync(join(folder, "sha256sums.txt"));
  await exportFigure("position-map", sampleLoss());
  await exportFigure("reconstructions", sampleLoss());
  const entries = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual(
    entries.map(({ name, run }) => [name, run]),
    [
      ["position-map", "report-fixed-seed1"],
      ["reconstructions", "own"],
    ],
  );
});

test("a name that is no file's name is refused", async () => {
  await assert.rejects(
    exportFigure("Loss Curve", sampleLoss()),
    /Expected a figure name of a-z, 0-9 and "-", but received "Loss Curve"\. Use for example "loss-curve"\./,
  );
});

test("A6 exports its three figures of the report, and the report takes them", async (context) => {
  if (!existsSync(jupyterPython)) return checkNotRun("A6's figures: no .venv");
  if (!existsSync(join(projectRoot, "dist/node/jupyter/exportFigure.js"))) {
    return checkNotRun("A6's figures: the project is not compiled");
  }
  const run = asOwnRun(context);
  const copies = temporaryFolder("lab-export-");
  const copy = join(copies, "A6-visualisation.ipynb");
  cpSync(cell.path, copy);
  mkdirSync(join(copies, "node_modules"));
  symlinkSync(projectRoot, join(copies, "node_modules", "inpainting-lab"), "junction");
  const env = { LAB_RUN: run, LAB_QUICK: "1", JPY_SESSION_NAME: cell.path };
  assert.equal((await executeNotebook(copy, { env })).error, null);
  const folder = join(run, "figures");
  const names = ["loss-curve", "position-map", "reconstructions"];
  const entries = await readFigureManifest(folder);
  assert.deepEqual(
    entries.map(({ name, notebook, cell: id }) => [name, notebook, id]),
    [
      ["loss-curve", "A6-visualisation", "loss-curves"],
      ["position-map", "A6-visualisation", "positions"],
      ["reconstructions", "A6-visualisation", "reconstructions"],
    ],
  );
  for (const name of names) assert.ok(existsSync(join(folder, `${name}.png`)), name);
  const search = { root: projectRoot, folders: [folder, figuresFolder], synthetic: true };
  const found = await findFigures(names, search);
  assert.deepEqual(found.problems, []);
  for (const { name, svg } of found.figures) assert.ok(svg.equals(readFileSync(join(folder, `${name}.svg`))), name);
  // Drawn from the recorded log, the curve is the committed one.
  assert.ok(found.figures[0].svg.equals(readFileSync(join(figuresFolder, "loss-curve.svg"))));
});
