// The numbers of one training run: losses at the epochs that the report names, the lowest, what metrics.json measured, speed.
import type { ReportRun } from "./records";
import type { Leaf } from "./variable";
import { leavesOf } from "./walk";

const namedEpochs = [1, 5, 10, 20, 40, 60];

/** A run's name inside keys: "report-fixed-seed1" is fixed1, "report-fixed-seed3-epochs60" is fixed3Epochs60. */
export function shortRunName(id: string): string {
  const words = id
    .replace(/^report-/, "")
    .replace(/-seed(?=\d)/, "")
    .split("-");
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
}

/** Each file's leaves below `key` ("runs.fixed1"). */
export function runLeaves(run: ReportRun, key: string): { file: string; leaves: Leaf[] }[] {
  const { log, timing, metrics, config, environment } = run;
  const lowest = log.reduce((best, row) => (row.valLoss < best.valLoss ? row : best));
  const last = log[log.length - 1];
  const named = log
    .filter(({ epoch }) => namedEpochs.includes(epoch))
    .flatMap(({ epoch, loss, valLoss }) => [
      leaf(`epoch${epoch}`, `epoch ${epoch}, valLoss`, valLoss),
      leaf(`trainEpoch${epoch}`, `epoch ${epoch}, loss`, loss),
    ]);
  const losses = [
    ...named,
    leaf("epochs", "rows", log.length),
    leaf("samples", "rows × trainImages of config.json", log.length * config.trainImages),
    leaf("lowest", `epoch ${lowest.epoch}, valLoss`, lowest.valLoss),
    leaf("lowestEpoch", "epoch of the lowest valLoss", lowest.epoch),
    leaf("last", `epoch ${last.epoch}, valLoss`, last.valLoss),
    leaf("lastLoss", `epoch ${last.epoch}, loss`, last.loss),
    leaf("longestWithoutImprovement", "epochs in a row", longestWithoutImprovement(log)),
  ];
  const seconds = timing.reduce((sum, row) => sum + row.seconds, 0);
  const trained = config.trainImages * timing.length;
  const speed =
    timing.length === 0
      ? []
      : [
          leaf("seconds", "sum of seconds", seconds),
          leaf("minutes", "sum of seconds / 60", seconds / 60),
          leaf("imagesPerSecond", "trained images / sum of seconds", trained / seconds),
        ];
  const hole = metrics?.network?.pooledHolePsnrDb;
  const measured =
    metrics === null
      ? []
      : leavesOf(metrics, key, "").filter(({ key: name }) => !/\.(epochs|lowestValLoss\w*|valLossEpoch20)$/.test(name));
  return [
    { file: "log.csv", leaves: losses },
    { file: "timing.csv", leaves: speed },
    {
      file: "metrics.json",
      leaves: [...measured, ...(hole === undefined ? [] : [leaf("holePsnrDb", "network.pooledHolePsnrDb", hole)])],
    },
    {
      file: "config.json",
      leaves: (["seed", "masks", "dataset", "trainImages", "validationImages"] as const).map((name) =>
        leaf(name, name, config[name]),
      ),
    },
    { file: "environment.json", leaves: leavesOf(environment, key, "") },
  ];

  function leaf(name: string, path: string, value: Leaf["value"]): Leaf {
    return { key: `${key}.${name}`, path, value };
  }
}

/** The longest run of epochs after which the validation loss had not fallen below its lowest so far. */
export function longestWithoutImprovement(log: readonly { readonly valLoss: number }[]): number {
  let lowest = Infinity;
  let waiting = 0;
  let longest = 0;
  for (const { valLoss } of log) {
    waiting = valLoss < lowest ? 0 : waiting + 1;
    lowest = Math.min(lowest, valLoss);
    longest = Math.max(longest, waiting);
  }
  return longest;
}
