// npm run evaluate: the older name of npm run measure -- BENCHMARK, with --method for --methods and --update for --record; the
// benchmark is cifar10-inpainting-v1 where none is named.
import { cifar10InpaintingV1 } from "../../benchmarks/cifar10InpaintingV1";
import { measureBenchmark, type MeasureBenchmarkOptions } from "./measureBenchmark";

/** What `npm run evaluate` takes. */
export interface EvaluateOptions extends Pick<
  MeasureBenchmarkOptions,
  "masks" | "limit" | "json" | "resume" | "export"
> {
  readonly benchmark?: string;
  readonly method?: readonly string[];
  readonly update?: boolean;
}

/** The whole command; resolves to the exit code. */
export function evaluate({
  benchmark = cifar10InpaintingV1.name,
  method,
  update,
  ...others
}: EvaluateOptions): Promise<number> {
  return measureBenchmark({ ...others, benchmark, methods: method, record: update });
}

if (require.main === module) {
  void evaluate(JSON.parse(process.argv[2] ?? "{}") as EvaluateOptions).then((code) => process.exit(code));
}
