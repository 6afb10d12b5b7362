// The functions that decide what a method of the table puts into holes, for the keys of caches: a network's weights are files and
// go into a key as such.
import { classicalMethods } from "../../classical";
import { inpaintingMethods } from "../../methods";
import { networkMethod } from "../../methods/network";
import { keepGraph } from "../engine/keptGraph";
import { registerTensorflow } from "../engine/registerTensorflow";
import { loadModel } from "../store/modelFiles";

/** The code of a classical method is its fill; every network is loaded and run by the same. */
export function methodCode(name: string): object[] {
  const source = inpaintingMethods.find((method) => method.name === name)?.source;
  return source?.kind === "classical" ? [classicalMethods[name].fill] : [networkMethod, keepGraph, loadModel, registerTensorflow];
}
