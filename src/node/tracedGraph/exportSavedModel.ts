// A network's forward pass as a SavedModel with a serving signature, for TensorFlow Serving and Python's
// tf.saved_model.load. The weights are constants in the graph. The pass is recorded with two and with three images: what
// differs must be the number of images, which is left open in the saved graph.
import { join } from "node:path";
import * as tf from "../../tensorflow";
import { writeFileSafely } from "../files/safeWrite";
import { nativeBackend, type NativeBackend } from "./backend";
import type { GraphNode, Recording } from "./graph";
import { record } from "./recording";
import { inputName, resultName, savedModelBytes } from "./savedModel";

/**
 * Writes FOLDER/saved_model.pb: signature "serving_default", input "images" [-1,H,W,C] float32, output "filled".
 * TensorFlow Serving looks for a folder named by a version number: pass MODEL/1.
 * @throws Error if the native engine does not run, or if the pass cannot be recorded for any number of images.
 */
export async function exportSavedModel(model: tf.LayersModel, folder: string): Promise<void> {
  const backend = nativeBackend();
  if (!backend)
    throw new Error(`Expected the native engine, but the backend "${tf.getBackend()}" runs. Call startEngine() first.`);
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new Error(
      `Expected a network with one input and one output, but received ${model.inputs.length} and ` +
        `${model.outputs.length}. Wrap it in a tf.model with one of each.`,
    );
  }
  const recording = withOpenBatch(recordForward(backend, model, 2), recordForward(backend, model, 3));
  const frozen = new Map(
    recording.variables.map(({ variable, node }) => {
      const values = variable.dataSync();
      return [node, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)];
    }),
  );
  const bytes = savedModelBytes(backend, {
    recording,
    frozen,
    tags: ["serve"],
    signature: {
      inputs: recording.nodes.flatMap((node, i) =>
        node.kind === "input" && !frozen.has(i)
          ? [{ name: "images", tensor: inputName(i), dtype: node.dtype, shape: node.shape }]
          : [],
      ),
      outputs: [
        {
          name: "filled",
          tensor: resultName(0),
          dtype: recording.results[0].dtype,
          shape: [-1, ...(model.outputs[0].shape.slice(1) as number[])],
        },
      ],
    },
  });
  await writeFileSafely(join(folder, "saved_model.pb"), bytes);
}

function recordForward(backend: NativeBackend, model: tf.LayersModel, count: number): Recording {
  const [, ...sizes] = model.inputs[0].shape;
  if (sizes.some((size) => size === null)) {
    throw new Error(
      `Expected a network with a fixed image size, but received ` +
        `[${model.inputs[0].shape.map((size) => size ?? "?").join(",")}]. ` +
        `Build it with an inputShape.`,
    );
  }
  const images = tf.zeros([count, ...(sizes as number[])]);
  try {
    const recording = record(backend, (inputs) => ({ filled: model.apply(inputs.images) as tf.Tensor }), { images });
    if (recording.obstacle !== null)
      throw new Error(`Expected a network that can be recorded, but ${recording.obstacle}. Save it with saveModel().`);
    return recording;
  } finally {
    images.dispose();
  }
}

/** One recording for any number of images from two for different numbers. */
function withOpenBatch(two: Recording, three: Recording): Recording {
  const refuse = (what: string): never => {
    throw new Error(
      `Expected a network whose graph does not depend on the number of images, but ${what} does. Save it with saveModel().`,
    );
  };
  if (two.nodes.length !== three.nodes.length) refuse("the list of operations");
  const open = (a: ArrayLike<number>, b: ArrayLike<number>, what: string): number[] => {
    const sizes = Array.from(a, (size, i) => (size === b[i] ? size : -1));
    return a.length === b.length && sizes.filter((size) => size === -1).length <= 1 ? sizes : refuse(what);
  };
  const nodes = two.nodes.map((a, i): GraphNode => {
    const b = three.nodes[i];
    if (a.kind === "input" && b.kind === "input")
      return { ...a, shape: open(a.shape, b.shape, `the input "${a.name}"`) };
    if (
      a.kind === "operation" &&
      b.kind === "operation" &&
      a.op === b.op &&
      JSON.stringify(a.attributes) === JSON.stringify(b.attributes)
    )
      return a;
    if (a.kind === "constant" && b.kind === "constant" && Buffer.compare(a.values, b.values) === 0) return a;
    if (a.kind === "constant" && b.kind === "constant" && onlyReshapes(two, i)) {
      const sizes = open(
        new Int32Array(a.values.buffer),
        new Int32Array(b.values.buffer),
        "the shape that Reshape makes",
      );
      return { ...a, values: new Uint8Array(Int32Array.from(sizes).buffer) };
    }
    return refuse(a.kind === "operation" ? a.op : "a constant");
  });
  return { ...two, nodes };
}

/** Whether a constant is nothing but the shape that Reshape operations make. */
function onlyReshapes({ nodes, results }: Recording, constant: number): boolean {
  const users = nodes.flatMap((node) =>
    node.kind !== "operation"
      ? []
      : node.inputs.flatMap((edge, position) => (edge.node === constant ? [`${node.op} ${position}`] : [])),
  );
  return users.every((user) => user === "Reshape 1") && !results.some(({ edge }) => edge.node === constant);
}
