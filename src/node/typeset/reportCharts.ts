// The report's number charts: each is drawn again from the records whenever the report is built, so that none can be stale.
// Picture grids need images and networks and are made by the commands that have them; what a notebook shows is exported by its cell.
import { studyValuesSchemas } from "../../studies";
import { studyRecordSchema, type RecordOf, type StudyName } from "../../studies/records";
import { ladderMaskSets } from "../../studies/repairLadder";
import { classChart } from "../../studies/classesChart";
import { edgeDistanceChart } from "../../studies/edgeDistanceChart";
import { holeSidesChart } from "../../studies/sidesChart";
import { ladderChart } from "../../studies/repairLadderChart";
import { asLossRun } from "../../figures/lossCurve";
import { lossDistanceChart } from "../../figures/lossDistanceChart";
import { lossPartsPanels } from "../../studies/lossPartsPanels";
import { publishedColdStart, publishedFinalLog } from "../../report/publishedRun";
import type { ReportRecords, ReportRun } from "../../report/records";
import type { Drawing } from "../figures/encode";
import { checkJson } from "../files/jsonFile";
import { ladderCommand } from "../studies/ladderRecord";

export interface ReportChart {
  readonly name: string;
  /** The record files that it shows, from the project's folder on. */
  readonly inputs: readonly string[];
  readonly draw: (records: ReportRecords) => Drawing;
}

/** The runs of the report's own experiment, as it was recorded. */
const ownRuns = ["report-fixed-seed1", "report-fixed-seed2", "report-fresh-seed1", "report-fresh-seed2"];
const logOf = (id: string): string => `runs/recorded/${id}/log.csv`;
const auditFile = (name: StudyName): string => `runs/recorded/audit/${name}.json`;

export const reportCharts: readonly ReportChart[] = [
  { name: "loss-distance", inputs: [...ownRuns.map(logOf), auditFile("loss-parts")], draw: drawLossDistance },
  fromAudit("loss-parts", "loss-parts", ({ values: { methods }, synthetic }) => {
    const { network, composited, harmonic, mean } = methods;
    return lossPartsPanels({
      parts: { network, "network, composited": composited, harmonic, "flat colour": mean },
      synthetic,
    });
  }),
  fromAudit("hole-sides", "sides", ({ values, synthetic }) => holeSidesChart(values, { synthetic })),
  fromAudit("classes", "classes", ({ values, synthetic }) => classChart(values, { synthetic })),
  fromAudit("edge-distance", "edge-distance", ({ values, synthetic }) => edgeDistanceChart(values, { synthetic })),
  { name: "repair-ladder-mixture", inputs: ["runs/recorded/repair-ladder/ladder.json"], draw: drawLadder },
];

function fromAudit<Name extends StudyName>(
  name: string,
  record: Name,
  draw: (record: RecordOf<Name>) => Drawing,
): ReportChart {
  return { name, inputs: [auditFile(record)], draw: (records) => draw(auditRecord(records, record)) };
}

function auditRecord<Name extends StudyName>({ audit }: ReportRecords, name: Name): RecordOf<Name> {
  const found = audit.find((one) => one.name === name);
  const command = `npm run measure -- ${name} --record`;
  if (found === undefined)
    throw new Error(`Expected the measurement ${auditFile(name)}, but there is none. Make it: ${command}.`);
  return checkJson(found.record, studyRecordSchema(studyValuesSchemas[name]), found.file, `Make it again: ${command}.`);
}

/** The recorded runs, the reader's own where it is of the same experiment, and what the authors published. */
function drawLossDistance(records: ReportRecords): Drawing {
  const { methods } = auditRecord(records, "loss-parts").values;
  const { shown, local } = records;
  const recorded = ownRuns.map((id) => records.runs.find((run) => run.id === id)).filter((run) => run !== undefined);
  const same = local && !shown.config.synthetic && !shown.config.quick;
  const named = (name: string, { log }: Pick<ReportRun, "log">) => ({ ...asLossRun(name, log), loss: undefined });
  return lossDistanceChart({
    floor: methods.network.floor,
    runs: [
      ...(same ? [named("this run", shown)] : []),
      ...recorded.map((run) => named(`${run.config.masks} masks, seed ${run.config.seed}`, run)),
      { ...asLossRun("the authors' log", publishedFinalLog), loss: undefined },
      {
        name: "the authors' cold start",
        pointsOnly: true,
        epochs: publishedColdStart.map(({ epoch }) => epoch),
        valLoss: publishedColdStart.map(({ valLoss }) => valLoss),
      },
    ],
    untrained: [
      { name: "flat colour", value: methods.mean.crossentropy },
      { name: "harmonic", value: methods.harmonic.crossentropy },
    ],
  });
}

function drawLadder({ ladder }: ReportRecords): Drawing {
  if (ladder === null) {
    throw new Error(`Expected the recorded repair ladder, but there is none. Make it: ${ladderCommand}.`);
  }
  const [, mixture] = ladderMaskSets;
  return ladderChart(ladder.record, mixture);
}
