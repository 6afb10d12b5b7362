// From a name in the table of methods to a method that fills: classical ones are there at once, networks are read from
// recorded runs, on an engine that is started for them, and retrieval reads the training images. A loaded network keeps its
// graph until dispose().
import type * as tf from "../../tensorflow";
import { methodNamed } from "../../methods";
import { classicalMethod } from "../../methods/classical";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { networkMethod, type NetworkMethod } from "../../methods/network";
import { type NetworkCard, type SavedCard } from "../../methods/networkCard";
import { keepGraph, type Tracing } from "../engine/keptGraph";
import { startEngine } from "../engine/startEngine";
import { loadReportWeights, reportWeightsAbsent } from "../files/reportWeights";
import { loadModel } from "../store/modelFiles";
import { modelFolder } from "../store/modelJson";
import { readNetworkCard } from "../store/networkCard";
import { loadNearestImage } from "./loadNearestImage";

export interface LoadMethodOptions {
  /** Where recorded runs lie; default: the project's. */
  readonly runs?: string;
  /** When predictions go through a graph; default "many". */
  readonly tracing?: Tracing;
}

/** What the authors' network is fed, which has no card of its own. */
const authorsCard: SavedCard = {
  input: "black holes",
  sizes: { kind: "one", height: 32, width: 32 },
  experiment: null,
};

/** The method of this name in the table. Throws with the list on an unknown name, and a sentence where it cannot be had here. */
export async function loadMethod(name: string, options: LoadMethodOptions = {}): Promise<InpaintingMethod> {
  const { title, source } = methodNamed(name);
  switch (source.kind) {
    case "classical":
      return classicalMethod(name);
    case "retrieval":
      return loadNearestImage(name, title);
    case "recorded":
      return loadSavedNetwork(modelFolder(source.run, options.runs), { name, title, tracing: options.tracing });
    case "authors":
      return loadAuthors(name, title, options.tracing);
  }
}

/** A saved network, in the table or not, by what its model.json says. Throws where there is none or it is damaged. */
export async function loadSavedNetwork(
  folder: string,
  { name, title, tracing }: { readonly name: string; readonly title: string; readonly tracing?: Tracing },
): Promise<NetworkMethod> {
  await startEngine({ purpose: "prediction" });
  const card = readNetworkCard(folder);
  if (card.input === "whole image") {
    throw new Error(
      `Expected a network that fills holes in ${folder}, but received one that says what an image shows. ` +
        "Take an inpainting network.",
    );
  }
  return asMethod(await loadModel(folder), { ...card, name, title }, tracing);
}

async function loadAuthors(name: string, title: string, tracing: Tracing | undefined): Promise<NetworkMethod> {
  await startEngine({ purpose: "prediction" });
  const weights = await loadReportWeights();
  if (weights === null) throw new Error(reportWeightsAbsent);
  return asMethod(weights.model, { ...authorsCard, name, title }, tracing);
}

function asMethod(model: tf.LayersModel, card: NetworkCard, tracing: Tracing | undefined): NetworkMethod {
  const { predict, dispose } = keepGraph(tracing);
  const method = networkMethod(model, card, { predict });
  return {
    ...method,
    dispose: () => {
      dispose();
      method.dispose();
    },
  };
}
