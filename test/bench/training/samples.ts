// Workloads and contenders by name, and measurements made up for the tests of the tables and the figure.
import { contenders, type Contender } from "../../../bench/training/contenders";
import type { Measured } from "../../../bench/training/measure";
import { workloads, type Workload } from "../../../bench/training/workloads";

export function contender(name: string): Contender {
  const found = contenders.find((one) => one.name === name);
  if (!found) throw new Error(`no contender ${name}`);
  return found;
}

export function measured(name: string, training: readonly number[], idleSeconds: readonly number[] = []): Measured {
  const prediction = training.map((speed) => 3 * speed);
  return { contender: contender(name), version: `${name} 1.0`, training, prediction, idleSeconds, peakBytes: 500e6 };
}

export function workloadNamed(name: string): Workload {
  const found = workloads.find((one) => one.name === name);
  if (!found) throw new Error(`no workload ${name}`);
  return found;
}
