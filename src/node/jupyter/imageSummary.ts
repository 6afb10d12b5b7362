// A PNG for TensorBoard. tfjs-node's summary writer has methods for scalars and histograms only; TensorFlow's own operation
// WriteRawProtoSummary takes any Summary message (tensorflow/core/framework/summary.proto) through the same writer, so the
// picture is written as it is, texts and all, beside the numbers of its epoch.
import * as tf from "../../tensorflow";
import type { SummaryFileWriter } from "../engine/registerTensorflow";
import { requireNativeBackend } from "../tracedGraph/requireNative";

/** The part of the binding that takes the step, an int64, which TensorFlow.js does not have. */
interface Int64Binding {
  readonly TF_INT64: number;
  createTensor(shape: number[], type: number, values: Int32Array): number;
  deleteTensor(id: number): void;
  executeOp(name: string, attributes: object[], inputs: number[], outputs: number): unknown;
}

/** Writes one PNG file's bytes under `tag` at a whole `step` from 0 up. Throws where another backend than the native one runs. */
export function writeImageSummary(writer: SummaryFileWriter, tag: string, png: Buffer, step: number): void {
  const backend = requireNativeBackend();
  const binding = backend.binding as unknown as Int64Binding;
  const message = tf.scalar(imageSummary(tag, png) as unknown as string, "string");
  const [resource, summary] = backend.getInputTensorIds([writer.resourceHandle, message]);
  // Low half, high half.
  const number = binding.createTensor([], binding.TF_INT64, Int32Array.of(step, 0));
  try {
    binding.executeOp("WriteRawProtoSummary", [], [resource, number, summary], 0);
  } finally {
    binding.deleteTensor(number);
    message.dispose();
  }
}

/** Summary { value: { tag, image: { height, width, colorspace: 3, encoded_image_string } } } */
export function imageSummary(tag: string, png: Buffer): Uint8Array {
  // A PNG begins with eight bytes of signature and the header chunk: length, name, width, height.
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const image = Buffer.concat([number(1, height), number(2, width), number(3, 3), bytes(4, png)]);
  return Uint8Array.from(bytes(1, Buffer.concat([bytes(1, Buffer.from(tag, "utf8")), bytes(4, image)])));
}

/** A protobuf field that holds a whole number. */
function number(field: number, value: number): Buffer {
  return Buffer.concat([Buffer.of(field << 3), varint(value)]);
}

/** A protobuf field that holds bytes: text, a message, a file. */
function bytes(field: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of((field << 3) | 2), varint(content.length), content]);
}

/** Seven bits to a byte, lowest first; the eighth says that more follow. */
function varint(value: number): Buffer {
  const parts: number[] = [];
  for (; value > 127; value = Math.floor(value / 128)) parts.push((value % 128) | 128);
  return Buffer.from([...parts, value]);
}
