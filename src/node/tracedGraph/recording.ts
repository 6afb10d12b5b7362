// Runs a function of tensors once, eagerly, and writes down every TensorFlow operation it executes. Inputs and variables
// become the graph's inputs, tensors that JavaScript made become constants, assigned variables become results. What would
// make a replay wrong is noticed here: hidden state, values read in the middle, shapes that depend on values.
import * as tf from "@tensorflow/tfjs";
import { dataType, separateCopy, type Attribute, type NativeBackend } from "./backend";

export type TensorMap = { [name: string]: tf.Tensor };
export type TensorFunction = (inputs: TensorMap) => TensorMap;

/** One output of one node. */
export interface Edge {
  readonly node: number;
  readonly output: number;
}

interface NodeShape {
  readonly dtype: number;
  readonly shape: readonly number[];
}

export type GraphNode =
  | (NodeShape & { readonly kind: "input"; readonly name: string })
  | (NodeShape & { readonly kind: "constant"; readonly values: Uint8Array })
  | {
      readonly kind: "operation";
      readonly op: string;
      readonly attributes: readonly Attribute[];
      readonly inputs: readonly Edge[];
      readonly outputs: readonly NodeShape[];
    };

export interface Recording {
  readonly nodes: readonly GraphNode[];
  /** Variables that the function reads, in the order of their first use; each is an input named after it. */
  readonly variables: readonly { readonly variable: tf.Variable; readonly node: number }[];
  readonly results: readonly { readonly name: string; readonly edge: Edge; readonly dtype: number }[];
  /** Variables that the function assigns, with the value they are left with. */
  readonly assigned: readonly { readonly variable: tf.Variable; readonly edge: Edge; readonly dtype: number }[];
  /** Why a replay could be wrong, naming the operation; null where nothing was found. */
  readonly obstacle: string | null;
}

/** A function that must not be replayed nor quietly run otherwise: its randomness or its constants would freeze. */
export class FrozenValueError extends Error {}

const constantTypes: ReadonlySet<number> = new Set([dataType.float32, dataType.int32, dataType.bool]);
const hiddenState = /^(Multinomial|(Parameterized)?TruncatedNormal|Random(Uniform|StandardNormal|Shuffle|Gamma|Poisson)\w*|Stateful\w+)$/;
const shapeFromValues = /^(Where|Unique\w*|NonMaxSuppression\w*|SparseFillEmptyRows|StringSplit\w*|ListDiff)$/;

let active = false;
/** Whether a recording is in progress: a traced function called inside another one is written into that one's graph. */
export function isRecording(): boolean {
  return active;
}

/** Records `run` on the given inputs. Its results are disposed of and the variables that it assigned get their old values back. */
export function record(backend: NativeBackend, run: TensorFunction, inputs: TensorMap): Recording {
  const recorder = new Recorder(backend);
  // Inputs and variables may share data; each gets an identity of its own, by which the recorder tells them apart.
  const copies = Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, separateCopy(backend, tensor)]));
  const restore = separateVariables(backend, (variable) => recorder.addVariable(variable));
  for (const [name, tensor] of Object.entries(copies)) recorder.addInput(name, tensor);
  const stop = recorder.start();
  active = true;
  try {
    const results = tf.tidy(() => run(copies));
    return recorder.finish(results);
  } finally {
    active = false;
    stop();
    restore();
    tf.dispose(copies);
  }
}

/** Gives every variable an unshared copy of its value; the function returned puts the old ones back. */
function separateVariables(backend: NativeBackend, onEach: (variable: tf.Variable) => void): () => void {
  const saved = Object.values(tf.engine().state.registeredVariables).map((variable) => {
    const before = tf.keep(variable.clone()), copy = separateCopy(backend, variable);
    variable.assign(copy);
    copy.dispose();
    onEach(variable);
    return { variable, before };
  });
  return () => {
    for (const { variable, before } of saved) {
      if (!variable.isDisposed) variable.assign(before);
      before.dispose();
    }
  };
}

interface Known {
  readonly node: number;
  readonly output: number;
  /** Depends on an input or a variable, as opposed to constants only. */
  readonly dynamic: boolean;
}

class Recorder {
  private readonly nodes: GraphNode[] = [];
  private readonly known = new Map<object, Known>();
  private readonly variableByData = new Map<object, tf.Variable>();
  private readonly variables: { variable: tf.Variable; node: number }[] = [];
  private obstacle: string | null = null;

  constructor(private readonly backend: NativeBackend) {}

  addInput(name: string, tensor: tf.Tensor): void {
    const { dtype } = this.backend.tensorMap.get(tensor.dataId);
    this.known.set(tensor.dataId, { node: this.nodes.length, output: 0, dynamic: true });
    this.nodes.push({ kind: "input", name, dtype, shape: tensor.shape });
  }

  addVariable(variable: tf.Variable): void {
    this.variableByData.set(variable.dataId, variable);
  }

