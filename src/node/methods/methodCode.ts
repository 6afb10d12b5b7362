// The functions that decide what a method puts into holes, for the keys of caches: a network's weights are files and go into a
// key as such.
import { classicalMethods } from "../../classical";
import { inpaintingMethods } from "../../methods";
import { networkMethod } from "../../methods/network";
import { keepGraph } from "../engine/keptGraph";
import { registerTensorflow } from "../engine/registerTensorflow";
import { loadReportWeights } from "../files/reportWeights";
import { loadModel } from "../store/modelFiles";
import { loadNearestImage } from "./loadNearestImage";

/**
 * The code of a classical method is its fill, that of retrieval what reads and compares images; networks, in the table or
 * not, differ only in how their weights are read.
 */
export function methodCode(name: string): object[] {
  const kind = inpaintingMethods.find((method) => method.name === name)?.source.kind;
  if (kind === "classical") return [classicalMethods[name].fill];
  if (kind === "retrieval") return [loadNearestImage];
  return [networkMethod, keepGraph, kind === "authors" ? loadReportWeights : loadModel, registerTensorflow];
}
