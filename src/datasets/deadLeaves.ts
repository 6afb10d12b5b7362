// The data set that needs no download: "dead leaves" (Matheron 1968; statistics of natural images after Lee, Mumford and
// Huang, Occlusion Models for Natural Images, 2001): opaque shapes lie on one another, their radii by a power law,
// p(r) ~ 1/r^3, so that the picture looks alike at every scale. Ours adds what the model leaves out and a photograph has:
// one light per image, rounded shading, contact shadows, a little grain; and one shape per image, which is its label.
import { randomStream, type Random } from "../random";
import type { Dataset, LabelledImages } from "./dataset";
import { leafClasses, type LeafClass } from "./leafShapes";

export interface DeadLeavesOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Default 10,000. */
  readonly trainCount?: number;
  /** Default 2,000. */
  readonly testCount?: number;
}

const side = 32;
const version = 1;
/** Shortest and longest radius in pixels; leaves per image, of which the lowest are large and cover most of the ground. */
const shortest = 2;
const longest = 18;
const leaves = 46;
const largeLeaves = 6;

/** Scenes of five sRGB colours each: foliage, autumn, shore, stone, meadow, dusk, water, desert. */
const scenes: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [62, 84, 38],
    [104, 124, 58],
    [38, 52, 30],
    [150, 158, 96],
    [92, 74, 50],
  ],
  [
    [158, 82, 36],
    [196, 134, 58],
    [92, 48, 30],
    [214, 178, 112],
    [84, 86, 48],
  ],
  [
    [206, 190, 158],
    [142, 168, 182],
    [98, 128, 148],
    [234, 226, 208],
    [128, 106, 82],
  ],
  [
    [120, 116, 110],
    [164, 158, 148],
    [76, 74, 74],
    [204, 198, 188],
    [104, 92, 76],
  ],
  [
    [112, 142, 66],
    [178, 180, 92],
    [72, 104, 58],
    [198, 120, 132],
    [222, 214, 180],
  ],
  [
    [74, 66, 96],
    [148, 98, 104],
    [214, 148, 116],
    [44, 46, 70],
    [116, 124, 152],
  ],
  [
    [58, 96, 120],
    [104, 148, 164],
    [34, 58, 78],
    [176, 202, 204],
    [82, 104, 84],
  ],
  [
    [196, 150, 104],
    [222, 190, 146],
    [142, 94, 64],
    [112, 128, 142],
    [168, 124, 96],
  ],
];

/** Draws the data set in a few seconds; image i depends on the seed and on i alone, and its class is i modulo 10. */
export function drawDeadLeaves(options: DeadLeavesOptions = {}): Dataset {
  const { seed = 1, trainCount = 10000, testCount = 2000 } = options;
  return {
    name: "deadLeaves",
    title: "synthetic data (dead leaves)",
    synthetic: true,
    classNames: leafClasses.map(({ name }) => name),
    train: drawSet(seed, "dead leaves, training", trainCount),
    test: drawSet(seed, "dead leaves, test", testCount),
    fingerprint: `dead-leaves-v${version}-seed${seed}-train${trainCount}-test${testCount}`,
  };
}

function drawSet(seed: number, purpose: string, count: number): LabelledImages {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new Error(
      `Expected at least one image in each part of the data set, but received ${count}. Use for example 1000.`,
    );
  }
  const size = side * side * 3;
  const data = new Uint8Array(count * size);
  const labels = new Uint8Array(count);
  const canvas: Canvas = { pixels: new Float32Array(size), bare: new Float32Array(side * side) };
  const clamped = new Uint8ClampedArray(data.buffer);
  for (let i = 0; i < count; i++) {
    labels[i] = i % leafClasses.length;
    drawImage(canvas, leafClasses[labels[i]], randomStream(seed, purpose, 0, i));
    clamped.set(canvas.pixels, i * size); // rounds, and clamps to 0..255
  }
  return { images: { data, shape: [count, side, side, 3] }, labels };
}

