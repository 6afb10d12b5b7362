// Who takes part: each contender is one program, started in a process of its own, that speaks the protocol of ../protocol.ts.
// Keras runs twice, with jit_compile off and on; the better median counts as "keras fit".
import { join } from "node:path";
import type { Program } from "../contenderProcess";

export interface Contender extends Program {
  /** Under this name it enters ratios, rows and figure; of several with one name the best median does. */
  readonly countsAs: string;
  /** bfloat16 stands apart from all ratios between float32 contenders. */
  readonly precision: "float32" | "bfloat16";
}

const folder = join(__dirname, "contenders");
type Precision = Contender["precision"];
const node = (
  name: string,
  file: string,
  args: readonly string[] = [],
  precision: Precision = "float32",
): Contender => ({ name, countsAs: name, language: "node", program: join(folder, file), args, precision });
const python = (name: string, file: string, args: readonly string[], countsAs = name): Contender => ({
  name,
  countsAs,
  language: "python",
  program: join(folder, file),
  args,
  precision: "float32",
});

export const contenders: readonly Contender[] = [
  node("tfjs-node fit", "stock.ts"),
  node("traced", "traced.ts", ["float32"]),
  python("keras fit plain", "kerasFit.py", ["plain"], "keras fit"),
  python("keras fit jit", "kerasFit.py", ["jit"], "keras fit"),
  python("pytorch eager", "pytorchLoop.py", ["eager"]),
  python("pytorch compiled", "pytorchLoop.py", ["compiled"]),
  node("traced bfloat16", "traced.ts", ["bfloat16"], "bfloat16"),
];

/** The two programs that measure sgemm: matrix products of 2048×2048 in float32. */
export const sgemmWorkers: readonly Contender[] = [
  python("numpy", "sgemm.py", ["numpy"]),
  python("pytorch", "sgemm.py", ["torch"]),
];

/** Those asked for by name ("keras fit" means both of its settings); all where nothing is asked. */
export function chooseContenders(only: readonly string[] | undefined): readonly Contender[] {
  if (only === undefined) return contenders;
  return contenders.filter(({ name, countsAs }) => only.includes(name) || only.includes(countsAs));
}
