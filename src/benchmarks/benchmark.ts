// A benchmark as a value: which images, which holes, which figures. Whoever draws its masks, measures on it, prints its table or
// exports it takes the value, so that another benchmark is one file and one line in the table (index.ts).
import type { BatchShape } from "../images/batch";
import type { DrawMasks } from "../masks";
import type { ErrorFigureName } from "../metrics/errorFigures";

/** The images that a benchmark is measured on, by name. */
export type BenchmarkSource = "cifar10 test" | "bsds500 test";

/** The figures that a row can state; PROTOCOL.md defines them. */
export type BenchmarkFigure = ErrorFigureName &
  (
    | "pooledHolePsnrDb"
    | "meanPerImageHolePsnrDb"
    | "pooledHoleL1"
    | "pooledHoleSsim"
    | "pooledHoleGradientShare"
    | "pooledCompositePsnrDb"
    | "meanPerImageCompositePsnrDb"
    | "pooledCompositeL1"
    | "meanPerImageCompositeSsim"
    | "pooledKnownMse"
  );

/** One mask per image, drawn from a seed. */
export interface BenchmarkMaskSet {
  /** What --masks takes. */
  readonly name: string;
  /** For tables and figures. */
  readonly title: string;
  readonly seed: number;
  /** The name in maskFamilies of what is drawn. */
  readonly family: string;
  /** That family's function, or another of its masks with options. */
  readonly draw: DrawMasks;
  /** Of packMasks(all masks), in hexadecimal. */
  readonly sha256: string;
}

export interface Benchmark {
  /** Results under another name cannot be compared with these; a set that must change gets a new benchmark. */
  readonly name: string;
  /** For tables and figures. */
  readonly title: string;
  readonly source: BenchmarkSource;
  /** How many images of the source, from the first on. */
  readonly images: number;
  /** These images in batches of one size, in their order: a single batch where all have the same size. */
  readonly shapes: readonly BatchShape[];
  readonly maskSets: readonly BenchmarkMaskSet[];
  /** The figures of a row, in the order of the tables; the first is the one that a terminal shows. */
  readonly metrics: readonly BenchmarkFigure[];
  /** Methods, by name, that are measured on fewer images since all would take too long. */
  readonly fewerImages?: { readonly [method: string]: number };
  /** Rows hold what each image adds, and methods are compared image by image; for a few hundred images, not for thousands. */
  readonly paired?: boolean;
  /** Methods, by name, that are measured only where they are named: made for other images, or further seeds. */
  readonly onlyNamed?: readonly string[];
}
