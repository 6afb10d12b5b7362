// Chaos: works of the project stopped, doubled and damaged at random moments, and what became of them.
//   node --import tsx test/chaos/main.ts [--rounds 100] [--seed 1] [--only setup,training] [--prefetched FOLDER] [--record]
//   node --import tsx test/chaos/main.ts --short [--seed 1]
// Finished rounds stand in runs/local/chaos/; the same command goes on after them, and plays those in which something was lost
// again. --record copies the table to test/chaos/rounds.csv.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { engineInstalled } from "../../src/node/engine/installEngine";
import { localRunsFolder, projectRoot } from "../../src/node/paths";
import { randomStream } from "../../src/random";
import { disturbances, type Disturbance } from "./disturbances";
import { playRound, undisturbed, type Reference, type RoundResult, type Workspace } from "./round";
import { targets, type Target } from "./targets";
import { cloneWorkspace, compiledWorkspace, inNamespace, mountDisk, unmountDisk } from "./workspace";

interface Planned {
  readonly target: Target;
  readonly disturbance: Disturbance;
}

/** At most this many rounds of a set-up, which take minutes each. */
const setUps = 14;

/** What every `npm test` tries, at most a minute; the signals that a program can hear have tests of their own. */
const shortDisturbances: readonly Disturbance[] = ["SIGKILL", "full disk", "started twice", "flipped bit"];

function shortPlan(): Planned[] {
  const target = targets.find(({ name }) => name === "training")!;
  return shortDisturbances.map((disturbance) => ({ target, disturbance }));
}

/** Every target with every disturbance, again and again. */
function plan(rounds: number, chosen: readonly Target[]): Planned[] {
  const all: Planned[] = [];
  for (let i = 0; all.length < rounds; i++) {
    const disturbance = disturbances[i % disturbances.length];
    const target = chosen[(i + Math.floor(i / disturbances.length)) % chosen.length];
    const many = all.filter((one) => one.target.name === "setup").length >= setUps;
    if (target.name !== "setup" || !many || chosen.length === 1) all.push({ target, disturbance });
  }
  return all;
}

function lineOf(number: number, { target, disturbance, detail, outcome, problems, seconds }: RoundResult): string {
  const lost = problems.length === 0 ? "" : `\n    ${problems.join("\n    ")}`;
  return `${String(number).padStart(3)}  ${outcome.padEnd(9)}  ${target}, ${disturbance}: ${detail} (${seconds.toFixed(0)} s)${lost}`;
}

function table(results: readonly RoundResult[]): string {
  const cell = (value: string): string => `"${value.replaceAll('"', "'")}"`;
  const rows = results.map((one, i) =>
    [
      i + 1,
      one.target,
      one.disturbance,
      one.outcome,
      one.seconds.toFixed(0),
      cell(one.detail),
      cell(one.problems.join("; ")),
    ].join(","),
  );
  return `round,work,disturbance,outcome,seconds,detail,problems\n${rows.join("\n")}\n`;
}

/** What `npm test` counts as a check that was not run; resolves to the exit code. */
function notRun(reason: string): number {
  console.log(`Not run: ${reason}.`);
  const list = process.env.LAB_CHECKS_NOT_RUN;
  if (list !== undefined) appendFileSync(list, `${reason}\n`);
  return 0;
}

/** The folder that set-ups take everything from; filled where it is not. */
function prefetch(folder: string): string {
  if (existsSync(join(folder, "prefetch.json"))) return folder;
  const args = [join(projectRoot, "scripts/run.mjs"), "prefetch", "--to", folder];
  if (spawnSync(process.execPath, args, { stdio: "inherit" }).status === 0) return folder;
  throw new Error(
    `Expected npm run prefetch to fill ${folder}, but it failed. Mend the cause above, or leave set-ups out: --only.`,
  );
}

/** Those that are done, each at its number less one; a round that lost something is not. */
function earlierRounds(file: string): (RoundResult | undefined)[] {
  const results: (RoundResult | undefined)[] = [];
  if (!existsSync(file)) return results;
  for (const line of readFileSync(file, "utf8").trim().split("\n")) {
    const { round, ...result } = JSON.parse(line) as RoundResult & { readonly round: number };
    results[round - 1] = result.outcome === "lost" ? undefined : result;
  }
  return results;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      short: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      rounds: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      prefetched: { type: "string" },
    },
  });
  const { short, seed } = values;
  if (short && !engineInstalled()) return notRun("there is no native engine here, without which nothing is trained");
  const chosen = targets.filter(({ name }) => values.only?.split(",").includes(name) ?? true);
  const disk = mkdtempSync(join(tmpdir(), "lab-chaos-"));
  const folder = join(localRunsFolder, "chaos");
  const file = join(folder, `rounds-${seed}${values.only ? `-${values.only}` : ""}.jsonl`);
  const results = short ? [] : earlierRounds(file);
  const ownDisk = mountDisk(disk, short ? 400 : 9_000);
  if (!ownDisk) notRun("no disk of its own can be mounted here, which a full disk needs");
  const prefetched = short ? "" : prefetch(values.prefetched ?? join(tmpdir(), "inpainting-lab-prefetched"));
  try {
    const spaces = new Map<string, Workspace>();
    const references = new Map<string, Reference>();
    const spaceOf = async ({ name }: Target): Promise<Workspace> => {
      const which = short ? "compiled" : name === "setup" ? "fresh" : "clone";
      const known = spaces.get(which);
      if (known !== undefined) return known;
      const made = short ? compiledWorkspace(disk, ownDisk) : cloneWorkspace(disk, which, prefetched, ownDisk);
      if (which === "clone") await undisturbed(targets[0], made);
      spaces.set(which, made);
      return made;
    };
    const planned = short ? shortPlan() : plan(Number(values.rounds), chosen);
    for (const [at, { target, disturbance }] of planned.entries()) {
      if (results[at] !== undefined || (disturbance === "full disk" && !ownDisk)) continue;
      const space = await spaceOf(target);
      const reference = references.get(target.name) ?? (await undisturbed(target, space));
      references.set(target.name, reference);
      const result = await playRound(target, disturbance, space, reference, randomStream(Number(seed), "chaos", at));
      results[at] = result;
      console.log(lineOf(at + 1, result));
      if (short) continue;
      mkdirSync(folder, { recursive: true });
      appendFileSync(file, `${JSON.stringify({ round: at + 1, ...result })}\n`);
    }
  } finally {
    if (ownDisk) unmountDisk(disk);
    rmSync(disk, { recursive: true, force: true });
  }
  const played = results.filter((one) => one !== undefined);
  const count = (wanted: RoundResult["outcome"]): number => played.filter(({ outcome }) => outcome === wanted).length;
  const lost = count("lost");
  console.log(`${played.length} rounds, ${count("made anew")} made anew, ${lost} lost.`);
  if (values.record) writeFileSync(join(__dirname, "rounds.csv"), table(played));
  return lost === 0 ? 0 : 1;
}

const elsewhere = inNamespace();
if (elsewhere !== null) process.exitCode = elsewhere;
else void main().then((code) => (process.exitCode = code));
