// Listens between TensorFlow.js and its backend while a function runs, and writes down each operation with what feeds it.
// Inputs and variables become the graph's inputs, tensors that JavaScript made become constants, assigned variables become
// results. What would make a replay wrong is noticed here: hidden state, values read in the middle, shapes from values.
import * as tf from "../../tensorflow";
import { dataType, surroundOperations, type NativeBackend, type OperationCall } from "./backend";
import { FrozenValueError, type Edge, type GraphNode, type Recording, type TensorMap } from "./graph";

const constantTypes: ReadonlySet<number> = new Set([dataType.float32, dataType.int32, dataType.bool]);
const hiddenState =
  /^(Multinomial|(Parameterized)?TruncatedNormal|Random(Uniform|StandardNormal|Shuffle|Gamma|Poisson)\w*|Stateful\w+)$/;
const shapeFromValues = /^(Where|Unique\w*|NonMaxSuppression\w*|SparseFillEmptyRows|StringSplit\w*|ListDiff)$/;

interface Known {
  readonly node: number;
  readonly output: number;
  /** Depends on an input or a variable, as opposed to constants only. */
  readonly dynamic: boolean;
}

export class Recorder {
  private readonly nodes: GraphNode[] = [];
  private readonly known = new Map<object, Known>();
  private readonly variableByData = new Map<object, tf.Variable>();
  private readonly variables: { variable: tf.Variable; node: number }[] = [];
  private obstacle: string | null = null;

  /** Reads without taking note of it. */
  private readonly readQuietly: NativeBackend["readSync"];

  constructor(private readonly backend: NativeBackend) {
    this.readQuietly = backend.readSync.bind(backend);
  }

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
    const { backend } = this;
    const { readSync, read } = backend;
    const stop = surroundOperations(backend, (call, execute) => {
      this.checkBefore(call.op);
      const outputs = execute();
      this.addOperation(call, outputs);
      return outputs;
    });
    backend.readSync = (dataId) => {
      this.noteRead(dataId);
      return readSync.call(backend, dataId);
    };
    backend.read = (dataId) => {
      this.noteRead(dataId);
      return read.call(backend, dataId);
    };
    return () => {
      stop();
      Object.assign(backend, { readSync, read });
    };
  }

  /** Ends the recording with these results, which are disposed of. */
  finish(results: TensorMap): Recording {
    const dtypeOf = ({ dataId }: tf.Tensor): number => this.backend.tensorMap.get(dataId).dtype;
    const assigned: tf.Variable[] = [];
    const seen = new Set(this.variableByData.values());
    for (const variable of Object.values(tf.engine().state.registeredVariables)) {
      if (!seen.has(variable))
        this.obstacle ??= `the step creates the variable "${variable.name}"; build the model before`;
      else if (this.variableByData.get(variable.dataId) !== variable) assigned.push(variable);
    }
    const recording = {
      nodes: this.nodes,
      variables: this.variables,
      results: Object.entries(results).map(([name, tensor]) => ({
        name,
        edge: this.edge(tensor),
        dtype: dtypeOf(tensor),
      })),
      assigned: assigned.map((variable) => ({ variable, edge: this.edge(variable), dtype: dtypeOf(variable) })),
    };
    for (const tensor of Object.values(results)) if (!(tensor instanceof tf.Variable)) tensor.dispose();
    return { ...recording, obstacle: this.obstacle };
  }

  private checkBefore(op: string): void {
    if (hiddenState.test(op)) {
      throw new FrozenValueError(
        `Expected operations without hidden state in a traced step, but ${op} draws from a state ` +
          `of its own. Hand the random numbers, or a seed for a stateless operation, to the step as an input.`,
      );
    }
    if (shapeFromValues.test(op)) this.obstacle ??= `the shape of ${op}'s result depends on values`;
  }

  private addOperation({ op, attributes, inputs }: OperationCall, outputs: readonly tf.Tensor[]): void {
    const edges = inputs.map((input) => this.edge(input));
    const dynamic = inputs.some((input) => this.known.get(input.dataId)?.dynamic);
    const node = this.nodes.length;
    outputs.forEach(({ dataId }, output) => this.known.set(dataId, { node, output, dynamic }));
    this.nodes.push({
      kind: "operation",
      op,
      inputs: edges,
      attributes: attributes.map((attribute) => ({ ...attribute })),
      outputs: outputs.map(({ dataId, shape }) => ({ shape, dtype: this.backend.tensorMap.get(dataId).dtype })),
    });
  }

  private edge(tensor: tf.TensorInfo): Edge {
    const { node, output } = this.known.get(tensor.dataId) ?? this.addUnknown(tensor);
    return { node, output };
  }

  /** A variable's first use, or a tensor that JavaScript made: a constant. */
  private addUnknown(tensor: tf.TensorInfo): Known {
    const { dtype, shape } = this.backend.tensorMap.get(tensor.dataId);
    const variable = this.variableByData.get(tensor.dataId);
    const entry = { node: this.nodes.length, output: 0, dynamic: variable !== undefined };
    this.known.set(tensor.dataId, entry);
    if (variable) {
      this.variables.push({ variable, node: entry.node });
      this.nodes.push({ kind: "input", name: variable.name, dtype, shape: variable.shape });
    } else {
      if (!constantTypes.has(dtype))
        this.obstacle ??= `a tensor of TensorFlow's type ${dtype} is neither input nor result`;
      const values = constantTypes.has(dtype) ? this.readQuietly(tensor.dataId) : new Uint8Array();
      const bytes =
        tensor.dtype === "bool"
          ? Uint8Array.from(values)
          : new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      this.nodes.push({ kind: "constant", dtype, shape, values: bytes.slice() });
    }
    return entry;
  }

  private noteRead(dataId: object): void {
    const known = this.known.get(dataId);
    const variable = this.variableByData.get(dataId);
    if (!known?.dynamic && !variable) return;
    const node = known && this.nodes[known.node];
    const what =
      node?.kind === "operation"
        ? `the result of ${node.op}`
        : `"${node?.kind === "input" ? node.name : variable?.name}"`;
    this.obstacle ??= `the values of ${what} are read in the middle of the step`;
  }
}
