// Whether this processor multiplies bfloat16 numbers itself (AVX512_BF16 or AMX). Without these instructions TensorFlow
// converts every number on the way in and out, and convolutions in bfloat16 are slower than in float32.
import { readFileSync } from "node:fs";

/** True on a Linux machine whose processor names the instructions; false everywhere else, since nothing else tells. */
export function hasBfloat16(cpuinfo: string = readCpuinfo()): boolean {
  return /^(flags|Features)\s*:.*\b(avx512_bf16|amx_bf16)\b/m.test(cpuinfo);
}

/** Whether a training that was asked for in bfloat16 runs so; where it cannot, says that it runs in float32. */
export function trainsInBfloat16(asked: boolean | undefined, { native }: { readonly native: boolean }): boolean {
  const possible = asked === true && native && hasBfloat16();
  if (asked && !possible) console.log("This processor has no instructions for bfloat16: training in float32.");
  return possible;
}

function readCpuinfo(): string {
  try {
    return readFileSync("/proc/cpuinfo", "utf8");
  } catch {
    return "";
  }
}
