// The trainer's options on a small network with batch normalisation and dropout: each keeps the loop's promises, alone and
// together with the others: a run continued from any step ends like one never interrupted, and no tensor is left behind.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { startEngine } from "../../src/node/engine/startEngine";
import { adamW } from "../../src/training/adam";
import { cosineDecay } from "../../src/training/schedule";
import { momentum, sgd } from "../../src/training/sgd";
import { runEagerly, type CompileStep } from "../../src/training/step";
import type { TrainingResult } from "../../src/training/trainModel";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import {
  holdEverything,
  randomLayersNetwork,
  smallData,
  throughJson,
  trainSupervised,
  weightsText,
  type SupervisedTraining,
} from "./smallTraining";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

const plain = (more: Partial<SupervisedTraining> = {}): SupervisedTraining => ({
  model: randomLayersNetwork(),
  epochs: 3,
  seed: 1,
  batchSize: 64,
  patience: null,
  data: smallData(),
  ...more,
});
const everything = (more: Partial<SupervisedTraining> = {}): SupervisedTraining =>
  plain({
    optimizer: adamW({ learningRate: cosineDecay({ peak: 0.01, steps: 12, warmupSteps: 3 }) }),
    clipNorm: 0.05,
    averageDecay: 0.7,
    data: smallData("fresh"),
    holdData: holdEverything(),
    parallelParts: 2,
    ...more,
  });

async function run(given: SupervisedTraining): Promise<{ result: TrainingResult; weights: string }> {
  return { result: await trainSupervised(given), weights: weightsText(given.model) };
}
const parametersText = ({ parameters }: { parameters: readonly { data: Float32Array }[] }): string =>
  JSON.stringify(parameters.map(({ data }) => Array.from(data)));

for (const [name, given] of [
  ["batch normalisation and dropout", plain],
  ["every option", everything],
] as const) {
  test(`${name}: interrupted at any step and continued, identical bits`, async () => {
    const whole = await run(given());
    const again = await run(given());
    assert.equal(again.weights, whole.weights);
    for (const stopAfter of [1, 4, 6, 11]) {
      let steps = 0;
      const cut = await trainSupervised(given({ shouldStop: () => ++steps === stopAfter }));
      assert.equal(cut.outcome, "interrupted");
      const continued = await run(given({ resumeFrom: throughJson(cut.state) }));
      assert.deepEqual(continued.result.log, whole.result.log);
      assert.equal(continued.weights, whole.weights);
      assert.deepEqual(continued.result.state, whole.result.state);
    }
  });

  test(`${name}: no tensor is left behind by a step or a run`, async () => {
    const all = given();
    const before = tf.memory().numTensors;
    const counts: number[] = [];
    await trainSupervised({ ...all, callbacks: { onStep: () => counts.push(tf.memory().numTensors) } });
    assert.deepEqual(counts.slice(1, 4), counts.slice(0, 3), "within the first epoch");
    assert.equal(new Set(counts.slice(4)).size, 1, "and after a validation");
    assert.equal(tf.memory().numTensors, before);
  });
}

test("moving averages of layers are part of the state and of the best weights", async () => {
  const given = plain({ epochs: 4, patience: 3 });
  const { state } = await trainSupervised(given);
  const count = given.model.weights.length;
  assert.equal(given.model.nonTrainableWeights.length, 2);
  assert.deepEqual([state.parameters.length, state.best?.parameters.length], [count, count]);
  const variance = state.parameters[count - 1].data;
  assert.ok(
    variance.every((value) => value !== 1),
    "they have moved",
  );
  assert.equal(weightsText(given.model), parametersText(state.best ?? { parameters: [] }));
});

test("averages are validated, kept as best and left in the network, while the training goes on with the weights", async () => {
  const seen: string[] = [];
  const recipe = { epochs: 2, optimizer: momentum({ learningRate: 1 }) };
  const raw = plain(recipe);
  const bare = await run(raw);
  const given = plain({
    ...recipe,
    averageDecay: 0.9,
    callbacks: {
      onEpoch: () => {
        seen.push(weightsText(given.model));
      },
    },
  });
  const averaged = await run(given);
  const { state, log } = averaged.result;
  assert.equal(
    parametersText(state),
    parametersText(bare.result.state),
    "the weights in training are those without averages",
  );
  assert.deepEqual(
    log.map(({ loss }) => loss),
    bare.result.log.map(({ loss }) => loss),
  );
  assert.ok(log.every(({ valLoss }, i) => valLoss !== bare.result.log[i].valLoss));
  assert.notEqual(averaged.weights, bare.weights);
  assert.equal(averaged.weights, seen[1], "the network ends with what was validated last");
  assert.equal(parametersText(state.best ?? { parameters: [] }), seen[(state.best?.epoch ?? 0) - 1]);
  let steps = 0;
  const cut = plain({ ...recipe, averageDecay: 0.9, shouldStop: () => ++steps === 8 });
  assert.equal((await trainSupervised(cut)).outcome, "interrupted");
  assert.equal(weightsText(cut.model), seen[1], "an interrupted one too");
});

