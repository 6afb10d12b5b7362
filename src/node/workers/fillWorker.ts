// What runs in the workers of fillInWorkers. Others import its type only: to run this file is to be a worker.
import { worker } from "workerpool";
import { fillByName } from "./fillByName";

export type FillFunctions = { readonly fill: typeof fillByName };

const functions: FillFunctions = { fill: fillByName };
worker(functions);
