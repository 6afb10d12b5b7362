// The claims of the original report that we test, with the rule by which our numbers decide. What a claim says, in words, is
// in report/words.json; what was measured and how it came out is written in the chapter that calls `#claim`.
import type { Claim } from "./claim";

export const claims: readonly Claim[] = [
  {
    id: "4",
    source: "4.5.1",
    numbers: ["benchmark.square8.report-fixed-seed1.pooledHolePsnrDb", "benchmark.square8.harmonic.pooledHolePsnrDb"],
    verdict: (value) => (value("benchmark.square8.report-fixed-seed1.pooledHolePsnrDb") >=
      value("benchmark.square8.harmonic.pooledHolePsnrDb") ? "holds" : "doesNotHold"),
  },
];
