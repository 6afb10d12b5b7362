// One round: a work is begun, disturbed at a random moment, and gone on with in the way that is printed; in the end its results must be
// those of undisturbed work, nothing may have been printed that is no sentence, and no program may be left.
import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../../src/random";
import { fillDisk, flipBit, freeDisk, sendSignal, type Disturbance } from "./disturbances";
import { aliveIn, commandOf, send, start, type Ended, type Started } from "./processes";
import { recordFiles, removeResults, type Target } from "./targets";

/** Where a target is worked on. */
export interface Workspace {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** The whole command behind these words of `npm run`. */
  command(words: readonly string[]): string[];
  /** Whether its disk is its own, so that it may be filled. */
  readonly ownDisk: boolean;
}

/** What undisturbed work leads to. */
export interface Reference {
  readonly outcome: { readonly [what: string]: string };
  readonly seconds: number;
}

export interface RoundResult {
  readonly target: string;
  readonly disturbance: Disturbance;
  /** What was done, when. */
  readonly detail: string;
  /** "same": going on was enough; "made anew": it was refused in a sentence, and beginning again was enough. */
  readonly outcome: "same" | "made anew" | "lost";
  /** Why it counts as lost. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

/** Works without a disturbance. Throws where that fails. */
export async function undisturbed(target: Target, space: Workspace): Promise<Reference> {
  removeResults(space.root, target);
  const began = performance.now();
  const { code, output } = await begin(target.words, space).ended;
  if (code !== 0)
    throw new Error(`Expected ${target.name} to succeed undisturbed, but it ended with ${code}:\n${output}`);
  return { outcome: target.outcome(space.root), seconds: (performance.now() - began) / 1000 };
}

export async function playRound(
  target: Target,
  disturbance: Disturbance,
  space: Workspace,
  reference: Reference,
  random: Random,
): Promise<RoundResult> {
  const began = performance.now();
  const problems: string[] = [];
  removeResults(space.root, target);
  const detail = await disturb(target, disturbance, space, reference.seconds, random, problems);
  let anew = false;
  let last = await goOn(target.resume, space, reference, problems, "going on");
  if (last.code !== 0) {
    anew = true;
    last = await goOn(target.words, space, reference, problems, "beginning again");
  }
  if (last.code !== 0) problems.push(`neither going on nor beginning again works: ${last.output.slice(-600)}`);
  else problems.push(...differences(target, space, reference));
  return {
    target: target.name,
    disturbance,
    detail,
    outcome: problems.length > 0 ? "lost" : anew ? "made anew" : "same",
    problems,
    seconds: (performance.now() - began) / 1000,
  };
}

async function disturb(
  target: Target,
  disturbance: Disturbance,
  space: Workspace,
  seconds: number,
  random: Random,
  problems: string[],
): Promise<string> {
  const work = begin(target.words, space);
  const at = random.uniform() * seconds;
  let over = false;
  const ended = work.ended.then((result) => {
    over = true;
    return result;
  });
  await Promise.race([wait(1000 * at), ended]);
  const when = `after ${at.toFixed(1)} s of about ${seconds.toFixed(1)}`;
  if (disturbance === "full disk") return `${when}: ${await withFullDisk(ended, space, random, problems)}`;
  if (disturbance === "started twice") return `${when}: ${await withSecondStart(target, ended, space, problems)}`;
  if (disturbance === "flipped bit") {
    if (!over && random.uniform() < 0.7) sendSignal(work.pid, random.uniform() < 0.5 ? "SIGINT" : "SIGKILL", random);
    await ended;
    await noneAlive(space, problems);
    return `${when}: ${flipBit(space.root, recordFiles(space.root, target), random)}`;
  }
  const done = over ? `${disturbance} came after the end` : sendSignal(work.pid, disturbance, random);
  const { output } = await within(ended, 20, work, problems);
  checkOutput(output, "the disturbed work", problems);
  await noneAlive(space, problems);
  return `${when}: ${done}`;
}

async function withFullDisk(
  ended: Promise<Ended>,
  space: Workspace,
  random: Random,
  problems: string[],
): Promise<string> {
  const left = random.integer(0, 3) === 0 ? 0 : random.integer(0, 2_000_000);
  const filler = fillDisk(space.root, left);
  const { output, code } = await ended;
  freeDisk(filler);
  checkOutput(output, "the work on a full disk", problems);
  return `the disk filled up to ${left} bytes, the work ended with ${code}`;
}

async function withSecondStart(
  target: Target,
  ended: Promise<Ended>,
  space: Workspace,
  problems: string[],
): Promise<string> {
  const second = await begin(target.words, space).ended;
  const first = await ended;
  checkOutput(second.output, "the second start", problems);
  checkOutput(first.output, "the first start", problems);
  if (first.code !== 0)
    problems.push(
      `the first start was disturbed by the second, it ended with ${first.code}: ${first.output.slice(-400)}`,
    );
  return `the second start ended with ${second.code}, the first with ${first.code}`;
}

async function goOn(
  words: readonly string[],
  space: Workspace,
  reference: Reference,
  problems: string[],
  what: string,
): Promise<Ended> {
  const work = begin(words, space);
  const result = await within(work.ended, 120 + 4 * reference.seconds, work, problems);
  checkOutput(result.output, what, problems);
  return result;
}

function begin(words: readonly string[], { root, env, command }: Workspace): Started {
  return start(command(words), root, env);
}

/** Kills what has not ended by then, and says so. */
async function within(ended: Promise<Ended>, seconds: number, work: Started, problems: string[]): Promise<Ended> {
  const timer = setTimeout(() => {
    problems.push(`it did not end within ${seconds.toFixed(0)} s: ${work.printed().slice(-300)}`);
    send(-work.pid, "SIGKILL");
  }, 1000 * seconds);
  const result = await ended;
  clearTimeout(timer);
  return result;
}

/** A stack or the name of an error's class is no sentence; what a set-up quotes of another program's output below its own is left out. */
function checkOutput(printed: string, of: string, problems: string[]): void {
  const output = printed.replace(/^ {4}(?! *at ).*\n/gm, "");
  const raw = /\n\s+at .*[:(].*|\b(?:Type|Syntax|Range|Reference)Error\b|Unhandled|\bE[A-Z]{3,}: .*\n/.exec(output);
  if (raw !== null)
    problems.push(`${of} printed no sentence: ${output.slice(Math.max(0, raw.index - 300), raw.index + 300)}`);
}

async function noneAlive({ root }: Workspace, problems: string[]): Promise<void> {
  for (let i = 0; i < 40 && aliveIn(root).length > 0; i++) await wait(250);
  const left = aliveIn(root);
  if (left.length > 0)
    problems.push(`alive after ten seconds: ${left.map((pid) => commandOf(pid).slice(0, 200)).join("; ")}`);
  for (const pid of left) send(pid, "SIGKILL");
}

function differences(target: Target, { root }: Workspace, { outcome }: Reference): string[] {
  try {
    const now = target.outcome(root);
    return Object.keys(outcome)
      .filter((what) => now[what] !== outcome[what])
      .map((what) => `${what} differs from undisturbed work`);
  } catch (error) {
    return [`results are missing: ${(error as Error).message}`];
  }
}
