// transfer: what a network that fills holes has learned for telling classes (Pathak et al. 2016, section 5.2 and table 2), on CIFAR-10:
// a linear probe, nearest neighbours, and fine-tuning with few and with all labels, from trained and from drawn weights of each
// encoder. All classes that are asked for are those of held-out training images: the test images stay untouched. No encoder was trained
// on these images but the report's, which saw all training images, without their classes. Reconstruction can probe poorly and fine-tune well, so the three are told apart.
import type { LabelledImages } from "../datasets/dataset";
import { heldOutCount, holdOutValidation, takeLabelled } from "../datasets/split";
import { takeRows, type FeatureRows } from "../images/featureRows";
import { nothingHidden } from "../images/holes";
import { randomStream, shuffledPositions } from "../random";
import { kNearest } from "../transfer/kNearest";
import type { LabelledFeatures } from "../transfer/labelledFeatures";
import { linearProbe } from "../transfer/linearProbe";
import { stratifiedShare } from "../transfer/stratifiedShare";
import {
  keepNothing,
  type NamedMethod,
  type Study,
  type StudyContext,
  type StudyEncoder,
  type StudyMethod,
} from "./study";
import {
  seedRunSchema,
  type SeedAccuracies,
  type SeedRun,
  type TransferRow,
  type TransferValues,
} from "./transferValues";

export interface TransferSettings {
  readonly seeds: readonly number[];
  /** Shares of the labels, and how often each is passed over. */
  readonly shares: readonly { readonly share: number; readonly passes: number }[];
  /** At most so many images in a fine-tuning, by architecture, where that is fewer; shares with more labels are left out. */
  readonly samplesAtMost: { readonly [architecture: string]: number };
  readonly neighbours: number;
}

/** So that a fine-tuning takes a minute and a half on a core; the residual inpainter's steps are ten times as long. */
export const transferSettings: TransferSettings = {
  seeds: [1, 2, 3],
  shares: [
    { share: 0.01, passes: 50 },
    { share: 0.05, passes: 20 },
    { share: 0.1, passes: 10 },
    { share: 1, passes: 2 },
  ],
  samplesAtMost: { residualInpainter: 10_000 },
  neighbours: 20,
};

/** The loss on so many is logged after each pass of a fine-tuning; it chooses nothing. */
const validationImages = 250;

const methods: readonly NamedMethod[] = [
  { key: "contextSquaredError", method: "context-l2" },
  { key: "contextJoint", method: "context-joint" },
  { key: "plainAutoencoder", method: "autoencoder-plain" },
  { key: "denoisingAutoencoder", method: "autoencoder-denoising" },
  { key: "report", method: "report-fixed-seed1" },
  { key: "residualInpainter", method: "residual-inpainter" },
];

export const transferStudy: Study<TransferValues> = {
  name: "transfer",
  title: "what encoders of networks that fill holes are worth to a classifier",
  heldOut: true,
  methods,
  experiments: ["context-l2", "context-joint", "autoencoder-plain", "autoencoder-denoising"],
  measure: async (context) => {
    const { train } = context.dataset;
    const { train: others, validation } = holdOutValidation(train, 1, heldOutCount(train.labels.length));
    return { images: validation.labels.length, values: await measureTransfer(context, others, validation) };
  },
};

/** Fits classifiers to `train` by every encoder and asks them for the classes of `heldOut`. Throws on methods without an encoder. */
export async function measureTransfer(
  context: Pick<StudyContext, "methods" | "progress" | "keep">,
  train: LabelledImages,
  heldOut: LabelledImages,
  settings: TransferSettings = transferSettings,
): Promise<TransferValues> {
  const without = Object.values(context.methods).find(({ openEncoder }) => openEncoder === undefined);
  if (without !== undefined || Object.keys(context.methods).length === 0) {
    throw new Error(
      `Expected networks with an encoder, but received ${without?.name ?? "none"}. ` +
        "Name some: --methods report-fixed-seed1,residual-inpainter.",
    );
  }
  const { progress, keep = keepNothing } = context;
  const rows: TransferRow[] = [];
  const architectures = new Map<string, StudyMethod>();
  const measure = async (key: string, method: StudyMethod, weights: TransferRow["weights"]): Promise<TransferRow> => {
    const runs: SeedRun[] = [];
    let features: Features | null = null;
    for (const seed of settings.seeds) {
      const run = await keep(`${key} ${weights} ${seed}`, seedRunSchema, async () => {
        const encoder = (method.openEncoder as NonNullable<StudyMethod["openEncoder"]>)(weights, seed);
        try {
          const say = (what: string): Promise<void> => progress(`transfer, ${key}, seed ${seed}: ${what}`);
          await say("features");
          // Of trained weights they are the same for every seed.
          if (features === null || weights === "drawn")
            features = { train: all(encoder, train), heldOut: all(encoder, heldOut) };
          return await measureSeed(encoder, features, { train, heldOut, seed }, settings, say);
        } finally {
          encoder.dispose();
        }
      });
      runs.push(run);
    }
    return joined(key, weights, runs);
  };
  for (const [key, method] of Object.entries(context.methods)) {
    const row = await measure(key, method, "trained");
    rows.push(row);
    if (!architectures.has(row.architecture)) architectures.set(row.architecture, method);
  }
  for (const [architecture, method] of architectures) rows.push(await measure(architecture, method, "drawn"));
  const fitted = train.labels.length - heldOutCount(train.labels.length);
  return { seeds: settings.seeds, fitted, rows };
}

