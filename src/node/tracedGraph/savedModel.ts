// A recording as the bytes of a SavedModel: nodes become a GraphDef, results Identity nodes with names of their own. On
// request convolutions compute in bfloat16, and so do biases, Relu and sums that take nothing but their results: that way
// TensorFlow fuses them into the convolution, and half as many bytes pass through memory. No variables are saved: every
// value goes in and comes out with each call.
import { dataType, type Attribute, type NativeBackend } from "./backend";
import {
  loadMessages,
  type AttrProto,
  type Messages,
  type NodeProto,
  type ShapeProto,
  type TensorProto,
} from "./protobuf";
import type { Edge, GraphNode, Recording } from "./graph";
import type { Operation } from "./rewrite";

export type ConvolutionPrecision = "float32" | "bfloat16";

/** A name by which a server offers an input or result; shapes may leave the first size open (-1). */
export interface SignatureEntry {
  readonly name: string;
  readonly tensor: string;
  readonly dtype: number;
  readonly shape: readonly number[];
}

export interface SavedModelParts {
  readonly recording: Recording;
  readonly convolutions?: ConvolutionPrecision;
  /** Values for inputs that are to be constants in the graph: a network's weights in a saved forward pass. */
  readonly frozen?: ReadonlyMap<number, Uint8Array>;
  readonly tags?: readonly string[];
  readonly signature?: { readonly inputs: readonly SignatureEntry[]; readonly outputs: readonly SignatureEntry[] };
}

/** The oldest producer whose rules TensorFlow applies to the operations that tfjs-node executes: TensorFlow 2.9. */
const graphVersion = 1087;
const bfloat16Convolutions: ReadonlySet<string> = new Set(["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"]);
/** Computed in bfloat16 where both inputs were. */
const bfloat16Pairs: ReadonlySet<string> = new Set(["Add", "AddV2", "ReluGrad"]);

export const inputName = (index: number): string => `input_${index}`;
export const resultName = (index: number): string => `result_${index}`;

/** The SavedModel's bytes (saved_model.pb). Results come in the order results, then assigned variables. */
export function savedModelBytes(backend: NativeBackend, parts: SavedModelParts): Uint8Array {
  const messages = loadMessages();
  const { recording, tags = ["traced"], signature } = parts;
  const graph = new GraphBuilder(messages, backend, parts);
  recording.nodes.forEach((node, i) => graph.addNode(i, node));
  [...recording.results, ...recording.assigned].forEach(({ edge, dtype }, i) => graph.addResult(i, edge, dtype));
  const info = new messages.MetaGraphDef.MetaInfoDef();
  for (const tag of tags) info.addTags(tag);
  const meta = new messages.MetaGraphDef();
  meta.setMetaInfoDef(info);
  meta.setGraphDef(graph.finish());
  if (signature) {
    const definition = new messages.SignatureDef();
    definition.setMethodName("tensorflow/serving/predict");
    for (const [entries, map] of [
      [signature.inputs, definition.getInputsMap()],
      [signature.outputs, definition.getOutputsMap()],
    ] as const) {
      for (const { name, tensor, dtype, shape } of entries) {
        const entry = new messages.TensorInfo();
        entry.setName(`${tensor}:0`);
        entry.setDtype(dtype);
        entry.setTensorShape(shapeProto(messages, shape));
        map.set(name, entry);
      }
    }
    meta.getSignatureDefMap().set("serving_default", definition);
  }
  const model = new messages.SavedModel();
  model.setSavedModelSchemaVersion(1);
  model.addMetaGraphs(meta);
  return model.serializeBinary();
}

class GraphBuilder {
  private readonly graph: InstanceType<Messages["GraphDef"]>;
  /** By node; of one that computes in bfloat16 the name of its result as float32, once something asked for it. */
  private readonly names: (string | undefined)[] = [];
  /** By node that computes in bfloat16: the name of its result as it is. */
  private readonly narrowNames: (string | undefined)[] = [];
  /** By name of a float32 value: the name of the same in bfloat16. */
  private readonly narrowed = new Map<string, string>();
  private extra = 0;

  constructor(
    private readonly messages: Messages,
    private readonly backend: NativeBackend,
    private readonly parts: SavedModelParts,
  ) {
    this.graph = new messages.GraphDef();
  }

  addNode(index: number, node: GraphNode): void {
    if (node.kind === "operation") return this.addOperation(index, node);
    const values = node.kind === "constant" ? node.values : this.parts.frozen?.get(index);
    const name = (this.names[index] = values ? `constant_${index}` : inputName(index));
    this.add(name, values ? "Const" : "Placeholder", [], {
      dtype: this.type(node.dtype),
      ...(values
        ? { value: this.tensor(node.dtype, node.shape, values) }
        : { shape: this.attr((a) => a.setShape(this.shape(node.shape))) }),
    });
  }

  addResult(index: number, edge: Edge, dtype: number): void {
    this.add(resultName(index), "Identity", [this.source(edge)], { T: this.type(dtype) });
  }

  finish(): InstanceType<Messages["GraphDef"]> {
    const version = new this.messages.VersionDef();
    version.setProducer(graphVersion);
    this.graph.setVersions(version);
    return this.graph;
  }