/** One image of one class, float values around 0..255: the topmost leaf first, so that hidden pixels cost nothing. */
function drawImage(canvas: Canvas, kind: LeafClass, random: Random): void {
  const scene = scenes[random.integer(0, scenes.length - 1)];
  const lightAngle = 2 * Math.PI * random.uniform();
  const exposure = 0.85 + 0.3 * random.uniform();
  const light = { x: Math.cos(lightAngle), y: Math.sin(lightAngle) };
  const colour = (): Colour => {
    const base = scene[random.integer(0, scene.length - 1)];
    const tint = 0.06 * random.normal();
    const brightness = exposure * (0.75 + 0.5 * random.uniform());
    return [base[0] * brightness * (1 + tint), base[1] * brightness, base[2] * brightness * (1 - tint)];
  };
  canvas.pixels.fill(0);
  canvas.bare.fill(1);
  for (let i = 0; i < leaves; i++) {
    paintLeaf(
      canvas,
      kind,
      {
        x: -4 + 40 * random.uniform(),
        y: -4 + 40 * random.uniform(),
        angle: 2 * Math.PI * random.uniform(),
        radius: i < leaves - largeLeaves ? powerLawRadius(random) : longest,
        phase: random.uniform(),
        colour: colour(),
      },
      light,
    );
  }
  paintGround(canvas, colour(), light, random);
}

/** p(r) ~ 1/r^3 between the shortest and longest radius, by inverting its distribution function. */
function powerLawRadius(random: Random): number {
  const low = 1 / (shortest * shortest);
  const high = 1 / (longest * longest);
  return 1 / Math.sqrt(low - random.uniform() * (low - high));
}

type Colour = readonly [number, number, number];
type Light = { readonly x: number; readonly y: number };

interface Leaf {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly angle: number;
  readonly phase: number;
  readonly colour: Colour;
}

interface Canvas {
  /** Sum of what has been painted so far, [32,32,3]. */
  readonly pixels: Float32Array;
  /** The share of each pixel's light that still comes from below, [32,32]. */
  readonly bare: Float32Array;
}

/** Pixels over which a leaf darkens what it lies on. */
const shadowReach = 1.8;

/** Lays an opaque leaf with a soft edge under what is there; its shadow falls on what follows, most off the light. */
function paintLeaf({ pixels, bare }: Canvas, { distance, pattern }: LeafClass, leaf: Leaf, light: Light): void {
  const { radius, phase, colour } = leaf;
  const cos = Math.cos(leaf.angle);
  const sin = Math.sin(leaf.angle);
  const reach = 1.35 * radius + shadowReach;
  const rim = 0.3 * radius + 0.8;
  const top = Math.max(0, Math.ceil(leaf.y - reach));
  const bottom = Math.min(side - 1, Math.floor(leaf.y + reach));
  const left = Math.max(0, Math.ceil(leaf.x - reach));
  const right = Math.min(side - 1, Math.floor(leaf.x + reach));
  for (let row = top; row <= bottom; row++) {
    for (let column = left, at = row * side + left; column <= right; column++, at++) {
      const seen = bare[at];
      if (seen === 0) continue;
      const dx = column - leaf.x;
      const dy = row - leaf.y;
      const u = cos * dx + sin * dy;
      const v = cos * dy - sin * dx;
      const d = distance(u, v, radius);
      if (d >= shadowReach) continue;
      const lit = Math.max(-1, Math.min(1, (dx * light.x + dy * light.y) / radius));
      const cover = d <= -0.5 ? 1 : d >= 0.5 ? 0 : 0.5 - d;
      const below = (1 - cover) * (1 - (1 - Math.max(0, d) / shadowReach) * (0.2 - 0.14 * lit));
      bare[at] = below * seen < 0.004 ? 0 : below * seen;
      if (cover === 0) continue;
      const depth = Math.min(1, Math.max(0, -d) / rim); // 0 at the outline, 1 inside
      const round = (0.84 + 0.16 * depth * (2 - depth)) * (1 + 0.2 * lit);
      const glow = pattern === undefined ? round : round * pattern(u, v, radius, phase);
      const weight = seen * cover * glow;
      pixels[3 * at] += weight * colour[0];
      pixels[3 * at + 1] += weight * colour[1];
      pixels[3 * at + 2] += weight * colour[2];
    }
  }
}

/** Fills what is still bare with a plain ground, and adds the grain. */
function paintGround({ pixels, bare }: Canvas, colour: Colour, light: Light, random: Random): void {
  for (let at = 0; at < bare.length; at++) {
    const x = (at % side) / 16 - 1;
    const y = Math.floor(at / side) / 16 - 1;
    const grain = 4 * (random.uniform() - 0.5);
    const weight = bare[at] * (0.9 + 0.12 * (x * light.x + y * light.y));
    for (let c = 0; c < 3; c++) pixels[3 * at + c] += weight * colour[c] + grain;
  }
}
