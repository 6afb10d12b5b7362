// A recorded training step sorted for drawing: which layer an operation belongs to, and whether it is part of the forward pass,
// the backward pass or the optimiser. Forward, the layer in whose call() it runs; backward, the layer whose entry on
// TensorFlow.js's gradient tape is being followed; in the optimiser, the parameter whose new value needs it.
import * as tf from "../../tensorflow";
import { type StepArrow, type StepBox, type StepGraph, type StepPhase } from "../../figures/stepDiagram";
import { parametersOf } from "../../training/step";
import type { NativeBackend } from "./backend";
import type { Recording, TensorFunction, TensorMap } from "./graph";
import { record } from "./recording";
import { requireNativeBackend } from "./requireNative";

/** What trainingStep returns, recorded once; rows "input" and "loss" hold what runs before and after the layers. */
export function recordStepGraph(model: tf.LayersModel, step: TensorFunction, inputs: TensorMap): StepGraph {
  const backend = requireNativeBackend();
  const layers: string[] = [];
  const recording = record(backend, (copies) => withLayers(backend, model, layers, () => step(copies)), inputs);
  const operations = recording.nodes.flatMap((node, i) => (node.kind === "operation" ? [i] : []));
  const layerOf = new Map(operations.map((node, i) => [node, layers[i]]));
  const phaseOf = phases(recording);
  const parameterOf = owners(recording, phaseOf);
  const names = parameterNames(model);
  const boxes: (StepBox & { operations: string[] })[] = [];
  const boxOf = new Map<number, number>();
  for (const node of operations) {
    const phase = phaseOf.get(node) as StepPhase;
    const owner = phase === "optimiser" ? names[parameterOf.get(node) ?? -1] : undefined;
    const row = owner?.layer ?? layerOf.get(node) ?? "input";
    const title = owner?.name ?? row;
    let index = boxes.findIndex((box) => box.phase === phase && box.row === row && box.title === title);
    if (index < 0) index = boxes.push({ phase, row, title, operations: [] }) - 1;
    boxes[index].operations.push((recording.nodes[node] as { op: string }).op);
    boxOf.set(node, index);
  }
  return { boxes, arrows: arrowsBetween(recording, boxOf) };
}

/** Runs a step and notes for each of its operations the layer that it runs for. */
function withLayers(backend: NativeBackend, model: tf.LayersModel, layers: string[], run: () => TensorMap): TensorMap {
  const { executeSingleOutput, executeMultipleOutputs } = backend;
  const tape = tf.engine().state;
  let current = "input";
  backend.executeSingleOutput = (...all) => {
    const output = executeSingleOutput.apply(backend, all);
    layers.push(current);
    return output;
  };
  backend.executeMultipleOutputs = (...all) => {
    const outputs = executeMultipleOutputs.apply(backend, all);
    layers.push(current);
    return outputs;
  };
  const restored = model.layers.map((layer) => {
    const own = Object.hasOwn(layer, "call") ? layer.call : undefined;
    const call = layer.call.bind(layer);
    layer.call = (...all) => {
      const before = tape.activeTape?.length ?? 0;
      current = layer.name;
      const output = call(...all);
      for (const entry of tape.activeTape?.slice(before) ?? []) {
        const { gradient } = entry;
        if (gradient)
          entry.gradient = (dys) => {
            current = layer.name;
            return gradient(dys);
          };
      }
      current = "loss";
      return output;
    };
    return () => {
      if (own) layer.call = own;
      else delete (layer as Partial<tf.layers.Layer>).call; // the class's again
    };
  });
  try {
    return run();
  } finally {
    restored.forEach((restore) => restore());
    Object.assign(backend, { executeSingleOutput, executeMultipleOutputs });
  }
}

/** Forward up to the loss; the optimiser from the first operation on that takes an input which the forward pass does not. */
function phases({ nodes, results }: Recording): Map<number, StepPhase> {
  const loss = results.find(({ name }) => name === "loss")?.edge.node;
  if (loss === undefined) {
    throw new Error(
      `Expected a step with the result "loss", but received ${results.map(({ name }) => name).join(", ")}. ` +
        `Pass trainingStep(…).`,
    );
  }
  const found = new Map<number, StepPhase>();
  const seen = new Set<number>();
  let phase: StepPhase = "forward";
  nodes.forEach((node, i) => {
    if (node.kind !== "operation") return;
    const given = node.inputs.map((edge) => edge.node).filter((source) => nodes[source].kind === "input");
    if (i <= loss) given.forEach((source) => seen.add(source));
    else if (phase === "forward") phase = "backward";
    if (phase === "backward" && given.some((source) => !seen.has(source))) phase = "optimiser";
    found.set(i, phase);
  });
  return found;
}

/** For each of the optimiser's operations the number of the parameter for which it runs. */
function owners({ nodes, results }: Recording, phaseOf: ReadonlyMap<number, StepPhase>): Map<number, number> {
  const found = new Map<number, number>();
  for (const { name, edge } of results) {
    const number = /^parameter(\d+)$/.exec(name)?.[1];
    const open = number === undefined ? [] : [edge.node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const node = nodes[next];
      if (node.kind !== "operation" || phaseOf.get(next) !== "optimiser" || found.has(next)) continue;
      found.set(next, Number(number));
      open.push(...node.inputs.map((source) => source.node));
    }
  }
  // Moving averages and the like follow from a parameter's new value.
  nodes.forEach((node, i) => {
    if (node.kind !== "operation" || phaseOf.get(i) !== "optimiser" || found.has(i)) return;
    const from = node.inputs.find((source) => found.has(source.node));
    if (from) found.set(i, found.get(from.node) as number);
  });
  return found;
}

function parameterNames(model: tf.LayersModel): { layer: string; name: string }[] {
  const names = new Map(
    model.layers.flatMap((layer) =>
      layer.trainableWeights.map((weight) => [
        weight.read() as tf.Variable,
        { layer: layer.name, name: `${layer.name}/${weight.originalName.split("/").pop()}` },
      ]),
    ),
  );
  return parametersOf(model).map(
    (parameter) => names.get(parameter) ?? { layer: parameter.name, name: parameter.name },
  );
}

function arrowsBetween({ nodes }: Recording, boxOf: ReadonlyMap<number, number>): StepArrow[] {
  const arrows = new Map<string, StepArrow>();
  for (const [node, to] of boxOf) {
    for (const source of (nodes[node] as { inputs: readonly { node: number }[] }).inputs) {
      const from = boxOf.get(source.node);
      if (from !== undefined && from !== to) arrows.set(`${from} ${to}`, { from, to });
    }
  }
  return [...arrows.values()];
}
