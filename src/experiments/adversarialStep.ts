// The step that an experiment's adversarial settings and its others make (training/steps/adversarial.ts). The discriminator belongs to
// the step: the checkpoint holds it, and the run's network is the generator alone.
import type * as tf from "../tensorflow";
import { buildDiscriminator } from "../models/contextEncoder";
import { networkInputs } from "../training/networkInput";
import { optimizerFrom, optimizerFunctions } from "../training/optimizerSettings";
import { adversarial } from "../training/steps/adversarial";
import { cutRectangle, holeOnly, type DiscriminatorView } from "../training/steps/discriminatorView";
import type { TrainingStep } from "../training/step";
import type { AdversarialSettings } from "./adversarialSettings";
import type { RunConfig } from "./plan";

/**
 * The step of kind "adversarial" that trains `model`. Throws where the settings have no adversarial part, or ask of the generator what
 * this step does not do.
 */
export function adversarialStepOf(config: RunConfig, model: tf.LayersModel): TrainingStep {
  const settings = adversarialPart(config);
  const { startShare, sees, overlap, overlapWeight, trueLabel, discriminatorWidth: width, spectral } = settings;
  const steps = config.epochs * Math.ceil(config.trainImages / config.batchSize);
  // Steps before the discriminator learns.
  const rest = Math.floor(startShare * steps);
  const { view, size } = viewOf(sees, config.masks.family, model.inputs[0].shape);
  const discriminator = buildDiscriminator({ size, width, spectral, seed: config.seed });
  try {
    const step = adversarial({
      generator: model,
      discriminator,
      view,
      overlap,
      overlapWeight,
      trueLabel,
      prepareInput: networkInputs[config.input],
      generatorOptimizer: optimizerFrom(config.step.optimizer, steps),
      discriminatorOptimizer: optimizerFrom(settings.discriminatorOptimizer, steps - rest),
      adversarialWeight: settings.weight,
      startStep: rest + 1,
    });
    return { ...step, dispose: () => discriminator.dispose() };
  } catch (error) {
    discriminator.dispose();
    throw error;
  }
}

/** What decides how the discriminator is built and trained, for the key of a cache. */
export function adversarialFunctions({ discriminatorOptimizer }: AdversarialSettings): object[] {
  return [adversarialStepOf, ...optimizerFunctions(discriminatorOptimizer)];
}

function viewOf(
  sees: AdversarialSettings["sees"],
  family: string,
  [, height, width]: readonly (number | null)[],
): { readonly view: DiscriminatorView; readonly size: number } {
  if (height === null || height !== width) {
    throw new Error(
      `Expected a network for square images of one size to train against a discriminator, but received one for ` +
        `${height ?? "any"}×${width ?? "any"}. Use contextEncoder.`,
    );
  }
  if (sees === "hole") return { view: holeOnly, size: height };
  if (sees === "centre") {
    if (family !== "centre16") {
      throw new Error(
        `Expected masks of the family centre16 for a discriminator that sees the centre, but received ${family}. ` +
          "Set step.adversarial.sees=hole.",
      );
    }
    const [side, start] = [height / 2, height / 4];
    return { view: cutRectangle({ top: start, left: start, height: side, width: side }), size: side };
  }
  throw new Error(
    `Expected step.adversarial.sees to be centre or hole, but received ${JSON.stringify(sees)}. Use one of these words.`,
  );
}

function adversarialPart({ step }: RunConfig): AdversarialSettings {
  const { adversarial: settings, loss, clipNorm, averageDecay, parallelParts } = step;
  if (settings === undefined) {
    throw new Error(
      "Expected settings step.adversarial for a step of kind adversarial, but received none. " +
        "Start from an experiment that has them, for example context-joint.",
    );
  }
  if (loss !== "holeSquaredError" || clipNorm !== null || averageDecay !== null || parallelParts !== 1) {
    throw new Error(
      'Expected loss "holeSquaredError", no clipNorm, no averageDecay and one part with a step of kind adversarial, but received ' +
        `${JSON.stringify({ loss, clipNorm, averageDecay, parallelParts })}. Leave them as they are.`,
    );
  }
  if (!(settings.startShare >= 0 && settings.startShare < 1)) {
    throw new Error(
      `Expected step.adversarial.startShare from 0 up and below 1, but received ${settings.startShare}. Use for example 0.5.`,
    );
  }
  return settings;
}
