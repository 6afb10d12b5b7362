// Two recordings of one function on different inputs must agree in everything but those inputs. A constant that differs is
// a value that JavaScript computed anew for the second call: replaying the first one would freeze it.
import { FrozenValueError, type Edge, type GraphNode, type Recording } from "./graph";

/**
 * null if both recordings give the same graph, else what changed: shapes or the operations themselves.
 * @throws FrozenValueError naming the operation whose constant input differs.
 */
export function difference(first: Recording, second: Recording): string | null {
  for (let i = 0; i < Math.max(first.nodes.length, second.nodes.length); i++) {
    const a = first.nodes[i] as GraphNode | undefined;
    const b = second.nodes[i] as GraphNode | undefined;
    if (a?.kind === "constant" && b?.kind === "constant" && a.dtype === b.dtype && same(a.shape, b.shape)) {
      if (!same(a.values, b.values)) throw new FrozenValueError(frozenMessage(second, i));
    } else if (!a || !b || describe(a) !== describe(b)) {
      return `${nameOf(b ?? a)} (operation ${i + 1}) is not the same in two calls`;
    }
  }
  const outputs = ({ results, assigned }: Recording): string =>
    JSON.stringify([
      results.map(({ name, edge }) => [name, edge]),
      assigned.map(({ variable, edge }) => [variable.name, edge]),
    ]);
  return outputs(first) === outputs(second) ? null : "the results are not the same tensors in two calls";
}

function frozenMessage(recording: Recording, constant: number): string {
  const uses = (edges: readonly Edge[]): number => edges.findIndex(({ node }) => node === constant);
  const index = recording.nodes.findIndex((node) => node.kind === "operation" && uses(node.inputs) >= 0);
  const user = recording.nodes[index];
  const result = recording.results.find(({ edge }) => edge.node === constant);
  const place =
    user?.kind === "operation"
      ? `input ${uses(user.inputs) + 1} of ${user.op} (operation ${index + 1})`
      : `the result "${result?.name ?? "of an assigned variable"}"`;
  return (
    `Expected a traced step to compute with the same numbers at each call, but ${place} is a number that JavaScript made anew ` +
    `for the second call. Hand it to the step as an input tensor.`
  );
}

function describe(node: GraphNode): string {
  if (node.kind === "constant") return JSON.stringify([node.dtype, node.shape]);
  return JSON.stringify(node);
}

function nameOf(node: GraphNode | undefined): string {
  if (node?.kind === "operation") return node.op;
  return node?.kind === "input" ? `input "${node.name}"` : "a constant";
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.prototype.every.call(a, (value, i) => value === b[i]);
}
