// The shapes and patterns of the dead leaves. A shape is its signed distance: negative inside, in pixels, from which edges,
// rims and shadows all follow (after I. Quilez's collection of 2D distance functions). Distances need only be right near the
// outline, so ellipse and star use cheap approximations.

/** Distance in pixels from point (u,v), in the leaf's own axes, to the outline of a leaf of radius r; negative inside. */
export type LeafDistance = (u: number, v: number, r: number) => number;
/** Brightness of a leaf at (u,v): 1 = its plain colour. `phase` in 0..1 differs from leaf to leaf. */
export type LeafPattern = (u: number, v: number, r: number, phase: number) => number;

export interface LeafClass {
  readonly name: string;
  readonly distance: LeafDistance;
  readonly pattern?: LeafPattern;
}

const disc: LeafDistance = (u, v, r) => Math.sqrt(u * u + v * v) - r;

/** Half axes r and 0.45 r. */
const ellipse: LeafDistance = (u, v, r) => {
  const x = u / r;
  const y = v / (0.45 * r);
  const level = Math.sqrt(x * x + y * y);
  if (level < 1e-6) return -0.45 * r;
  const slope = Math.sqrt((x * x) / (r * r) + (y * y) / (0.2025 * r * r));
  return (level * (level - 1)) / slope;
};

const square: LeafDistance = (u, v, r) => Math.max(Math.abs(u), Math.abs(v)) - 0.85 * r;

/** The highest of the distances to the sides of a regular polygon whose inner radius is `inner` times r. */
function polygon(sides: number, inner: number): LeafDistance {
  const normals = Array.from({ length: sides }, (_, i) => (2 * Math.PI * i) / sides);
  const xs = Float64Array.from(normals, Math.cos);
  const ys = Float64Array.from(normals, Math.sin);
  return (u, v, r) => {
    let highest = -Infinity;
    for (let i = 0; i < sides; i++) {
      const distance = u * xs[i] + v * ys[i];
      if (distance > highest) highest = distance;
    }
    return highest - inner * r;
  };
}

/** Five petals: the radius swings between 0.55 r and 1.1 r. */
const star: LeafDistance = (u, v, r) => {
  const angle = Math.atan2(v, u);
  return 0.8 * (Math.sqrt(u * u + v * v) - r * (0.825 + 0.275 * Math.cos(5 * angle)));
};

/** Where two discs overlap: half length 1.15 r, half width 0.5 r. */
const leaf: LeafDistance = (u, v, r) => {
  const radius = (1.3225 + 0.25) * r;
  const shift = radius - 0.5 * r;
  const y = Math.abs(v) + shift;
  return Math.sqrt(u * u + y * y) - radius;
};

/** A disc without a smaller disc at its side. */
const crescent: LeafDistance = (u, v, r) => {
  const bite = u - 0.6 * r;
  return Math.max(Math.sqrt(u * u + v * v) - r, 0.75 * r - Math.sqrt(bite * bite + v * v));
};

/** A dark vein along the middle. */
const vein: LeafPattern = (_u, v, r) => 1 - 0.3 * Math.max(0, 1 - Math.abs(v) / (0.12 * r + 0.35));

/** Bands about 4.5 pixels apart, on every leaf. */
const stripes: LeafPattern = (u, _v, _r, phase) => 1 + 0.3 * Math.sin(1.4 * u + 2 * Math.PI * phase);

/** A grid of round dots about 5 pixels apart. */
const dots: LeafPattern = (u, v, _r, phase) => {
  const height = Math.cos(1.25 * u + 2 * Math.PI * phase) + Math.cos(1.25 * v);
  return 1 + 0.42 * Math.max(-0.15, Math.min(1, 0.8 * height - 0.35));
};

/** The ten classes: eight by shape, two by the pattern on their discs. The label is the position in this list. */
export const leafClasses: readonly LeafClass[] = [
  { name: "disc", distance: disc },
  { name: "ellipse", distance: ellipse },
  { name: "square", distance: square },
  { name: "triangle", distance: polygon(3, 0.65) },
  { name: "hexagon", distance: polygon(6, 0.87) },
  { name: "star", distance: star },
  { name: "leaf", distance: leaf, pattern: vein },
  { name: "crescent", distance: crescent },
  { name: "striped disc", distance: disc, pattern: stripes },
  { name: "dotted disc", distance: disc, pattern: dots },
];
