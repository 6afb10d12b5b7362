// Rewrites a recorded graph operation by operation: a rule looks at one operation and what feeds it, and may put others in
// its place that compute the same value faster. Operations that nothing needs any more stay; TensorFlow leaves them out.
import { dataType, type Attribute, type NativeBackend } from "./backend";
import type { Edge, GraphNode, Recording } from "./graph";

export type Operation = GraphNode & { readonly kind: "operation" };

/** Puts another value in an operation's place, or leaves it (null). The operation's inputs are edges of the old graph. */
export type Rule = (operation: Operation, graph: GraphEditor) => Edge | null;

/** The recording with the first rule that fits applied to each operation. */
export function rewrite(backend: NativeBackend, recording: Recording, rules: readonly Rule[]): Recording {
  const graph = new GraphEditor(backend, recording);
  recording.nodes.forEach((node, i) => graph.take(i, node, rules));
  return graph.finish();
}

export class GraphEditor {
  private readonly nodes: GraphNode[] = [];
  /** The new edge for output 0 of each old node; further outputs keep their number. */
  private readonly moved: Edge[] = [];
  private readonly remembered = new Map<string, Edge>();

  constructor(
    readonly backend: NativeBackend,
    private readonly old: Recording,
  ) {}

  /** The old node behind an old edge. */
  source({ node }: Edge): GraphNode {
    return this.old.nodes[node];
  }

  /** The operation of this name behind an old edge, else null. */
  operation(edge: Edge, op: string): Operation | null {
    const node = this.source(edge);
    return node.kind === "operation" && node.op === op ? node : null;
  }

  shape(edge: Edge): readonly number[] {
    const node = this.source(edge);
    return node.kind === "operation" ? node.outputs[edge.output].shape : node.shape;
  }

  isFloat(edge: Edge): boolean {
    const node = this.source(edge);
    return (node.kind === "operation" ? node.outputs[edge.output].dtype : node.dtype) === dataType.float32;
  }

  /** The values of an int32 constant behind an old edge, else null. */
  integers(edge: Edge): readonly number[] | null {
    const node = this.source(edge);
    return node.kind === "constant" && node.dtype === dataType.int32
      ? [...new Int32Array(node.values.slice().buffer)]
      : null;
  }

  /** Where an old edge's value is in the new graph. */
  edge({ node, output }: Edge): Edge {
    const { node: now, output: first } = this.moved[node];
    return { node: now, output: first + output };
  }

  /** Adds an operation on edges of the new graph. */
  add(
    op: string,
    inputs: readonly Edge[],
    shape: readonly number[],
    attributes: readonly Attribute[],
    dtype: number = dataType.float32,
  ): Edge {
    return this.push({ kind: "operation", op, inputs, attributes, outputs: [{ dtype, shape }] });
  }

  addConstant(values: Float32Array | Int32Array, shape: readonly number[]): Edge {
    const dtype = values instanceof Int32Array ? dataType.int32 : dataType.float32;
    return this.push({
      kind: "constant",
      dtype,
      shape,
      values: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    });
  }

  /** The edge made for this key, made now if it is the first time: for values that several rules share. */
  once(key: string, make: () => Edge): Edge {
    const edge = this.remembered.get(key) ?? make();
    this.remembered.set(key, edge);
    return edge;
  }

  type(name: string, value: number = dataType.float32): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_TYPE, value };
  }

  text(name: string, value: string): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_STRING, value };
  }

  integer(name: string, value: number | readonly number[]): Attribute {
    return { name, type: this.backend.binding.TF_ATTR_INT, value };
  }

  take(index: number, node: GraphNode, rules: readonly Rule[]): void {
    if (node.kind === "operation") {
      for (const rule of rules) {
        const edge = rule(node, this);
        if (edge) {
          this.moved[index] = edge;
          return;
        }
      }
      this.moved[index] = this.push({ ...node, inputs: node.inputs.map((edge) => this.edge(edge)) });
    } else {
      this.moved[index] = this.push(node);
    }
  }

  finish(): Recording {
    const { old, nodes } = this;
    return {
      ...old,
      nodes,
      variables: old.variables.map(({ variable, node }) => ({ variable, node: this.moved[node].node })),
      results: old.results.map((result) => ({ ...result, edge: this.edge(result.edge) })),
      assigned: old.assigned.map((result) => ({ ...result, edge: this.edge(result.edge) })),
    };
  }

  private push(node: GraphNode): Edge {
    this.nodes.push(node);
    return { node: this.nodes.length - 1, output: 0 };
  }
}
