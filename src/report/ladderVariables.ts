// The repair ladder as variables: for each kind of holes the harmonic fill, and for each rung the mean of its seeds with the
// lowest and the highest of them.
import type { LadderRecord, LadderScores } from "../evaluation/repairLadder";
import type { Leaf } from "./variable";
import { keyPart } from "./walk";

export function ladderLeaves({ samples, images, harmonic, rows }: LadderRecord): Leaf[] {
  const rungs = [...new Set(rows.map(({ rung }) => rung))], seeds = new Set(rows.map(({ seed }) => seed)).size;
  return [
    ...Object.entries({ samples, images, seeds }).map(([name, value]) => ({ key: `ladder.${name}`, path: name, value })),
    ...(Object.keys(harmonic) as (keyof LadderScores)[]).flatMap((set) => [
      { key: `ladder.${set}.harmonicDb`, path: `harmonic.${set}.holePsnrDb`, value: harmonic[set].holePsnrDb },
      ...rungs.flatMap((rung) => rungLeaves(`ladder.${set}.${keyPart(rung)}`, `${rung}, ${set}.holePsnrDb`,
        rows.filter((row) => row.rung === rung).map(({ scores }) => scores[set].holePsnrDb))),
    ]),
  ];
}

function rungLeaves(key: string, path: string, values: readonly number[]): Leaf[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return [
    { key: `${key}.meanDb`, path: `${path}, mean`, value: mean },
    { key: `${key}.lowestDb`, path: `${path}, min`, value: Math.min(...values) },
    { key: `${key}.highestDb`, path: `${path}, max`, value: Math.max(...values) },
  ];
}
