import assert from "node:assert/strict";
import { test } from "node:test";
import { drawingToSvg } from "../../../src/node/figures/encode";
import { projectRoot } from "../../../src/node/paths";
import { readRecords } from "../../../src/node/typeset/readRecords";
import { reportCharts } from "../../../src/node/typeset/reportCharts";
import type { ReportRecords } from "../../../src/report/records";
import { classes, edgeDistances, interval, lossParts, positions, sides } from "../../studies/recordSamples";

// The recorded runs and benchmark, with made-up measurements of the audit.
const { network, harmonic, "network, composited": composited, "flat colour": mean } = lossParts;
const parts = Object.fromEntries(
  Object.entries({ network, composited, authors: network, harmonic, biharmonic: harmonic, mean }).map(([name, own]) => [
    name,
    { ...own, crossentropy: own.floor + own.knownExcess + own.holeExcess },
  ]),
);
const measured = (values: { readonly [name: string]: unknown }, synthetic = false): ReportRecords["audit"] =>
  Object.entries(values).map(([name, own]) => ({
    name,
    file: `runs/recorded/audit/${name}.json`,
    record: {
      name,
      command: `npm run measure -- ${name} --record`,
      dataset: "CIFAR-10",
      synthetic,
      seed: 1,
      images: 10,
      seconds: 1,
      inputs: [],
      values: own,
    },
  }));
const values = { "loss-parts": { methods: parts }, positions, sides, classes, "edge-distance": edgeDistances };
const records: ReportRecords = { ...readRecords(projectRoot), audit: measured(values) };
const draw = (name: string, from = records): string => {
  const chart = reportCharts.find((one) => one.name === name);
  assert.ok(chart, name);
  return drawingToSvg(chart.draw(from));
};

test("every chart is drawn from the records and names the files it shows", () => {
  assert.deepEqual(
    reportCharts.map(({ name }) => name),
    ["loss-distance", "loss-parts", "hole-sides", "classes", "edge-distance", "repair-ladder-mixture"],
  );
  for (const { name, inputs } of reportCharts) {
    assert.doesNotMatch(draw(name), /NaN|undefined|synthetic data/, name);
    assert.ok(inputs.length > 0 && inputs.every((file) => /^runs\/recorded\/[\w/-]+\.(json|csv)$/.test(file)), name);
  }
});

test("a number that changes in a record changes its chart and no other", () => {
  const other = { ...sides, network: [interval(9), ...sides.network.slice(1)] };
  const changed = { ...records, audit: measured({ ...values, sides: other }) };
  const differ = reportCharts.filter(({ name }) => draw(name) !== draw(name, changed)).map(({ name }) => name);
  assert.deepEqual(differ, ["hole-sides"]);
});

test("the loss chart shows the shown run's log, the recorded runs and what the authors published", () => {
  const log = records.shown.log.map((row) => ({ ...row, valLoss: row.valLoss + 0.001 }));
  const own = { ...records, local: true, shown: { ...records.shown, log } };
  assert.ok(
    draw("loss-distance", own).includes(">this run</text>") && !draw("loss-distance").includes(">this run</text>"),
  );
  const names = ["fixed masks, seed 1", "fresh masks, seed 2", "the authors' log", "the authors' cold start"];
  for (const text of [...names, "harmonic, never trained: 0.0025"]) {
    assert.ok(draw("loss-distance").includes(`>${text.replace("'", "&#39;")}</text>`), text);
  }
});

test("a chart of synthetic data says so", () => {
  assert.ok(draw("classes", { ...records, audit: measured(values, true) }).includes(">synthetic data</text>"));
});

test("a measurement that does not fit its chart is named with the command that makes it", () => {
  const { harmonic: _, ...other } = sides;
  assert.throws(
    () => draw("hole-sides", { ...records, audit: measured({ ...values, sides: other }) }),
    /Expected values\.harmonic in runs\/recorded\/audit\/sides\.json to be a list, but received nothing\. Make it again: npm run measure -- sides --record\./,
  );
});

test("a measurement that is missing is named with the command that makes it", () => {
  const without = { ...records, audit: [], ladder: null };
  assert.throws(
    () => draw("hole-sides", without),
    /Expected the measurement runs\/recorded\/audit\/sides\.json, but there is none\. Make it: npm run measure -- sides --record\./,
  );
  assert.throws(
    () => draw("repair-ladder-mixture", without),
    /Expected the recorded repair ladder, but there is none\. Make it: npm run measure -- repair-ladder --record/,
  );
});
