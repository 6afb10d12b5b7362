// The losses that the report's authors published, as leaves: published.coldStart.epoch20, published.firstValLoss, …
import { publishedColdStart, publishedFinalLog } from "./publishedRun";
import { longestWithoutImprovement } from "./runVariables";
import type { Leaf } from "./variable";

export function publishedLeaves(): Leaf[] {
  const log = publishedFinalLog;
  const first = log[0];
  const last = log[log.length - 1];
  const lowest = log.reduce((best, row) => (row.valLoss < best.valLoss ? row : best));
  return [
    ...publishedColdStart.map(({ epoch, valLoss }) => ({
      key: `published.coldStart.epoch${epoch}`,
      path: `publishedColdStart, epoch ${epoch}`,
      value: valLoss,
    })),
    leaf("epochs", "rows", log.length),
    leaf("firstLoss", "row 1, loss", first.loss),
    leaf("firstValLoss", "row 1, valLoss", first.valLoss),
    leaf("lowest", `row ${lowest.epoch}, valLoss`, lowest.valLoss),
    leaf("lowestEpoch", "row of the lowest valLoss", lowest.epoch),
    leaf("lastLoss", `row ${last.epoch}, loss`, last.loss),
    leaf("last", `row ${last.epoch}, valLoss`, last.valLoss),
    leaf("longestWithoutImprovement", "rows in a row", longestWithoutImprovement(log)),
  ];
}

function leaf(name: string, path: string, value: number): Leaf {
  return { key: `published.${name}`, path: `publishedFinalLog, ${path}`, value };
}