test("a decay of 0 is no average at all", async () => {
  const without = await run(plain());
  const zero = await run(plain({ averageDecay: 0 }));
  zero.result.log.forEach((row, i) => assert.ok(Math.abs(row.valLoss - without.result.log[i].valLoss) < 1e-6));
});

test("a limit of the gradients shortens the steps: no step of plain descent is longer than rate × limit", async () => {
  const limit = 0.01;
  const given = plain({ epochs: 1, optimizer: sgd({ learningRate: 1 }), clipNorm: limit });
  const read = (): number[] => given.model.trainableWeights.flatMap((weight) => Array.from(weight.read().dataSync()));
  let before = read();
  const lengths: number[] = [];
  await trainSupervised({
    ...given,
    callbacks: {
      onStep: () => {
        const after = read();
        lengths.push(Math.hypot(...after.map((value, i) => value - before[i])));
        before = after;
      },
    },
  });
  for (const length of lengths) assert.ok(Math.abs(length - limit) < 1e-3 * limit, `${length}`);
});

test("batches picked inside the step give the same bits as copied ones; fixed masks are handed over once", async () => {
  const log: string[] = [];
  const fresh: string[] = [];
  const held = await run(plain({ holdData: holdEverything(log) }));
  const copied = await run(plain());
  assert.deepEqual(held.result.log, copied.result.log);
  assert.equal(held.weights, copied.weights);
  assert.deepEqual(log, ["images 200", "masks", "images 20", "masks"]);
  await trainSupervised(plain({ data: smallData("fresh"), holdData: holdEverything(fresh) }));
  assert.deepEqual(fresh, ["images 200", "masks", "images 20", "masks", "masks", "masks"]);
});

test("a batch in two parts gives the same gradients but for rounding; one that does not divide is left whole", async () => {
  const report = (more: Partial<SupervisedTraining>): SupervisedTraining => ({
    ...plain({ epochs: 1, optimizer: sgd({ learningRate: 0.5 }), ...more }),
    model: buildReportAutoencoder(),
  });
  const numbers = ({ weights }: { weights: string }): number[] => (JSON.parse(weights) as number[][]).flat();
  const whole = numbers(await run(report({})));
  const halves = numbers(await run(report({ parallelParts: 2 })));
  assert.notDeepEqual(halves, whole);
  const apart = Math.max(...whole.map((value, i) => Math.abs(value - halves[i])));
  assert.ok(apart < 1e-5, `${apart}`);
  assert.deepEqual(numbers(await run(report({ parallelParts: 3 }))), whole, "64 and 8 do not divide by 3");
});

test("a step gets a seed where a layer needs one, another one each time", async () => {
  const spy =
    (seeds: (string | undefined)[]): CompileStep =>
    (step) => {
      const eager = runEagerly(step);
      return (inputs) => {
        if ("stepSize" in inputs) seeds.push((inputs.seed as tf.Tensor | undefined)?.dataSync().join());
        return eager(inputs);
      };
    };
  const seeds: (string | undefined)[] = [];
  const none: (string | undefined)[] = [];
  await trainSupervised(plain({ compileStep: spy(seeds) }));
  assert.equal(new Set(seeds).size, 12);
  assert.ok(seeds.every((seed) => /^\d+,\d+$/.test(seed ?? "")));
  await trainSupervised({ ...plain({ compileStep: spy(none), epochs: 1 }), model: buildReportAutoencoder() });
  assert.deepEqual(none, [undefined, undefined, undefined, undefined]);
});

test("compiled steps are disposed of at the end, also of a run that fails", async () => {
  let made = 0;
  let disposed = 0;
  const compileStep: CompileStep = (step) => {
    made++;
    return Object.assign(runEagerly(step), {
      dispose: () => {
        disposed++;
      },
    });
  };
  await trainSupervised(plain({ epochs: 1, compileStep }));
  assert.deepEqual([made, disposed], [2, 2]);
  const fail = (): never => {
    throw new Error("stop here");
  };
  await assert.rejects(trainSupervised(plain({ epochs: 1, compileStep, callbacks: { onStep: fail } })), /stop here/);
  assert.deepEqual([made, disposed], [4, 4]);
});

test("a state of another optimiser, choice of averages or network is refused", async () => {
  const { state } = await trainSupervised(plain({ epochs: 1 }));
  const refused = async (more: Partial<SupervisedTraining>, message: RegExp): Promise<void> =>
    assert.rejects(trainSupervised({ ...plain({ resumeFrom: state }), ...more }), message);
  await refused(
    { optimizer: sgd() },
    /Expected the optimiser state of no arrays, but received state0 to state11 \(12 arrays\)\./,
  );
  await refused(
    { averageDecay: 0.9 },
    /Expected the optimiser state state0 to stateAverage5 \(18 arrays\), but received state0 to state11/,
  );
  await refused(
    { resumeFrom: { ...state, parameters: state.parameters.slice(1) } },
    /Expected 8 parameter arrays, but received 7\./,
  );
});
