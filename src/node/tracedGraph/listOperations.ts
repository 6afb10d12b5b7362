// The operations of a function of tensors as a list that can be read: what the recorder writes down, in order of execution,
// or what TensorFlow is given after the rules of rules.ts, without operations that no result needs.
import type { GraphNode, Recording, TensorFunction, TensorMap } from "./graph";
import { record } from "./recording";
import { requireNativeBackend } from "./requireNative";
import { rewrite } from "./rewrite";
import { rules } from "./rules";

export interface ListedOperation {
  /** TensorFlow's name of the operation, "Conv2D". */
  readonly op: string;
  /** Where its inputs come from: names of inputs and variables, "constant", or "Conv2D (1)" for the first of the list. */
  readonly inputs: readonly string[];
  /** Shape of its first output. */
  readonly shape: readonly number[];
}

export interface ListOptions {
  /** The graph as TensorFlow is given it by compileTraced; default false: the operations that an eager run executes. */
  readonly rewritten?: boolean;
}

/**
 * Runs `run` once on the inputs and lists its operations. Variables keep their values; results are disposed of.
 * @throws Error if the native engine does not run; FrozenValueError as compileTraced.
 */
export function listOperations(run: TensorFunction, inputs: TensorMap, options: ListOptions = {}): ListedOperation[] {
  const { rewritten = false } = options;
  const backend = requireNativeBackend();
  const recorded = record(backend, run, inputs);
  const recording = rewritten ? rewrite(backend, recorded, rules) : recorded;
  const { nodes } = recording;
  const wanted = rewritten ? needed(recording) : new Set(nodes.keys());
  const numbers = new Map<number, number>();
  const list: ListedOperation[] = [];
  nodes.forEach((node, i) => {
    if (node.kind !== "operation" || !wanted.has(i)) return;
    const sources = node.inputs.map((edge) => nameOf(nodes[edge.node], numbers.get(edge.node)));
    list.push({ op: node.op, inputs: sources, shape: node.outputs[0].shape });
    numbers.set(i, list.length);
  });
  return list;
}

/** How often each kind occurs, the most frequent first: { Add: 35, Mul: 33, … }. */
export function countOperations(operations: readonly ListedOperation[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { op } of operations) counts.set(op, (counts.get(op) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));
}

function nameOf(node: GraphNode, number: number | undefined): string {
  if (node.kind === "operation") return `${node.op} (${number})`;
  return node.kind === "input" ? node.name : "constant";
}

/** The nodes from which a result or an assigned variable can be reached. */
function needed({ nodes, results, assigned }: Recording): Set<number> {
  const found = new Set<number>();
  const open = [...results, ...assigned].map(({ edge }) => edge.node);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = nodes[next];
    if (found.has(next)) continue;
    found.add(next);
    if (node.kind === "operation") open.push(...node.inputs.map((edge) => edge.node));
  }
  return found;
}
