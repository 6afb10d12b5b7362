// A function of tensors as a graph: what goes in, the operations in the order in which they ran, what comes out. A plain
// value that can be compared, rewritten and saved; TensorFlow is needed to make one and to run one, not to hold one.
import type * as tf from "../../tensorflow";
import type { TensorMap } from "../../training/step";
import type { Attribute } from "./backend";

export type { TensorMap };
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
