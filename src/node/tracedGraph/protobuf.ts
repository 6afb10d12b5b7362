// The protobuf messages of a TensorFlow graph, as tfjs-node ships them (made by Google's protobuf compiler, without types).
// Only the setters that are used are declared. Message definitions: tensorflow/core/framework and core/protobuf.
import { createRequire } from "node:module";

interface MessageMap<T> {
  set(key: string, value: T): void;
}

export interface ShapeProto {
  addDim(value: DimProto): void;
}
export interface DimProto {
  setSize(value: number): void;
}
export interface TensorProto {
  setDtype(value: number): void;
  setTensorShape(value: ShapeProto): void;
  setTensorContent(value: Uint8Array): void;
}
export interface ListProto {
  setIList(values: readonly number[]): void;
  setFList(values: readonly number[]): void;
  setBList(values: readonly boolean[]): void;
}
export interface AttrProto {
  setS(value: Uint8Array): void;
  setI(value: number): void;
  setF(value: number): void;
  setB(value: boolean): void;
  setType(value: number): void;
  setShape(value: ShapeProto): void;
  setTensor(value: TensorProto): void;
  setList(value: ListProto): void;
}
export interface NodeProto {
  setName(value: string): void;
  setOp(value: string): void;
  addInput(value: string): void;
  getAttrMap(): MessageMap<AttrProto>;
}
export interface VersionProto {
  setProducer(value: number): void;
}
export interface GraphProto {
  addNode(value: NodeProto): void;
  setVersions(value: VersionProto): void;
}
export interface TensorInfoProto {
  setName(value: string): void;
  setDtype(value: number): void;
  setTensorShape(value: ShapeProto): void;
}
export interface SignatureProto {
  getInputsMap(): MessageMap<TensorInfoProto>;
  getOutputsMap(): MessageMap<TensorInfoProto>;
  setMethodName(value: string): void;
}
export interface MetaInfoProto {
  addTags(value: string): void;
}
export interface MetaGraphProto {
  setMetaInfoDef(value: MetaInfoProto): void;
  setGraphDef(value: GraphProto): void;
  getSignatureDefMap(): MessageMap<SignatureProto>;
}
export interface SavedModelProto {
  setSavedModelSchemaVersion(value: number): void;
  addMetaGraphs(value: MetaGraphProto): void;
  serializeBinary(): Uint8Array;
}

export interface Messages {
  readonly TensorShape: (new () => ShapeProto) & { readonly Dim: new () => DimProto };
  readonly Tensor: new () => TensorProto;
  readonly AttrValue: (new () => AttrProto) & { readonly ListValue: new () => ListProto };
  readonly NodeDef: new () => NodeProto;
  readonly VersionDef: new () => VersionProto;
  readonly GraphDef: new () => GraphProto;
  readonly TensorInfo: new () => TensorInfoProto;
  readonly SignatureDef: new () => SignatureProto;
  readonly MetaGraphDef: (new () => MetaGraphProto) & { readonly MetaInfoDef: new () => MetaInfoProto };
  readonly SavedModel: new () => SavedModelProto;
}

/** Loads the messages; only needed once a graph is built. */
export function loadMessages(): Messages {
  return createRequire(__filename)("@tensorflow/tfjs-node/dist/proto/api_pb") as Messages;
}
