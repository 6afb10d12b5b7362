// Numbers that follow from others, each by one rule over named keys: differences, ratios, distances. Printed and marked like
// measured ones; their place in the source table is this file and the rule.

import type { RuleName } from "./rules";

export interface Derived {
  readonly key: string;
  readonly rule: RuleName;
  /** The keys of the numbers that the rule takes, in its order. */
  readonly of: readonly string[];
}

const difference = (key: string, first: string, second: string): Derived => ({
  key: `derived.${key}`,
  rule: "difference",
  of: [first, second],
});
const ratio = (key: string, first: string, second: string): Derived => ({
  key: `derived.${key}`,
  rule: "ratio",
  of: [first, second],
});
const hole = (maskSet: string, method: string): string => `benchmark.${maskSet}.${method}.pooledHolePsnrDb`;
const network = "report-fixed-seed1";
const derive = (rule: RuleName, key: string, ...of: string[]): Derived => ({ key: `derived.${key}`, rule, of });
/** Epochs 10 to 40 of the training with images held out: the first ten still fall too steeply to speak of fluctuation. */
const heldOutSeries = (loss: string): string[] =>
  Array.from({ length: 31 }, (_, i) => `audit.held-out.epochs.${i + 10}.${loss}`);
const classNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
const classTextures = classNames.map((name) => `audit.classes.texture.${name}`);
const perClass = (method: string): string[] => classNames.map((name) => `audit.classes.methods.${method}.${name}`);

export const derivedNumbers: readonly Derived[] = [
  // How far the network lies above (or, negative, below) other methods in the hole, in dB.
  ...["square8", "centre16", "rectangle28x14", "pixels50", "articleLines"].flatMap((set) =>
    ["mean", "telea", "navierStokes", "harmonic", "biharmonic", "report-authors"].map((method) =>
      difference(`${set}.networkOver.${method}.Db`, hole(set, network), hole(set, method)),
    ),
  ),
  difference("square8.lastRowCosts.network.Db", hole("square8", network), hole("square8FullRange", network)),
  difference("square8.lastRowCosts.harmonic.Db", hole("square8", "harmonic"), hole("square8FullRange", "harmonic")),
  // Distance of a loss above the entropy floor: the only part of it that is error.
  ...["run", "runs.fixed1", "runs.fixed2", "runs.fresh1", "runs.fresh2"].flatMap((run) => [
    ...["epoch1", "epoch20", "epoch40", "lowest"].map((when) =>
      difference(`excess.${run}.${when}`, `${run}.${when}`, `${run}.entropyFloor`),
    ),
    ...["harmonic", "mean"].map((fill) =>
      difference(`excess.${run}.${fill}`, `${run}.${fill}.fullImageCrossentropy`, `${run}.entropyFloor`),
    ),
    difference(`${run}.networkOver.harmonic.Db`, `${run}.holePsnrDb`, `${run}.harmonic.pooledHolePsnrDb`),
  ]),
  ...["coldStart.epoch20", "firstValLoss", "lowest"].map((when) =>
    difference(`excess.published.${when}`, `published.${when}`, "runs.fixed1.entropyFloor"),
  ),
  difference("epoch20.oursOverPublished.Loss", "run.epoch20", "published.coldStart.epoch20"),
  difference("lowest.oursOverPublished.Loss", "run.lowest", "published.lowest"),
  // How many times faster.
  ratio("speed.tracedOverFit.ratio", "bench.training.report.traced", "bench.training.report.tfjs-node-fit"),
  ratio("speed.tracedOverKeras.ratio", "bench.training.report.traced", "bench.training.report.keras-fit"),
  ratio("speed.tracedOverPytorch.ratio", "bench.training.report.traced", "bench.training.report.pytorch-eager"),
  // What the studies' numbers say together; rows without a record are passed over.
  difference("positions.outsideCosts.network.Db", "audit.positions.inside.network", "audit.positions.outside.network"),
  difference(
    "positions.outsideCosts.harmonic.Db",
    "audit.positions.inside.harmonic",
    "audit.positions.outside.harmonic",
  ),
  ...["network", "authors"].map((who) =>
    difference(`paint.whiteCosts.${who}.Db`, `audit.paint.${who}.black`, `audit.paint.${who}.white`),
  ),
  ratio(
    "lossParts.floorShare",
    "audit.loss-parts.methods.network.floor",
    "audit.loss-parts.methods.network.crossentropy",
  ),
  derive(
    "percentOf",
    "floorPercent",
    "audit.loss-parts.methods.network.floor",
    "audit.loss-parts.methods.network.crossentropy",
  ),
  derive(
    "percentOfSum",
    "knownPercent",
    "audit.loss-parts.methods.network.knownExcess",
    "audit.loss-parts.methods.network.holeExcess",
  ),
  ...["harmonic", "biharmonic"].map((method) =>
    difference(`lead.${method}.Db`, hole("square8", method), hole("square8", network)),
  ),
  ratio("edgeRatio", "audit.edge-distance.network.known.1.mse", "audit.edge-distance.undamaged.known.1.mse"),
  derive("spread", "seedSpread", "runs.fixed1.epoch40", "runs.fixed2.epoch40", "runs.fixed3Epochs60.epoch40"),
  // How much more the network loses than the harmonic fill does, where holes are not those of the training, in dB.
  derive(
    "lostLead",
    "generalisation.outside.Db",
    "audit.positions.outside.harmonic",
    "audit.positions.outside.network",
    "audit.positions.inside.harmonic",
    "audit.positions.inside.network",
  ),
  ...[4, 16].map((side) =>
    derive(
      "lostLead",
      `generalisation.side${side}.Db`,
      `audit.sides.harmonic.${side}`,
      `audit.sides.network.${side}`,
      "audit.sides.harmonic.8",
      "audit.sides.network.8",
    ),
  ),
  derive(
    "lostLead",
    "generalisation.pixels50.Db",
    hole("pixels50", "harmonic"),
    hole("pixels50", network),
    hole("square8", "harmonic"),
    hole("square8", network),
  ),
  ...[
    ["nearlyBlack", "nearly-black"],
    ["white", "white"],
  ].map(([name, paint]) =>
    derive(
      "lostLead",
      `generalisation.${name}.Db`,
      hole("square8", "harmonic"),
      `audit.paint.network.${paint}`,
      hole("square8", "harmonic"),
      "audit.paint.network.black",
    ),
  ),
  // From epoch to epoch, images held out from training and test images.
  derive("fluctuation", "wobble.heldOut", ...heldOutSeries("heldOutLoss")),
  derive("fluctuation", "wobble.test", ...heldOutSeries("testLoss")),
  derive("fluctuationsTogether", "wobble.correlation", ...heldOutSeries("heldOutLoss"), ...heldOutSeries("testLoss")),
  derive("rankCorrelation", "classRankCorrelation", ...perClass("network"), ...perClass("harmonic")),
  derive("rankCorrelation", "textureRankCorrelation", ...perClass("network"), ...classTextures),
];
