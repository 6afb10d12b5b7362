import assert from "node:assert/strict";
import { test } from "node:test";
import { keysInPhrase, keysOfTable, reportTables } from "../../src/report/reportTables";
import { makeVariables } from "../../src/report/variables";
import { sampleRecords, sampleRun } from "./sampleRecords";

const tables = (more: Parameters<typeof sampleRecords>[0] = {}): ReturnType<typeof reportTables> => {
  const records = sampleRecords(more);
  return reportTables(records, makeVariables(records, { derived: [], claims: [] }), []);
};

test("a row per run and per method; what is not there is null", () => {
  const { runs, benchmark } = tables();
  assert.deepEqual(runs.rows[0], {
    run: "report-fixed-seed1",
    keys: [
      null,
      "runs.fixed1.lowest",
      "runs.fixed1.lowestEpoch",
      "runs.fixed1.holePsnrDb",
      "runs.fixed1.harmonic.pooledHolePsnrDb",
    ],
  });
  assert.deepEqual(
    benchmark.rows.map(({ method, keys }) => [method, keys[0], keys[1]]),
    [
      ["harmonic", "benchmark.square8.harmonic.pooledHolePsnrDb", null],
      ["report-fixed-seed1", "benchmark.square8.report-fixed-seed1.pooledHolePsnrDb", null],
    ],
  );
});

test("the audit's own trainings stay out of the table of runs", () => {
  const { runs } = tables({
    runs: [
      sampleRun("report-fixed-seed1"),
      { ...sampleRun("held-out-seed1"), folder: "runs/recorded/audit/runs/held-out-seed1" },
    ],
  });
  assert.deepEqual(
    runs.rows.map(({ run }) => run),
    ["report-fixed-seed1"],
  );
});

test("a reader's own run stands first", () => {
  const { runs } = tables({ shown: sampleRun("report-fixed-seed7"), local: true });
  assert.deepEqual(
    runs.rows.map(({ run }) => run),
    ["report-fixed-seed7", "report-fixed-seed1", "report-fresh-seed2"],
  );
  assert.equal(runs.rows[0].keys[1], "run.lowest");
});

test("methods that are to be left out have no row", () => {
  const records = sampleRecords();
  const { benchmark } = reportTables(records, makeVariables(records, { derived: [], claims: [] }), [], ["harmonic"]);
  assert.deepEqual(
    benchmark.rows.map(({ method }) => method),
    ["report-fixed-seed1"],
  );
});

test("the keys that a table prints", () => {
  const all = { ...tables(), claims: [{ id: "4", source: "" }] };
  assert.equal(keysOfTable("runs-table", all, []).length, 8);
  assert.deepEqual(keysOfTable("claims-table", all, ["{a.b} dB against {c}"]), ["a.b", "c", "claims.4.verdict"]);
  assert.deepEqual(keysOfTable("fig", all, ["{a}"]), []);
  assert.deepEqual(keysInPhrase("no key"), []);
});