  private addOperation(index: number, node: Operation): void {
    const name = `${node.op}_${index}`;
    const attributes = Object.fromEntries(
      node.attributes.map((attribute) => [attribute.name, this.attribute(attribute)]),
    );
    if (this.parts.convolutions === "bfloat16" && this.computesNarrowly(node)) {
      const inputs = node.inputs.map((edge) => this.narrowSource(edge));
      const T = this.type(dataType.bfloat16);
      this.narrowNames[index] = this.add(`${name}_bfloat16`, node.op, inputs, { ...attributes, T });
    } else {
      this.names[index] = this.add(
        name,
        node.op,
        node.inputs.map((edge) => this.source(edge)),
        attributes,
      );
    }
  }

  /** Convolutions and what only hands their results on. Sums over many pixels, such as BiasAddGrad, need float32. */
  private computesNarrowly({ op, inputs }: Operation): boolean {
    const isNarrow = ({ node }: Edge): boolean => this.narrowNames[node] !== undefined;
    if (bfloat16Convolutions.has(op)) return true;
    if (op === "BiasAdd" || op === "Relu") return isNarrow(inputs[0]);
    return bfloat16Pairs.has(op) && inputs.every(isNarrow);
  }

  private cast(input: string, to: number): string {
    const from = to === dataType.bfloat16 ? dataType.float32 : dataType.bfloat16;
    return this.add(`cast_${this.extra++}`, "Cast", [input], { SrcT: this.type(from), DstT: this.type(to) });
  }

  /** The name under which an operation finds this value: "node" or "node:1". */
  private source({ node, output }: Edge): string {
    const name = (this.names[node] ??= this.cast(this.narrowNames[node] as string, dataType.float32));
    return output === 0 ? name : `${name}:${output}`;
  }

  /** The same for an operation in bfloat16. Sizes stay int32. */
  private narrowSource(edge: Edge): string {
    const computed = this.narrowNames[edge.node];
    if (computed !== undefined) return computed;
    const source = this.source(edge);
    const known = this.narrowed.get(source);
    if (known !== undefined || this.dtypeOf(edge) !== dataType.float32) return known ?? source;
    const narrow = this.cast(source, dataType.bfloat16);
    this.narrowed.set(source, narrow);
    return narrow;
  }

  private dtypeOf({ node, output }: Edge): number {
    const source = this.parts.recording.nodes[node];
    return source.kind === "operation" ? source.outputs[output].dtype : source.dtype;
  }

  private add(
    name: string,
    op: string,
    inputs: readonly string[],
    attributes: { readonly [name: string]: AttrProto },
  ): string {
    const node: NodeProto = new this.messages.NodeDef();
    node.setName(name);
    node.setOp(op);
    for (const input of inputs) node.addInput(input);
    for (const [key, value] of Object.entries(attributes)) node.getAttrMap().set(key, value);
    this.graph.addNode(node);
    return name;
  }

  private attribute({ name, type, value }: Attribute): AttrProto {
    const { binding } = this.backend;
    const list = Array.isArray(value);
    return this.attr((attr) => {
      const numbers = value as number[];
      const fill = new this.messages.AttrValue.ListValue();
      if (list && type !== binding.TF_ATTR_SHAPE) attr.setList(fill);
      switch (type) {
        case binding.TF_ATTR_TYPE:
          return attr.setType(value as number);
        case binding.TF_ATTR_STRING:
          return attr.setS(Buffer.from(value as string));
        case binding.TF_ATTR_SHAPE:
          return attr.setShape(this.shape(numbers));
        case binding.TF_ATTR_INT:
          return list ? fill.setIList(numbers) : attr.setI(value as number);
        case binding.TF_ATTR_FLOAT:
          return list ? fill.setFList(numbers) : attr.setF(value as number);
        case binding.TF_ATTR_BOOL:
          return list ? fill.setBList(value as boolean[]) : attr.setB(value as boolean);
        default:
          throw new Error(
            `Expected a known type for the attribute ${name}, but received ${type}. Run this function eagerly.`,
          );
      }
    });
  }

  private tensor(dtype: number, shape: readonly number[], values: Uint8Array): AttrProto {
    const tensor: TensorProto = new this.messages.Tensor();
    tensor.setDtype(dtype);
    tensor.setTensorShape(this.shape(shape));
    tensor.setTensorContent(values);
    return this.attr((attr) => attr.setTensor(tensor));
  }

  private type(value: number): AttrProto {
    return this.attr((attr) => attr.setType(value));
  }

  private shape(sizes: readonly number[]): ShapeProto {
    return shapeProto(this.messages, sizes);
  }

  private attr(fill: (attr: AttrProto) => void): AttrProto {
    const attr = new this.messages.AttrValue();
    fill(attr);
    return attr;
  }
}

function shapeProto({ TensorShape }: Messages, sizes: readonly number[]): ShapeProto {
  const shape = new TensorShape();
  for (const size of sizes) {
    const dimension = new TensorShape.Dim();
    dimension.setSize(size);
    shape.addDim(dimension);
  }
  return shape;
}