  /** Puts itself between TensorFlow.js and its backend; the result takes it out again. */
  start(): () => void {
    const { backend } = this, { executeSingleOutput, executeMultipleOutputs, readSync, read } = backend;
    const before = (name: string): void => {
      if (hiddenState.test(name)) {
        throw new FrozenValueError(`Expected operations without hidden state in a traced step, but ${name} draws from a state ` +
          `of its own. Hand the random numbers, or a seed for a stateless operation, to the step as an input.`);
      }
      if (shapeFromValues.test(name)) this.obstacle ??= `the shape of ${name}'s result depends on values`;
    };
    backend.executeSingleOutput = (name, attributes, inputs) => {
      before(name);
      const output = executeSingleOutput.call(backend, name, attributes, inputs);
      this.addOperation(name, attributes, inputs, [output]);
      return output;
    };
    backend.executeMultipleOutputs = (name, attributes, inputs, count) => {
      before(name);
      const outputs = executeMultipleOutputs.call(backend, name, attributes, inputs, count);
      this.addOperation(name, attributes, inputs, outputs);
      return outputs;
    };
    backend.readSync = (dataId) => {
      this.noteRead(dataId);
      return readSync.call(backend, dataId);
    };
    backend.read = (dataId) => {
      this.noteRead(dataId);
      return read.call(backend, dataId);
    };
    this.readQuietly = (dataId) => readSync.call(backend, dataId);
    return () => Object.assign(backend, { executeSingleOutput, executeMultipleOutputs, readSync, read });
  }

  /** Ends the recording with these results, which are disposed of. */
  finish(results: TensorMap): Recording {
    const dtypeOf = ({ dataId }: tf.Tensor): number => this.backend.tensorMap.get(dataId).dtype;
    const assigned: tf.Variable[] = [], seen = new Set(this.variableByData.values());
    for (const variable of Object.values(tf.engine().state.registeredVariables)) {
      if (!seen.has(variable)) this.obstacle ??= `the step creates the variable "${variable.name}"; build the model before`;
      else if (this.variableByData.get(variable.dataId) !== variable) assigned.push(variable);
    }
    const recording = {
      nodes: this.nodes, variables: this.variables,
      results: Object.entries(results).map(([name, tensor]) => ({ name, edge: this.edge(tensor), dtype: dtypeOf(tensor) })),
      assigned: assigned.map((variable) => ({ variable, edge: this.edge(variable), dtype: dtypeOf(variable) })),
    };
    for (const tensor of Object.values(results)) if (!(tensor instanceof tf.Variable)) tensor.dispose();
    return { ...recording, obstacle: this.obstacle };
  }

  private readQuietly: NativeBackend["readSync"] = (dataId) => this.backend.readSync(dataId);

  private addOperation(op: string, attributes: readonly Attribute[], inputs: readonly tf.TensorInfo[], outputs: readonly tf.Tensor[]): void {
    const edges = inputs.map((input) => this.edge(input));
    const dynamic = inputs.some((input) => this.known.get(input.dataId)?.dynamic);
    const node = this.nodes.length;
    outputs.forEach(({ dataId }, output) => this.known.set(dataId, { node, output, dynamic }));
    this.nodes.push({
      kind: "operation", op, inputs: edges, attributes: attributes.map((attribute) => ({ ...attribute })),
      outputs: outputs.map(({ dataId, shape }) => ({ shape, dtype: this.backend.tensorMap.get(dataId).dtype })),
    });
  }

  private edge(tensor: tf.TensorInfo): Edge {
    const { node, output } = this.known.get(tensor.dataId) ?? this.addUnknown(tensor);
    return { node, output };
  }

  /** A variable's first use, or a tensor that JavaScript made: a constant. */
  private addUnknown(tensor: tf.TensorInfo): Known {
    const { dtype, shape } = this.backend.tensorMap.get(tensor.dataId), variable = this.variableByData.get(tensor.dataId);
    const entry = { node: this.nodes.length, output: 0, dynamic: variable !== undefined };
    this.known.set(tensor.dataId, entry);
    if (variable) {
      this.variables.push({ variable, node: entry.node });
      this.nodes.push({ kind: "input", name: variable.name, dtype, shape: variable.shape });
    } else {
      if (!constantTypes.has(dtype)) this.obstacle ??= `a tensor of TensorFlow's type ${dtype} is neither input nor result`;
      const values = constantTypes.has(dtype) ? this.readQuietly(tensor.dataId) : new Uint8Array();
      const bytes = tensor.dtype === "bool" ? Uint8Array.from(values) : new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      this.nodes.push({ kind: "constant", dtype, shape, values: bytes.slice() });
    }
    return entry;
  }

  private noteRead(dataId: object): void {
    const known = this.known.get(dataId), variable = this.variableByData.get(dataId);
    if (!known?.dynamic && !variable) return;
    const node = known && this.nodes[known.node];
    const what = node?.kind === "operation" ? `the result of ${node.op}` : `"${node?.kind === "input" ? node.name : variable?.name}"`;
    this.obstacle ??= `the values of ${what} are read in the middle of the step`;
  }
}
