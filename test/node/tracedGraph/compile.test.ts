import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { BatchNormalization } from "../../../src/layers/batchNormalization";
import { startEngine } from "../../../src/node/engine/startEngine";
import { compileTraced } from "../../../src/node/tracedGraph/compile";
import { FrozenValueError } from "../../../src/node/tracedGraph/graph";
import { otherWeightsOf, parametersOf } from "../../../src/training/step";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

test("each set of shapes has a trace of its own, and inputs may come in any order", () => {
  const traced = compileTraced(({ x, factor }) => ({ y: tf.mul(tf.sum(x, 1), factor) }), { warn: assert.fail });
  for (const rows of [4, 4, 3, 4, 3]) {
    const x = tf.randomUniform([rows, 5]);
    const factor = tf.scalar(rows);
    const expected = tf.tidy(() => [...tf.mul(tf.sum(x, 1), factor).dataSync()]);
    const { y } = rows === 4 ? traced({ x, factor }) : traced({ factor, x });
    assert.deepEqual([...y.dataSync()], expected);
    tf.dispose([x, factor, y]);
  }
  traced.dispose();
});

test("live tensors do not grow over 1,000 calls", () => {
  const weight = tf.variable(tf.zeros([5, 5]));
  const x = tf.randomUniform([4, 5]);
  const traced = compileTraced((inputs) => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean(tf.square(tf.matMul(inputs.x as tf.Tensor2D, weight as tf.Tensor2D))) as tf.Scalar,
      [weight],
    );
    return { loss: value, weight: tf.sub(weight, grads[weight.name]) };
  });
  let after = 0;
  for (let i = 0; i < 1000; i++) {
    const result = traced({ x });
    weight.assign(result.weight as tf.Tensor2D);
    tf.dispose(result);
    if (i === 0) after = tf.memory().numTensors;
  }
  assert.equal(tf.memory().numTensors, after);
  assert.equal(tf.memory().numDataBuffers, tf.engine().backend.numDataIds());
  traced.dispose();
  tf.dispose([weight, x]);
});

test("inputs and variables that share their data are told apart", () => {
  const shared = tf.tensor1d([1, 2]);
  const variable = tf.variable(shared);
  const traced = compileTraced(({ a, b }) => ({ y: tf.addN([a, tf.mul(b, 10), tf.mul(variable, 100)]) }), {
    warn: assert.fail,
  });
  assert.deepEqual([...traced({ a: shared, b: shared }).y.dataSync()], [111, 222]);
  variable.assign(tf.tensor1d([3, 3]));
  assert.deepEqual([...traced({ a: tf.tensor1d([1, 1]), b: tf.tensor1d([2, 2]) }).y.dataSync()], [321, 321]);
  traced.dispose();
});

test("a variable that the function assigns is assigned once per call", () => {
  const counter = tf.variable(tf.scalar(0));
  const traced = compileTraced(({ by }) => {
    counter.assign(tf.add(counter, by));
    return { double: tf.mul(counter, 2) };
  });
  for (let call = 1; call <= 4; call++) {
    assert.equal(traced({ by: tf.scalar(3) }).double.dataSync()[0], 6 * call);
    assert.equal(counter.dataSync()[0], 3 * call);
  }
  traced.dispose();
});

test("reshaped, sliced and boolean tensors pass through", () => {
  const step = ({ x }: { [name: string]: tf.Tensor }): { [name: string]: tf.Tensor } => {
    const flat = tf.reshape(x, [2, 6]);
    const positive = tf.greater(flat, 0);
    return {
      same: x,
      columns: tf.reshape(tf.where(positive, flat, tf.zerosLike(flat)), [3, 4]),
      positive,
      part: tf.slice(flat, [0, 1], [2, 2]),
    };
  };
  const x = tf.tensor([1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12], [3, 2, 2]);
  const traced = compileTraced(step, { warn: assert.fail });
  for (let call = 0; call < 3; call++) {
    const eager = step({ x });
    const graph = traced({ x });
    for (const name of Object.keys(eager)) {
      assert.deepEqual(graph[name].arraySync(), eager[name].arraySync(), name);
      assert.equal(graph[name].dtype, eager[name].dtype);
    }
  }
  traced.dispose();
});

test("a number that changes in JavaScript is an error that names the operation", () => {
  let rate = 1;
  const traced = compileTraced(({ x }) => ({ y: tf.mul(tf.square(x), rate++) }));
  assert.equal(traced({ x: tf.scalar(2) }).y.dataSync()[0], 4);
  assert.throws(
    () => traced({ x: tf.scalar(2) }),
    (error: Error) =>
      error instanceof FrozenValueError &&
      /same numbers at each call, but input 2 of Mul \(operation \d+\)/.test(error.message),
  );
});

