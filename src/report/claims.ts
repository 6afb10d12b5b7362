// The claims of the original report that we test, with the rule by which our numbers decide; the rules were written before the
// numbers were read. What a claim says, in words, is in report/words.json; what was measured and how it came out is written in
// the chapter that calls `#claim`.
import type { Claim, Verdict } from "./claim";

/** What varies in the masks of the published program, read from its code. */
const publishedMasks = { positionByImage: true, sizeByImage: false, positionByEpoch: false, sizeByEpoch: false };
/** Of the text's "first ten" and the caption's "ten random", the published program does the first. */
const firstTen = { text: true, caption: false };
const reportPatience = 5;

const on8 = (method: string): string => `benchmark.square8.${method}.pooledHolePsnrDb`;
const network8 = on8("report-fixed-seed1");
const withoutLearning = ["telea", "navierStokes", "harmonic", "biharmonic"].map(on8);
const ofClass = (name: string): string => `audit.classes.methods.network.${name}`;
const newMasks = ["outside", "side4", "side16", "pixels50", "white"].map((test) => `derived.generalisation.${test}.Db`);
const gap = "audit.training-gap.runs.report-fixed-seed1.gap";
const testExcess = "audit.training-gap.runs.report-fixed-seed1.test";
const squaredError = "audit.squared-error.holePsnrDifferenceDb";

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
  {
    // Two parts: twenty epochs from a cold start come out alike; the curve of forty begins where a cold start begins.
    id: "3",
    source: "4.5",
    numbers: ["runs.fixed1.epoch20", "published.coldStart.epoch20", "published.firstValLoss", "runs.fixed1.epoch1"],
    verdict: (value) =>
      share([
        Math.abs(value("runs.fixed1.epoch20") - value("published.coldStart.epoch20")) < 0.001,
        Math.abs(value("runs.fixed1.epoch1") - value("published.firstValLoss")) < 0.005,
      ]),
  },
  {
    // Above every method without learning, by intervals that do not meet: holds. Above a flat colour: partly.
    id: "4",
    source: "4.5.1",
    numbers: [network8, on8("mean"), ...withoutLearning],
    verdict: (_, variables) => {
      const above = (other: string): boolean => clearlyAbove(variables[network8], variables[other]);
      if (withoutLearning.every(above)) return "holds";
      return above(on8("mean")) ? "holdsPartly" : "doesNotHold";
    },
  },
  {
    // Each of the two easy classes clearly above each of the two hard ones.
    id: "5",
    source: "4.5.1",
    numbers: ["automobile", "ship", "bird", "cat"].map(ofClass),
    verdict: (_, variables) =>
      share(
        ["automobile", "ship"].flatMap((easy) =>
          ["bird", "cat"].map((hard) => clearlyAbove(variables[ofClass(easy)], variables[ofClass(hard)])),
        ),
      ),
  },
  {
    // A test is passed where the network loses at most half a decibel more than the harmonic fill does. Places inside the
    // trained range are no test of new masks.
    id: "6",
    source: "1",
    numbers: newMasks,
    verdict: (value) => share(newMasks.map((test) => value(test) < 0.5)),
  },
  {
    // Two parts: the gap is at most a twentieth of the error, and the seeds end within .001 of one another.
    id: "7",
    source: "1",
    numbers: [gap, testExcess, "derived.seedSpread"],
    verdict: (value, variables) =>
      share([(variables[gap].high ?? Infinity) < 0.05 * value(testExcess), value("derived.seedSpread") < 0.001]),
  },
  {
    // Images held out from the training set move at most half as much as test images: holds. Nearly as much: does not.
    id: "8",
    source: "4.5",
    numbers: ["derived.wobble.heldOut", "derived.wobble.test"],
    verdict: (value) => {
      const ratio = value("derived.wobble.heldOut") / value("derived.wobble.test");
      return ratio <= 0.5 ? "holds" : ratio < 0.8 ? "holdsPartly" : "doesNotHold";
    },
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
    // 30 dB on undamaged images: holds. Below what averaging over 2×2 pixels keeps in fewer numbers: does not.
    id: "10",
    source: "3.3",
    numbers: ["audit.undamaged.network", "audit.undamaged.meanPooled"],
    verdict: (value, variables) => {
      if (value("audit.undamaged.network") >= 30) return "holds";
      return clearlyAbove(variables["audit.undamaged.meanPooled"], variables["audit.undamaged.network"])
        ? "doesNotHold"
        : "holdsPartly";
    },
  },
  {
    // Another method does clearly better on the same images: the resolution is not what limits this network.
    id: "11",
    source: "4.5.1",
    numbers: [network8, on8("harmonic"), on8("biharmonic")],
    verdict: (_, variables) =>
      ["harmonic", "biharmonic"].some((method) => clearlyAbove(variables[on8(method)], variables[network8]))
        ? "doesNotHold"
        : "holdsPartly",
  },
  {
    // Known pixels beside the hole err by a quarter more than the same pixels do without a hole: holds. By a twentieth: partly.
    id: "12",
    source: "2",
    numbers: ["derived.edgeRatio"],
    verdict: (value) => {
      const ratio = value("derived.edgeRatio");
      return ratio > 1.25 ? "holds" : ratio > 1.05 ? "holdsPartly" : "doesNotHold";
    },
  },
  { id: "13", source: "4.1.1", numbers: [], verdict: () => share(Object.values(firstTen)) },
];

/** All: holds; some: partly; none: does not hold. */
function share(parts: readonly boolean[]): Verdict {
  if (parts.every((part) => part)) return "holds";
  return parts.some((part) => part) ? "holdsPartly" : "doesNotHold";
}

interface Ends {
  readonly low?: number;
  readonly high?: number;
}

/** The intervals do not meet. */
function clearlyAbove({ low = NaN }: Ends, { high = NaN }: Ends): boolean {
  return low > high;
}
