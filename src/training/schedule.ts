// Learning rates that change during a training: a schedule gives the rate of each step, counted from 1. The numbers are
// computed here, in JavaScript, and go into the step as an input. The residual inpainter decays linearly; the other schedules
// are for the U-Nets of the Weights & Biases article, which come next.

/** The learning rate of the step-th step, counted from 1. */
export type Schedule = (step: number) => number;
export type LearningRate = number | Schedule;

/** The same rate in every step. */
export function constantRate(rate: number): Schedule {
  return () => rate;
}

export interface DecayOptions {
  /** The highest rate, reached in step `warmupSteps` (without a warm-up: just before step 1). */
  readonly peak: number;
  /** The step in which the rate is down at `floor`, where it stays. */
  readonly steps: number;
  /** Steps of a linear rise from 0; default 0. */
  readonly warmupSteps?: number;
  /** Default 0. */
  readonly floor?: number;
}

/**
 * Half a cosine from `peak` down to `floor` (Loshchilov and Hutter 2017, equation 5, without restarts) after a linear rise.
 * Keras's CosineDecay counts steps from 0, so its first step of a warm-up moves nothing; here step 1 takes the rate that
 * Keras takes one step later.
 */
export function cosineDecay(options: DecayOptions): Schedule {
  return decay(options, (done) => (1 + Math.cos(Math.PI * done)) / 2);
}

/** A straight line from `peak` down to `floor` after a linear rise (Defazio et al. 2023, arXiv 2310.07831, abstract). */
export function linearDecay(options: DecayOptions): Schedule {
  return decay(options, (done) => 1 - done);
}

/** `left`: the part of the way down that is still ahead when this part of the steps after the warm-up is done. */
function decay({ peak, steps, warmupSteps = 0, floor = 0 }: DecayOptions, left: (done: number) => number): Schedule {
  if (!(warmupSteps >= 0 && steps > warmupSteps)) {
    throw new Error(
      `Expected more steps than steps of warm-up, but received ${steps} and ${warmupSteps}. ` +
        `Count the steps of the whole training: epochs × images / batch size.`,
    );
  }
  return (step) => {
    if (step <= warmupSteps) return (peak * step) / warmupSteps;
    const done = Math.min(1, (step - warmupSteps) / (steps - warmupSteps));
    return floor + (peak - floor) * left(done);
  };
}

/** rates[0] up to and with step until[0], rates[1] up to and with step until[1], …, the last rate from there on. */
export function piecewiseConstant(until: readonly number[], rates: readonly number[]): Schedule {
  if (rates.length !== until.length + 1 || until.some((step, i) => i > 0 && !(step > until[i - 1]))) {
    throw new Error(
      `Expected rising steps and one rate more than steps, but received steps ${until.join(", ")} and rates ` +
        `${rates.join(", ")}. Use for example piecewiseConstant([1000, 2000], [1e-3, 3e-4, 1e-4]).`,
    );
  }
  return (step) => rates[until.filter((last) => step > last).length];
}

/** The rate of a step, checked: a finite number from 0 up, or an error that names the step. */
export function rateAt(learningRate: LearningRate, step: number): number {
  const rate = typeof learningRate === "number" ? learningRate : learningRate(step);
  if (!(Number.isFinite(rate) && rate >= 0)) {
    throw new Error(`Expected a learning rate from 0 up, but received ${rate} in step ${step}. Use for example 0.001.`);
  }
  return rate;
}

/** For the name of an optimiser: the number, or that there is a schedule. */
export function rateText(learningRate: LearningRate): string {
  return typeof learningRate === "number" ? String(learningRate) : "schedule";
}
