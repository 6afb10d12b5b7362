// The repair ladder as variables: for each kind of holes the harmonic fill, and for each rung the mean of its seeds
// with their ends and deviation.
import type { LadderRecord, LadderScores } from "../studies/repairLadder";
import type { Leaf } from "./variable";
import { keyPart, summaryOf } from "./walk";

export function ladderLeaves({ samples, images, harmonic, rows }: LadderRecord): Leaf[] {
  const rungs = [...new Set(rows.map(({ rung }) => rung))];
  const seeds = new Set(rows.map(({ seed }) => seed)).size;
  return [
    ...Object.entries({ samples, images, seeds }).map(([name, value]) => ({
      key: `ladder.${name}`,
      path: name,
      value,
    })),
    ...(Object.keys(harmonic) as (keyof LadderScores)[]).flatMap((set) => [
      { key: `ladder.${set}.harmonicDb`, path: `harmonic.${set}.holePsnrDb`, value: harmonic[set].holePsnrDb },
      ...rungs.flatMap((rung) =>
        summaryOf(
          rows.filter((row) => row.rung === rung).map(({ scores }) => scores[set].holePsnrDb),
          `ladder.${set}.${keyPart(rung)}.Db`,
          `${rung}, ${set}.holePsnrDb`,
        ),
      ),
    ]),
  ];
}
