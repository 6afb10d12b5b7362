// The table of inpainting methods: everything that the benchmark measures and the command inpaint offers, in the order of
// tables. A line says where a method comes from and loads nothing; a trained network gets its line when it is recorded.
import { classicalMethods } from "../classical";

/** Where a method comes from. */
export type MethodSource =
  /** A line of the table of classical methods, by the same name. */
  | { readonly kind: "classical" }
  /** Fills taken from CIFAR-10's training images. */
  | { readonly kind: "retrieval" }
  /** The network of a recorded run. */
  | { readonly kind: "recorded"; readonly run: string }
  /** The report's network with the weights that its authors published. */
  | { readonly kind: "authors" };

export interface MethodEntry {
  /** What commands take. */
  readonly name: string;
  /** For tables and figures; titles that agree up to the first comma are runs of one network. */
  readonly title: string;
  readonly source: MethodSource;
}

const classical = Object.entries(classicalMethods).map(([name, { title }]): MethodEntry => ({
  name,
  title,
  source: { kind: "classical" },
}));

export const inpaintingMethods: readonly MethodEntry[] = [
  ...classical,
  { name: "nearestImage", title: "Nearest image", source: { kind: "retrieval" } },
  recorded("report-fixed-seed1", "Report's network, fixed masks, seed 1"),
  recorded("report-fixed-seed2", "Report's network, fixed masks, seed 2"),
  recorded("report-fresh-seed1", "Report's network, fresh masks, seed 1"),
  recorded("report-fresh-seed2", "Report's network, fresh masks, seed 2"),
  { name: "report-authors", title: "Report's network, authors' weights", source: { kind: "authors" } },
  recorded("article-squares-half", "Article's U-Net for squares, half width"),
  recorded("article-squares-samples50000", "Article's U-Net for squares, whole width, 50,000 samples"),
  recorded("article-lines-half", "Article's U-Net for lines, half width"),
  recorded("article-lines-samples100000", "Article's U-Net for lines, whole width, 100,000 samples"),
  recorded("article-partial", "Article's partial U-Net"),
  recorded("context-l2", "Context encoder, squared error, seed 1"),
  recorded("context-l2-seed2", "Context encoder, squared error, seed 2"),
  recorded("context-l2-seed3", "Context encoder, squared error, seed 3"),
  recorded("context-joint", "Context encoder, joint, seed 1"),
  recorded("context-joint-seed2", "Context encoder, joint, seed 2"),
  recorded("context-joint-seed3", "Context encoder, joint, seed 3"),
  recorded("context-joint-step.adversarial.weight0.01", "Context encoder, joint at .01, seed 1"),
  recorded("context-joint-seed2-step.adversarial.weight0.01", "Context encoder, joint at .01, seed 2"),
  recorded("context-joint-seed3-step.adversarial.weight0.01", "Context encoder, joint at .01, seed 3"),
  recorded("context-joint-step.adversarial.weight0.05", "Context encoder, joint at .05, seed 1"),
  recorded("context-joint-seed2-step.adversarial.weight0.05", "Context encoder, joint at .05, seed 2"),
  recorded("context-joint-seed3-step.adversarial.weight0.05", "Context encoder, joint at .05, seed 3"),
  recorded("context-random", "Context encoder for blocks, joint, seed 1"),
  recorded("context-random-seed2", "Context encoder for blocks, joint, seed 2"),
  recorded("context-random-seed3", "Context encoder for blocks, joint, seed 3"),
  recorded("residual-inpainter", "Residual inpainter"),
  recorded("photographs-partial", "Partial U-Net, photographs"),
  recorded("photographs-plain", "Plain U-Net, photographs"),
];

/** The line of this name. Throws, naming all methods, where there is none. */
export function methodNamed(name: string): MethodEntry {
  const found = inpaintingMethods.find((method) => method.name === name);
  if (found !== undefined) return found;
  const names = inpaintingMethods.map((method) => method.name).join(", ");
  throw new Error(`Expected the name of a method, but received "${name}". Use one of ${names}.`);
}

/** A network by the name of its run. */
function recorded(run: string, title: string): MethodEntry {
  return { name: run, title, source: { kind: "recorded", run } };
}