test("random numbers that JavaScript draws are an error", () => {
  const traced = compileTraced(({ x }) => ({ y: tf.add(x, tf.randomNormal([3])) }));
  traced({ x: tf.zeros([3]) });
  assert.throws(() => traced({ x: tf.zeros([3]) }), /input 2 of Add .*Hand it to the step as an input tensor/);
});

test("an operation with hidden state is an error that names it", () => {
  const traced = compileTraced(({ x }) => ({ y: tf.multinomial(x as tf.Tensor1D, 2) }));
  assert.throws(
    () => traced({ x: tf.tensor1d([0.5, 0.5]) }),
    (error: Error) =>
      error instanceof FrozenValueError && /Multinomial draws from a state of its own/.test(error.message),
  );
});

test("values read in the middle: eager, with one warning that names the operation", () => {
  const warnings: string[] = [];
  const count = tf.memory().numTensors;
  const traced = compileTraced(({ x }) => ({ y: tf.mul(x, tf.max(x).dataSync()[0]) }), {
    warn: (line) => warnings.push(line),
  });
  for (let i = 1; i <= 3; i++)
    tf.tidy(() =>
      assert.deepEqual(
        [...traced({ x: tf.tensor1d([i, 2]) }).y.dataSync()],
        [i, 2].map((v) => v * Math.max(i, 2)),
      ),
    );
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /runs eagerly.*the values of the result of Max are read in the middle of the step/);
  assert.equal(tf.memory().numTensors, count);
});

test("reading a constant is no obstacle", () => {
  const traced = compileTraced(({ x }) => ({ y: tf.mul(x, tf.add(tf.scalar(1), 2).dataSync()[0]) }), {
    warn: assert.fail,
  });
  assert.equal(traced({ x: tf.scalar(2) }).y.dataSync()[0], 6);
  traced.dispose();
});

test("operations that change between calls: eager, with one warning that names the first", () => {
  let call = 0;
  const warnings: string[] = [];
  const traced = compileTraced(({ x }) => ({ y: tf.sum(call++ === 0 ? x : tf.relu(x)) }), {
    warn: (line) => warnings.push(line),
  });
  assert.deepEqual(
    [1, 2, 3].map(() => traced({ x: tf.tensor1d([-1, 2]) }).y.dataSync()[0]),
    [1, 2, 2],
  );
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /runs eagerly.*: (Relu|a constant) \(operation \d+\) is not the same in two calls/);
});

test("a result whose shape depends on values: eager, with one warning", () => {
  const warnings: string[] = [];
  const traced = compileTraced(({ x }) => ({ y: tf.sum(tf.unique(x).values) }), {
    warn: (line) => warnings.push(line),
  });
  assert.equal(traced({ x: tf.tensor1d([2, 2, 3]) }).y.dataSync()[0], 5);
  assert.match(warnings.join(), /^This step runs eagerly.*the shape of Unique\w*'s result depends on values\.$/);
});

test("a variable made inside the step: eager, with one warning that names it", () => {
  const warnings: string[] = [];
  const layer = tf.layers.dense({ units: 2, name: "late" });
  const traced = compileTraced(({ x }) => ({ y: layer.apply(x) as tf.Tensor }), {
    warn: (line) => warnings.push(line),
  });
  traced({ x: tf.ones([2, 3]) });
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /creates the variable "late\/kernel"; build the model before/);
});

test("a function that throws leaves variables and the backend as they were", () => {
  const variable = tf.variable(tf.scalar(1));
  const count = tf.memory().numTensors;
  const traced = compileTraced(({ x }) => {
    variable.assign(tf.add(variable, x));
    throw new Error("stop here");
  });
  const x = tf.scalar(5);
  assert.throws(() => traced({ x }), /stop here/);
  assert.equal(variable.dataSync()[0], 1);
  x.dispose();
  assert.equal(tf.memory().numTensors, count);
  assert.equal(
    tf.tidy(() => tf.add(1, 2).dataSync()[0]),
    3,
  );
});

test("a traced function inside a traced function becomes part of its graph", () => {
  const inner = compileTraced(({ x }) => ({ y: tf.square(x) }));
  const outer = compileTraced(({ x }) => ({ z: tf.add(inner({ x }).y, 1) }), { warn: assert.fail });
  for (const value of [2, 3, 4]) assert.equal(outer({ x: tf.scalar(value) }).z.dataSync()[0], value * value + 1);
  outer.dispose();
});

test("on another backend the function runs as it stands", async () => {
  await tf.setBackend("cpu");
  try {
    const traced = compileTraced(({ x }) => ({ y: tf.mul(x, 3) }), { warn: assert.fail });
    assert.equal(traced({ x: tf.scalar(2) }).y.dataSync()[0], 6);
  } finally {
    await tf.setBackend("tensorflow");
  }
});

