// The parts of the audit that compare the network's fills with those of methods that learn nothing: what the loss is made of,
// classes, places and sizes of the hole, the hole's edge, best and worst fills.
import { fillBiharmonic } from "../../classical/biharmonic";
import { fillHarmonic } from "../../classical/harmonic";
import { fillMean } from "../../classical/mean";
import { classHolePsnr, classTexture } from "../../studies/classes";
import { measureEdges } from "../../studies/edgeDistance";
import { measurePositions } from "../../studies/positions";
import { measureSides } from "../../studies/sides";
import { measureLossParts } from "../../studies/lossParts";
import { measureMethod, type FillMethod } from "../../metrics/measureMethod";
import { chooseRanks } from "../../studies/rankedFills";
import { composite, firstImages } from "../../images";
import { errorRatio } from "../../metrics/errorFigures";
import type { ImageErrors } from "../../metrics/imageErrors";
import { auditSeed, type AuditContext, type AuditPart } from "./context";
import { benchmarkHoles, partOf, type Holes } from "./holes";
import { loadAuthorsNetwork, loadNetwork, withNetworks } from "./networks";
import { weightsOf } from "./weights";

const inputs = (): string[] => [weightsOf()];

export const lossPartsPart: AuditPart<"loss-parts"> = {
  name: "loss-parts", needsAuthors: true, inputs,
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    const methods = await withNetworks([loadNetwork(), loadAuthorsNetwork()], (network, authors) => measureLossParts({
      network: network.fill,
      composited: (given, known) => composite(given, network.fill(given, known), known),
      authors: authors.fill, harmonic: fillHarmonic, biharmonic: fillBiharmonic, mean: fillMean,
    }, images, knownMask, partOf(context, "loss-parts", images)));
    return { images: images.shape[0], values: { methods } };
  },
};

export const classesPart: AuditPart<"classes"> = {
  name: "classes", needsAuthors: true, inputs,
  measure: async (context) => {
    const { classNames, test: { labels } } = context.dataset, holes = await benchmarkHoles(context), classes = classNames.length;
    return withNetworks([loadNetwork(), loadAuthorsNetwork()], async (network, authors) => {
      const ours = await errorsOf(network.fill, holes, context, "classes, network");
      const theirs = await errorsOf(authors.fill, holes, context, "classes, authors");
      const harmonic = await errorsOf(fillHarmonic, holes, context, "classes, harmonic");
      return {
        images: labels.length,
        values: {
          classNames,
          methods: {
            network: classHolePsnr(ours, labels, classes), authors: classHolePsnr(theirs, labels, classes),
            harmonic: classHolePsnr(harmonic, labels, classes),
          },
          texture: classTexture(ours, labels, classes),
        },
      };
    });
  },
};

/** At each of 625 places; more images would only narrow the intervals. */
const positionImages = 1_000;

export const positionsPart: AuditPart<"positions"> = {
  name: "positions", inputs,
  measure: async (context) => {
    const images = firstImages(context.dataset.test.images, positionImages);
    const onPosition = (done: number, of: number): Promise<void> => context.progress(`positions: ${done} of ${of} places`);
    const values = await withNetworks([loadNetwork()], (network) =>
      measurePositions({ network: network.fill, harmonic: fillHarmonic }, images, { onPosition }));
    return { images: values.images, values };
  },
};

export const sidesPart: AuditPart<"sides"> = {
  name: "sides", inputs,
  measure: async (context) => {
    const { images } = context.dataset.test, count = images.shape[0];
    const onPart = (side: number, done: number): Promise<void> =>
      context.progress(`sides: ${side} pixels, ${done} of ${count} images`);
    const values = await withNetworks([loadNetwork()], (network) =>
      measureSides({ network: network.fill, harmonic: fillHarmonic }, images, { seed: auditSeed, onPart }));
    return { images: count, values };
  },
};

export const edgeDistancePart: AuditPart<"edge-distance"> = {
  name: "edge-distance", inputs,
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    const values = await withNetworks([loadNetwork()], (network) =>
      measureEdges({ network: network.fill, harmonic: fillHarmonic }, images, knownMask,
        partOf(context, "edge-distance", images)));
    return { images: images.shape[0], values };
  },
};

export const rankedFillsPart: AuditPart<"ranked-fills"> = {
  name: "ranked-fills", inputs,
  measure: async (context) => {
    const holes = await benchmarkHoles(context);
    const ours = await withNetworks([loadNetwork()], async (network) =>
      holePsnrOfEach(await errorsOf(network.fill, holes, context, "ranked-fills, network")));
    const harmonic = holePsnrOfEach(await errorsOf(fillHarmonic, holes, context, "ranked-fills, harmonic"));
    const ranks = chooseRanks(ours).map((rank) =>
      ({ ...rank, holePsnrDb: ours[rank.position], harmonicHolePsnrDb: harmonic[rank.position] }));
    return { images: ours.length, values: { ranks } };
  },
};

async function errorsOf(
  fill: FillMethod, { images, knownMask }: Holes, context: AuditContext, what: string,
): Promise<ImageErrors> {
  const say = partOf(context, what, images);
  let done = 0;
  const { errors } = await measureMethod(async (given, known) => {
    await say(done);
    done += given.shape[0];
    return fill(given, known);
  }, images, knownMask);
  return errors;
}

/** Capped at 100 dB, as every mean of such figures is. */
function holePsnrOfEach(errors: ImageErrors): Float64Array {
  return errorRatio(errors, "meanPerImageHolePsnrDb").numerators;
}
