// Who takes part: methods of three programs, each of which runs once and speaks the protocol of ../protocol.ts.
import { join } from "node:path";
import type { Program } from "../contenderProcess";

export interface Contender {
  /** As --only, rows and tables name it. */
  readonly name: string;
  readonly host: Program;
  /** What the program calls the method; for ours a name in classicalMethods. */
  readonly method: string;
  /** Ours only: who fills by the same method elsewhere. */
  readonly peer?: string;
}

const folder = join(__dirname, "contenders");
const ours: Program = { name: "ours", language: "node", program: join(folder, "ours.ts"), args: [] };
const allCores: Program = {
  name: "ours, all cores",
  language: "node",
  program: join(folder, "ours.ts"),
  args: ["all cores"],
};
const opencv: Program = { name: "OpenCV", language: "python", program: join(folder, "opencv.py"), args: [] };
const scikitImage: Program = {
  name: "scikit-image",
  language: "python",
  program: join(folder, "scikitImage.py"),
  args: [],
};

/** Each of ours is followed by its peer. */
export const contenders: readonly Contender[] = [
  { name: "telea", host: ours, method: "telea", peer: "opencv telea" },
  { name: "opencv telea", host: opencv, method: "telea" },
  { name: "navier-stokes", host: ours, method: "navierStokes", peer: "opencv navier-stokes" },
  { name: "opencv navier-stokes", host: opencv, method: "navier-stokes" },
  { name: "biharmonic", host: ours, method: "biharmonic", peer: "scikit-image biharmonic" },
  { name: "scikit-image biharmonic", host: scikitImage, method: "biharmonic" },
  { name: "harmonic", host: ours, method: "harmonic" },
  { name: "exemplar", host: ours, method: "exemplar" },
  { name: "telea on all cores", host: allCores, method: "telea", peer: "opencv telea" },
  { name: "navier-stokes on all cores", host: allCores, method: "navierStokes", peer: "opencv navier-stokes" },
  { name: "harmonic on all cores", host: allCores, method: "harmonic" },
  { name: "biharmonic on all cores", host: allCores, method: "biharmonic" },
];

/** Whether it fills on all cores: it takes part in the workload that compares them, and in no other. */
export const usesAllCores = ({ host }: Contender): boolean => host === allCores;

/** Those asked for by name; all where nothing is asked. */
export function chooseContenders(only: readonly string[] | undefined): readonly Contender[] {
  return only === undefined ? contenders : contenders.filter(({ name }) => only.includes(name));
}

/** Each program once, in the order of its first contender. */
export function hostsOf(chosen: readonly Contender[]): Program[] {
  return [...new Set(chosen.map(({ host }) => host))];
}
