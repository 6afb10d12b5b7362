import assert from "node:assert/strict";
import { test } from "node:test";
import { reportMarks } from "../../../src/node/typeset/reportMarks";
import { sampleRun } from "../../report/sampleRecords";

const marks = (local: boolean, synthetic = false, quick = false): ReturnType<typeof reportMarks> => {
  const run = sampleRun("report-fixed-seed1");
  return reportMarks({ shown: { ...run, config: { ...run.config, synthetic, quick } }, local });
};

test("the recorded report has neither banner nor foot", () => {
  assert.deepEqual(marks(false), { local: false, banner: null, foot: null });
});

test("synthetic data, a small run and a local run are named in both languages", () => {
  const { banner, foot } = marks(true, true, true);
  assert.equal(
    banner?.en,
    "SYNTHETIC DATA, not CIFAR-10 · A SMALL RUN, " + "not the original's experiment · local run report-fixed-seed1",
  );
  assert.match(banner?.de ?? "", /^SYNTHETISCHE DATEN, nicht CIFAR-10 · EIN KLEINER LAUF/);
  assert.match(foot?.de ?? "", /alle anderen Zahlen aus den aufgezeichneten Läufen/);
});
