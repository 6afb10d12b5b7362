// A recorded graph as a running TensorFlow session: one call of the binding per step. TensorFlow optimises the graph when
// it first runs: it fuses, folds constants and runs independent operations side by side.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import type { NativeBackend } from "./backend";
import { rewrite } from "./rewrite";
import { rules } from "./rules";
import type { Recording, TensorMap } from "./graph";
import { inputName, resultName, savedModelBytes, type ConvolutionPrecision } from "./savedModel";

/** A replayable recording. */
export class Session {
  private readonly id: number;
  private readonly feeds: readonly ((inputs: TensorMap) => tf.Tensor)[];
  private readonly inputNames: string;
  private readonly resultNames: string;
  private readonly resultKeys: readonly string[];
  private readonly assigned: readonly tf.Variable[];

  constructor(
    private readonly backend: NativeBackend,
    recorded: Recording,
    convolutions: ConvolutionPrecision,
  ) {
    const recording = rewrite(backend, recorded, rules);
    const results = [...recording.results, ...recording.assigned];
    this.id = load(backend, savedModelBytes(backend, { recording, convolutions }));
    const variables = new Map(recording.variables.map(({ variable, node }) => [node, variable]));
    const used = recording.nodes.flatMap((node, i) =>
      node.kind === "input" ? [{ i, name: node.name, variable: variables.get(i) }] : [],
    );
    this.feeds = used.map(
      ({ name, variable }) =>
        (inputs) =>
          variable ?? inputs[name],
    );
    this.inputNames = used.map(({ i }) => `${inputName(i)}:0`).join(",");
    this.resultNames = results.map((_, i) => `${resultName(i)}:0`).join(",");
    this.resultKeys = recording.results.map(({ name }) => name);
    this.assigned = recording.assigned.map(({ variable }) => variable);
  }

  /** Runs the graph: new tensors for the results; variables that the function assigns get their new values. */
  run(inputs: TensorMap): TensorMap {
    const { backend, resultKeys, assigned } = this;
    const ids = backend.getInputTensorIds(this.feeds.map((feed) => feed(inputs)));
    const tensors = backend.binding
      .runSavedModel(this.id, ids, this.inputNames, this.resultNames)
      .map((metadata) => backend.createOutputTensor(metadata));
    assigned.forEach((variable, i) => {
      const value = tensors[resultKeys.length + i];
      variable.assign(value);
      value.dispose();
    });
    return Object.fromEntries(resultKeys.map((name, i) => [name, tensors[i]]));
  }

  dispose(): void {
    this.backend.deleteSavedModel(this.id);
  }
}

function load(backend: NativeBackend, bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), "traced-graph-"));
  try {
    writeFileSync(join(folder, "saved_model.pb"), bytes);
    return backend.loadSavedModelMetaGraph(folder, "traced");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
