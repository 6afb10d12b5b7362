import assert from "node:assert/strict";
import { test } from "node:test";
import type { Claim } from "../../src/report/claim";
import type { Derived } from "../../src/report/derived";
import { makeVariables, missingFor } from "../../src/report/variables";
import { sampleLadder, sampleRecords, sampleRun } from "./sampleRecords";

const none = { derived: [], claims: [] };
const over: Derived = {
  key: "derived.over.Db",
  rule: "difference",
  of: ["run.holePsnrDb", "benchmark.square8.harmonic.pooledHolePsnrDb"],
};
const claim: Claim = {
  id: "4",
  source: "4.5.1",
  numbers: ["run.holePsnrDb"],
  verdict: (value) => (value("run.holePsnrDb") > 18 ? "holds" : "doesNotHold"),
};

test("how many networks of ours were measured on the test images", () => {
  const file = "runs/recorded/TEST-SET.md";
  const { value, en, de, ...networks } = makeVariables(sampleRecords({ testSet: { file, networks: 7 } }), none)[
    "testSet.networks"
  ];
  assert.deepEqual([value, en, de], [7, "7", "7"]);
  assert.equal(networks.file, file);
  assert.equal(makeVariables(sampleRecords({ testSet: null }), none)["testSet.networks"], undefined);
});

test("numbers of the repair ladder: each rung's seeds on each kind of holes, and the harmonic fill", () => {
  const file = "runs/recorded/repair-ladder/ladder.json";
  const variables = makeVariables(sampleRecords({ ladder: { file, record: sampleLadder() } }), none);
  const mixed = variables["ladder.mixture.fresh-mixed-masks.Db.mean"];
  assert.deepEqual(
    [mixed.en, mixed.unit, mixed.file, mixed.path],
    ["17.20", "dB", file, "fresh, mixed masks, mixture.holePsnrDb (mean)"],
  );
  assert.equal(variables["ladder.mixture.as-in-the-report.Db.lowest"].en, "12.00");
  assert.equal(variables["ladder.square8.as-in-the-report.Db.highest"].en, "15.00");
  assert.equal(variables["ladder.square8.harmonicDb"].de, "17,90");
  assert.equal(variables["ladder.samples"].en, "45,000");
  assert.equal(variables["ladder.seeds"].value, 3);
});

test("numbers of runs, of the benchmark, of the audit, of the benches and of the authors, each with its place", () => {
  const variables = makeVariables(sampleRecords(), none);
  const { value, en, file, path, run } = variables["runs.fresh2.epoch5"];
  assert.deepEqual(
    { value, en, file, path, run },
    {
      value: 0.56,
      en: "0.56000",
      file: "runs/recorded/report-fresh-seed2/log.csv",
      path: "epoch 5, valLoss",
      run: "report-fresh-seed2",
    },
  );
  assert.equal(variables["run.longestWithoutImprovement"].value, 2);
  assert.equal(variables["run.lowestEpoch"].value, 5);
  assert.equal(variables["run.minutes"].en, "2.5");
  assert.equal(variables["run.imagesPerSecond"].value, 5000 / 150);
  assert.equal(variables["run.holePsnrDb"].path, "network.pooledHolePsnrDb");
  assert.equal(variables["benchmark.square8.harmonic.pooledHolePsnrDb"].interval?.de, "17,90 bis 18,10");
  assert.equal(variables["benchmark.square8.report-fixed-seed1.imagesPerSecond"].run, "report-fixed-seed1");
  assert.equal(variables["audit.paint.network.white"].path, "values.network.1");
  assert.equal(variables["audit.paint.record.images"].en, "10");
  assert.equal(variables["bench.training.report.keras-fit"].en, "1,211");
  assert.equal(variables["bench.training.report.keras-fit.max"].value, 1500);
  assert.equal(variables["published.coldStart.epoch20"].en, "0.5606");
  assert.equal(variables["published.lowestEpoch"].en, "39");
  assert.deepEqual(Object.keys(variables), [...Object.keys(variables)].sort());
});

test("derived numbers and verdicts follow, and say what they rest on", () => {
  const variables = makeVariables(sampleRecords(), { derived: [over], claims: [claim] });
  assert.equal(variables["derived.over.Db"].en, "−0.50");
  assert.match(variables["derived.over.Db"].path, /run\.holePsnrDb, benchmark\.square8\.harmonic\.pooledHolePsnrDb$/);
  assert.deepEqual(
    [variables["claims.4.verdict"].value, variables["claims.4.verdict"].de],
    ["doesNotHold", "trifft nicht zu"],
  );
});

test("what lacks a number is left out, and can say what it lacks", () => {
  const rules = {
    derived: [{ ...over, of: ["run.holePsnrDb", "audit.none"] }],
    claims: [{ ...claim, numbers: ["derived.over.Db"] }],
  };
  const variables = makeVariables(sampleRecords(), rules);
  assert.equal(variables["derived.over.Db"], undefined);
  assert.equal(variables["claims.4.verdict"], undefined);
  assert.deepEqual(missingFor("derived.over.Db", variables, rules), ["audit.none"]);
  assert.deepEqual(missingFor("claims.4.verdict", variables, rules), ["derived.over.Db"]);
});

test("a claim may ask for its own numbers only", () => {
  const nosy: Claim = { ...claim, verdict: (value) => (value("run.epoch1") > 0 ? "holds" : "doesNotHold") };
  assert.throws(
    () => makeVariables(sampleRecords(), { derived: [], claims: [nosy] }),
    /Expected claim 4 to ask for a number among its own, but it asked for "run\.epoch1"/,
  );
});

test("a derived number of words is refused", () => {
  assert.throws(
    () => makeVariables(sampleRecords(), { derived: [{ ...over, of: ["run.masks", "run.epoch1"] }], claims: [] }),
    /Expected numbers for "derived\.over\.Db", but run\.masks is fixed\. Correct src\/report\/derived\.ts/,
  );
});

test("a reader's own run takes the place of run.*, marked; what it lacks is a dash, and so is what follows from that", () => {
  const shown = { ...sampleRun("report-fixed-seed1-quick", 3), folder: "runs/local/report-fixed-seed1-quick" };
  const late: Derived = { key: "derived.late", rule: "ratio", of: ["run.epoch5", "run.epoch1"] };
  const rules = { derived: [over, late], claims: [{ ...claim, numbers: ["run.epoch5"] }] };
  const variables = makeVariables(sampleRecords({ shown, local: true }), rules);
  assert.equal(variables["run.epoch1"].local, true);
  assert.equal(variables["run.epoch1"].file, "runs/local/report-fixed-seed1-quick/log.csv");
  assert.equal(variables["runs.fixed1.epoch5"].local, false);
  assert.deepEqual([variables["run.epoch5"].value, variables["run.epoch5"].en], [null, "–"]);
  assert.deepEqual([variables["derived.late"].en, variables["derived.late"].local], ["–", true]);
  assert.equal(variables["derived.over.Db"].local, true);
  assert.deepEqual(
    [variables["claims.4.verdict"].value, variables["claims.4.verdict"].local],
    ["cannotBeChecked", true],
  );
});

test("two records with the same key are refused", () => {
  const records = sampleRecords();
  assert.throws(
    () => makeVariables({ ...records, audit: [...records.audit, ...records.audit] }, none),
    /Expected each key once, but runs\/recorded\/audit\/paint\.json gives "audit\.paint\./,
  );
});
