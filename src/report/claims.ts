// The claims of the original report that we test, with the rule by which our numbers decide. What a claim says, its words in the
// original and its rule in words are in report/words.json; what was measured and how it came out is written in the chapter that
// calls `#claim`. The thresholds were set before the numbers were read; their margin after,
// in place of second thresholds for 8 and 12.
import type { Claim, Verdict } from "./claim";

/** What varies in the masks of the published program, read from its code. */
const publishedMasks = { positionByImage: true, sizeByImage: false, positionByEpoch: false, sizeByEpoch: false };
const reportPatience = 5;
const executiveSummary = "Executive Summary";

const on8 = (method: string): string => `benchmark.square8.${method}.pooledHolePsnrDb`;
const ofClass = (name: string): string => `audit.classes.methods.network.${name}`;
const texture = "derived.textureRankCorrelation";
const newMasks = ["outside", "side4", "side16", "pixels50", "nearlyBlack", "white"].map(
  (test) => `derived.generalisation.${test}.Db`,
);
const gap = "audit.training-gap.runs.report-fixed-seed1.gap";
const testExcess = "audit.training-gap.runs.report-fixed-seed1.test";
const squaredError = "audit.squared-error.holePsnrDifferenceDb";
const [undamaged, meanPooled] = ["audit.undamaged.network", "audit.undamaged.meanPooled"];

export const claims: readonly Claim[] = [
  { id: "1", source: "4.2", numbers: [], verdict: () => share(Object.values(publishedMasks)) },
  {
    // It came into action in the published log: holds. Only in a training with images held out: partly.
    id: "2",
    source: "4.4",
    numbers: ["published.longestWithoutImprovement"],
    verdict: (value, variables) => {
      if (value("published.longestWithoutImprovement") >= reportPatience) return "holds";
      return typeof variables["audit.held-out.stopByHeldOut"]?.value === "number" ? "holdsPartly" : "doesNotHold";
    },
  },
  { id: "3", source: "4.5.1", numbers: [], verdict: () => "described" },
  // Closeness to the one picture that was there does not decide what is plausible.
  { id: "4", source: "4.5.1", numbers: [on8("report-fixed-seed1")], verdict: () => "notDecided" },
  {
    // Five parts: each of the two easy classes clearly above each of the two hard ones; classes with less texture filled better.
    id: "5",
    source: "4.5.1",
    numbers: [...["automobile", "ship", "bird", "cat"].map(ofClass), texture],
    verdict: (value, variables) =>
      share([
        ...["automobile", "ship"].flatMap((easy) =>
          ["bird", "cat"].map((hard) => clearlyAbove(variables[ofClass(easy)], variables[ofClass(hard)])),
        ),
        above(-value(texture), 0.5),
      ]),
  },
  {
    // A test is passed where the network loses at most half a decibel more than the harmonic fill does. Places inside the
    // trained range are no test of new masks.
    id: "6",
    source: executiveSummary,
    numbers: newMasks,
    verdict: (value) => share(newMasks.map((test) => below(value(test), 0.5))),
  },
  {
    // Two parts: the gap is at most a twentieth of the error, and the seeds end within .001 of one another.
    id: "7",
    source: executiveSummary,
    numbers: [gap, testExcess, "derived.seedSpread"],
    verdict: (value, variables) =>
      share([whollyBelow(variables[gap], 0.05 * value(testExcess)), below(value("derived.seedSpread"), 0.001)]),
  },
  {
    // Images held out from the training set fluctuate at most half as much as test images.
    id: "8",
    source: "4.5.1",
    numbers: ["derived.wobble.heldOut", "derived.wobble.test"],
    verdict: (value) => share([below(value("derived.wobble.heldOut") / value("derived.wobble.test"), 0.5)]),
  },
  {
    // The squared error fills worse than cross-entropy by more than a tenth of a decibel: holds. Better by that: does not.
    id: "9",
    source: "4.3",
    numbers: [squaredError],
    verdict: (_, variables) => {
      const { low = NaN, high = NaN } = variables[squaredError];
      return high < -0.1 ? "holds" : low > 0.1 ? "doesNotHold" : "holdsPartly";
    },
  },
  {
    // 30 dB on undamaged images: holds. Half a decibel below what averaging over 2×2 pixels keeps in fewer numbers: does not.
    id: "10",
    source: "3.3",
    numbers: [undamaged, meanPooled],
    verdict: (_, variables) => {
      const { low = NaN, high = NaN } = variables[undamaged];
      if (low > 30) return "holds";
      return clearlyAbove(variables[meanPooled], { high: high + 0.5 }) ? "doesNotHold" : "holdsPartly";
    },
  },
  // That another method does better on the same images says nothing of a limit that their resolution sets.
  {
    id: "11",
    source: "4.5.1",
    numbers: ["derived.lead.harmonic.Db", "derived.lead.biharmonic.Db"],
    verdict: () => "notDecided",
  },
  {
    // Known pixels beside the hole err by a quarter more than the same pixels do without a hole.
    id: "12",
    source: "2",
    numbers: ["derived.edgeRatio"],
    verdict: (value) => share([above(value("derived.edgeRatio"), 1.25)]),
  },
  { id: "13", source: "4.1.1", numbers: [], verdict: () => "described" },
];

/** What one part of a claim comes to: kept, not kept, or too near its threshold to say. */
type Part = boolean | "near";

/** All kept: holds; none: does not hold; else partly. */
function share(parts: readonly Part[]): Verdict {
  if (parts.every((part) => part === true)) return "holds";
  return parts.every((part) => part === false) ? "doesNotHold" : "holdsPartly";
}

/** So far from its threshold, as a share of it, must a number without an interval lie, so that no verdict hangs on a small change. */
const margin = 0.2;

function above(value: number, threshold: number): Part {
  return Math.abs(value - threshold) <= margin * threshold ? "near" : value > threshold;
}

function below(value: number, threshold: number): Part {
  const part = above(value, threshold);
  return part === "near" ? part : !part;
}

interface Ends {
  readonly low?: number;
  readonly high?: number;
}

/** The whole interval lies below the threshold. */
function whollyBelow({ low = NaN, high = NaN }: Ends, threshold: number): Part {
  return low <= threshold && threshold <= high ? "near" : high < threshold;
}

/** The intervals do not meet. */
function clearlyAbove({ low = NaN }: Ends, { high = NaN }: Ends): boolean {
  return low > high;
}
