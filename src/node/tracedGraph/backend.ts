// The part of tfjs-node's backend that recording and replaying need: where operations pass through, where tensors are
// kept, and how a saved model is loaded and run. tfjs-node declares these privately, so their types are stated here.
import * as tf from "../../tensorflow";

/** An attribute as tfjs-node hands it to TensorFlow; `type` is one of the binding's TF_ATTR_… numbers. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** TensorFlow's DataType numbers, as in its protobuf files. */
export const dataType = { float32: 1, int32: 3, uint8: 4, bool: 10, bfloat16: 14 } as const;

interface TensorEntry {
  readonly shape: number[];
  /** One of TensorFlow's data types; uint8 has no name of its own in TensorFlow.js and appears there as int32. */
  readonly dtype: number;
}

interface OutputMetadata {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

export interface NativeBackend {
  readonly binding: {
    readonly TF_Version?: string;
    readonly TF_ATTR_STRING: number;
    readonly TF_ATTR_INT: number;
    readonly TF_ATTR_FLOAT: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_ATTR_TYPE: number;
    readonly TF_ATTR_SHAPE: number;
    runSavedModel(
      session: number,
      tensors: readonly number[],
      inputNames: string,
      outputNames: string,
    ): OutputMetadata[];
  };
  readonly tensorMap: { get(dataId: object): TensorEntry; set(dataId: object, entry: object): void };
  executeSingleOutput(name: string, attributes: readonly Attribute[], inputs: readonly tf.TensorInfo[]): tf.Tensor;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
  readSync(dataId: object): Float32Array | Int32Array | Uint8Array;
  read(dataId: object): Promise<Float32Array | Int32Array | Uint8Array>;
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  createOutputTensor(metadata: OutputMetadata): tf.Tensor;
  loadSavedModelMetaGraph(folder: string, tags: string): number;
  deleteSavedModel(session: number): void;
}

/** The native backend if it is the one that runs, else null. */
export function nativeBackend(): NativeBackend | null {
  return tf.getBackend() === "tensorflow" ? (tf.backend() as unknown as NativeBackend) : null;
}

/** A second tensor with the same values and an identity of its own; TensorFlow shares the memory. */
export function separateCopy(backend: NativeBackend, tensor: tf.Tensor): tf.Tensor {
  backend.getInputTensorIds([tensor]); // a tensor that JavaScript still holds is written first
  const type = { name: "T", type: backend.binding.TF_ATTR_TYPE, value: backend.tensorMap.get(tensor.dataId).dtype };
  return backend.executeSingleOutput("Identity", [type], [tensor]);
}

/** One operation as TensorFlow.js asks its backend for it. */
export interface OperationCall {
  readonly op: string;
  readonly attributes: readonly Attribute[];
  readonly inputs: readonly tf.TensorInfo[];
}

/** Passes every operation through `around`, which returns what `execute` gives; the function returned ends that. */
export function surroundOperations(
  backend: NativeBackend,
  around: (call: OperationCall, execute: () => tf.Tensor[]) => tf.Tensor[],
): () => void {
  const { executeSingleOutput, executeMultipleOutputs } = backend;
  backend.executeSingleOutput = (op, attributes, inputs) =>
    around({ op, attributes, inputs }, () => [executeSingleOutput.call(backend, op, attributes, inputs)])[0];
  backend.executeMultipleOutputs = (op, attributes, inputs, count) =>
    around({ op, attributes, inputs }, () => executeMultipleOutputs.call(backend, op, attributes, inputs, count));
  return () => Object.assign(backend, { executeSingleOutput, executeMultipleOutputs });
}

/** The rows of `values` [N, …] at int32 positions [B], picked inside TensorFlow: tf.gather reads the positions back. */
export function gatherRows(backend: NativeBackend, values: tf.TensorInfo, positions: tf.TensorInfo): tf.Tensor {
  const type = backend.binding.TF_ATTR_TYPE;
  const axis = tf.scalar(0, "int32");
  const attributes = [
    { name: "Tparams", type, value: backend.tensorMap.get(values.dataId).dtype },
    { name: "Tindices", type, value: dataType.int32 },
    { name: "Taxis", type, value: dataType.int32 },
  ];
  const rows = backend.executeSingleOutput("GatherV2", attributes, [values, positions, axis]);
  axis.dispose();
  return rows;
}