interface Features {
  readonly train: FeatureRows;
  readonly heldOut: FeatureRows;
}

interface SeedImages {
  readonly train: LabelledImages;
  readonly heldOut: LabelledImages;
  readonly seed: number;
}

function all(encoder: StudyEncoder, { images }: LabelledImages): FeatureRows {
  return encoder.features(images, nothingHidden(images));
}

async function measureSeed(
  encoder: StudyEncoder,
  features: Features,
  { train, heldOut, seed }: SeedImages,
  { shares, samplesAtMost, neighbours }: TransferSettings,
  say: (what: string) => Promise<void>,
): Promise<SeedRun> {
  const { architecture } = encoder;
  const right = (classes: Uint8Array): number =>
    classes.filter((one, i) => one === heldOut.labels[i]).length / classes.length;
  const count = train.labels.length;
  const order = shuffledPositions(count, randomStream(seed, "images that choose"));
  const [choosing, fitting] = [order.slice(0, heldOutCount(count)), order.slice(heldOutCount(count)).sort()];
  const fit = takeLabelled(train, fitting);
  const of = (positions: Int32Array): LabelledFeatures => ({
    features: takeRows(features.train, positions),
    labels: Uint8Array.from(positions, (position) => train.labels[position]),
  });
  const fitted = of(fitting);
  await say("linear probe");
  const probe = right(linearProbe(fitted, of(choosing)).classify(features.heldOut));
  await say("nearest neighbours");
  const nearest = right(kNearest(fitted, features.heldOut, { neighbours }));
  const validation = takeLabelled(train, choosing.subarray(0, validationImages));
  const fineTuned: SeedRun["fineTuned"][number][] = [];
  for (const { share, passes } of shares) {
    const labelled = takeLabelled(fit, stratifiedShare(fit.labels, share, seed));
    const labels = labelled.labels.length;
    const most = samplesAtMost[architecture] ?? Infinity;
    if (labels > most) continue;
    const rounds = Math.min(passes, Math.round(most / labels));
    const classes = await encoder.fineTune(
      {
        fit: labelled,
        validation,
        samples: rounds * labels,
        seed,
        onEpoch: (epoch) => say(`fine-tuning with ${labels.toLocaleString("en")} labels, ${epoch} of ${rounds} passes`),
      },
      heldOut.images,
    );
    fineTuned.push({ share, labelled: labels, samples: rounds * labels, accuracy: right(classes) });
  }
  return { architecture, features: features.train.size, probe, nearest, fineTuned };
}

function joined(key: string, weights: TransferRow["weights"], runs: readonly SeedRun[]): TransferRow {
  const [{ architecture, features, fineTuned }] = runs;
  return {
    key,
    architecture,
    weights,
    features,
    probe: overSeeds(runs.map(({ probe }) => probe)),
    nearest: overSeeds(runs.map(({ nearest }) => nearest)),
    fineTuned: fineTuned.map((one, i) => ({
      ...one,
      accuracy: overSeeds(runs.map((run) => run.fineTuned[i].accuracy)),
    })),
  };
}

function overSeeds(seeds: readonly number[]): SeedAccuracies {
  const mean = seeds.reduce((sum, value) => sum + value, 0) / seeds.length;
  const squares = seeds.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { seeds, mean, spread: seeds.length === 1 ? 0 : Math.sqrt(squares / (seeds.length - 1)) };
}