test("in bfloat16 a residual block keeps its gradients, those of biases too, which are sums over thousands of pixels", () => {
  const { conv2d, add } = tf.layers;
  const input = tf.input({ shape: [32, 32, 8] });
  const convolve = (x: tf.SymbolicTensor, seed: number, activation?: "relu"): tf.SymbolicTensor =>
    conv2d({
      filters: 8,
      kernelSize: 3,
      padding: "same",
      activation,
      kernelInitializer: tf.initializers.heUniform({ seed }),
      biasInitializer: tf.initializers.randomUniform({ minval: -0.2, maxval: 0.2, seed }),
    }).apply(x) as tf.SymbolicTensor;
  const block = (x: tf.SymbolicTensor, seed: number): tf.SymbolicTensor =>
    add().apply([x, convolve(convolve(x, seed, "relu"), seed + 1)]) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: block(block(input, 1), 3) });
  const variables = parametersOf(model);
  const step = ({ x }: { [name: string]: tf.Tensor }): { [name: string]: tf.Tensor } => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean(tf.square(model.apply(x) as tf.Tensor)) as tf.Scalar,
      variables,
    );
    return { value, ...Object.fromEntries(variables.map(({ name }, i) => [`gradient${i}`, grads[name]])) };
  };
  const inputs = { x: tf.randomNormal([16, 32, 32, 8], 0, 1, "float32", 9) };
  const exact = step(inputs);
  const traced = compileTraced(step, { convolutions: "bfloat16", warn: assert.fail });
  const narrow = traced(inputs);
  for (const [name, wanted] of Object.entries(exact)) {
    assert.equal(narrow[name].dtype, "float32");
    const error = tf.div(tf.norm(tf.sub(narrow[name], wanted)), tf.norm(wanted)).dataSync()[0];
    assert.ok(error > 0 && error < 0.03, `${name}: relative error ${error}`);
  }
  traced.dispose();
});

test("in bfloat16 batch normalisation between convolutions computes in float32 and keeps gradients and averages", () => {
  const { conv2d, reLU } = tf.layers;
  const convolve = (filters: number, seed: number): tf.layers.Layer =>
    conv2d({
      filters,
      kernelSize: 3,
      padding: "same",
      useBias: false, // before a normalisation its gradient is 0
      kernelInitializer: tf.initializers.heUniform({ seed }),
    });
  const input = tf.input({ shape: [16, 16, 3] });
  const layers = [convolve(8, 1), new BatchNormalization(), reLU(), convolve(3, 2)];
  const outputs = layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input);
  const model = tf.model({ inputs: input, outputs });
  const variables = parametersOf(model);
  const averages = otherWeightsOf(model);
  const step = ({ x }: { [name: string]: tf.Tensor }): { [name: string]: tf.Tensor } => {
    const { value, grads } = tf.variableGrads(
      () => tf.mean(tf.square(model.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar,
      variables,
    );
    return { value, ...Object.fromEntries(variables.map(({ name }, i) => [`gradient${i}`, grads[name]])) };
  };
  const inputs = { x: tf.randomNormal([16, 16, 16, 3], 0, 1, "float32", 9) };
  const apart = (found: tf.Tensor, wanted: tf.Tensor): number =>
    tf.tidy(() => tf.div(tf.norm(tf.sub(found, wanted)), tf.norm(wanted)).dataSync()[0]);
  const start = averages.map((average) => average.clone());
  const exact = step(inputs);
  const moved = averages.map((average) => average.clone());
  averages.forEach((average, i) => average.assign(start[i]));
  const traced = compileTraced(step, { convolutions: "bfloat16", warn: assert.fail });
  const narrow = traced(inputs);
  for (const [name, wanted] of Object.entries(exact)) {
    assert.equal(narrow[name].dtype, "float32");
    assert.ok(apart(narrow[name], wanted) < 0.05, `${name}: relative error ${apart(narrow[name], wanted)}`);
  }
  averages.forEach((average, i) => assert.ok(apart(average, moved[i]) < 0.02, average.name));
  traced.dispose();
});

test("convolutions in bfloat16 stay close to float32 and keep their types", () => {
  const step = ({ x, kernel }: { [name: string]: tf.Tensor }): { [name: string]: tf.Tensor } => {
    const loss = (k: tf.Tensor): tf.Scalar =>
      tf.sum(tf.square(tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, 1, "same")));
    return { gradient: tf.grad(loss as (k: tf.Tensor) => tf.Tensor)(kernel) };
  };
  const inputs = {
    x: tf.randomUniform([2, 8, 8, 3], 0, 1, "float32", 1),
    kernel: tf.randomUniform([3, 3, 3, 4], -1, 1, "float32", 2),
  };
  const exact = step(inputs).gradient;
  const traced = compileTraced(step, { convolutions: "bfloat16", warn: assert.fail });
  const { gradient } = traced(inputs);
  const error = tf.div(tf.norm(tf.sub(gradient, exact)), tf.norm(exact)).dataSync()[0];
  assert.equal(gradient.dtype, "float32");
  assert.ok(error > 0 && error < 0.02, `relative error ${error}`);
  traced.dispose();
});
