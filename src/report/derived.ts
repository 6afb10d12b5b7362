// Numbers that follow from others, each by one rule over named keys: differences, ratios, distances. Printed and marked like
// measured ones; their place in the source table is this file and the rule.

export interface Derived {
  readonly key: string;
  readonly rule: "difference" | "ratio";
  /** first − second, or first / second. */
  readonly of: readonly [first: string, second: string];
}

const difference = (key: string, first: string, second: string): Derived => ({ key: `derived.${key}`, rule: "difference", of: [first, second] });
const ratio = (key: string, first: string, second: string): Derived => ({ key: `derived.${key}`, rule: "ratio", of: [first, second] });
const hole = (maskSet: string, method: string): string => `benchmark.${maskSet}.${method}.pooledHolePsnrDb`;
const network = "report-fixed-seed1";

export const derivedNumbers: readonly Derived[] = [
  // How far the network lies above (or, negative, below) other methods in the hole, in dB.
  ...["square8", "centre16", "rectangle28x14", "pixels50", "articleLines"].flatMap((set) =>
    ["mean", "telea", "navierStokes", "harmonic", "biharmonic", "report-authors"].map((method) =>
      difference(`${set}.networkOver.${method}.Db`, hole(set, network), hole(set, method)))),
  difference("square8.lastRowCosts.network.Db", hole("square8", network), hole("square8FullRange", network)),
  difference("square8.lastRowCosts.harmonic.Db", hole("square8", "harmonic"), hole("square8FullRange", "harmonic")),
  // Distance of a loss above the entropy floor: the only part of it that is error.
  ...["run", "runs.fixed1", "runs.fixed2", "runs.fresh1", "runs.fresh2"].flatMap((run) => [
    ...["epoch1", "epoch20", "epoch40", "lowest"].map((when) => difference(`excess.${run}.${when}`, `${run}.${when}`, `${run}.entropyFloor`)),
    ...["harmonic", "mean"].map((fill) =>
      difference(`excess.${run}.${fill}`, `${run}.${fill}.fullImageCrossentropy`, `${run}.entropyFloor`)),
    difference(`${run}.networkOver.harmonic.Db`, `${run}.holePsnrDb`, `${run}.harmonic.pooledHolePsnrDb`),
  ]),
  ...["coldStart.epoch20", "firstValLoss", "lowest"].map((when) =>
    difference(`excess.published.${when}`, `published.${when}`, "runs.fixed1.entropyFloor")),
  difference("epoch20.oursOverPublished.Loss", "run.epoch20", "published.coldStart.epoch20"),
  difference("lowest.oursOverPublished.Loss", "run.lowest", "published.lowest"),
  // How many times faster.
  ratio("speed.tracedOverFit.ratio", "bench.training.report.traced", "bench.training.report.tfjs-node-fit"),
  ratio("speed.tracedOverKeras.ratio", "bench.training.report.traced", "bench.training.report.keras-fit"),
  ratio("speed.tracedOverPytorch.ratio", "bench.training.report.traced", "bench.training.report.pytorch-eager"),
  // What the audit's numbers say together; rows without a record are passed over.
  difference("positions.outsideCosts.network.Db", "audit.positions.inside.network", "audit.positions.outside.network"),
  difference("positions.outsideCosts.harmonic.Db", "audit.positions.inside.harmonic", "audit.positions.outside.harmonic"),
  ...["network", "authors"].map((who) => difference(`paint.whiteCosts.${who}.Db`, `audit.paint.${who}.black`, `audit.paint.${who}.white`)),
  ratio("lossParts.floorShare", "audit.loss-parts.methods.network.floor", "audit.loss-parts.methods.network.crossentropy"),
];
