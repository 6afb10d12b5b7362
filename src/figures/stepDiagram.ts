// One training step as a picture: a row per layer, a column each for the forward pass (downwards), the backward pass (upwards)
// and the optimiser. A box lists the TensorFlow operations that belong together, an arrow says that a value goes from one box
// into another. Only boxes and arrows come in, so any step can be drawn.
import type { VectorPicture } from "./figure";
import { colours, escapeMarkup, palette, syntheticLabel, textWidth, typeface } from "./style";

const stepPhases = ["forward", "backward", "optimiser"] as const;
export type StepPhase = (typeof stepPhases)[number];

export interface StepBox {
  readonly phase: StepPhase;
  /** The layer in whose row it stands; rows come in the order in which they first occur. */
  readonly row: string;
  /** The box's heading: the layer, or for the optimiser the parameter. */
  readonly title: string;
  /** Names of its operations in order of execution; a name may occur several times. */
  readonly operations: readonly string[];
}

/** Positions in the list of boxes. */
export interface StepArrow {
  readonly from: number;
  readonly to: number;
}

export interface StepGraph {
  readonly boxes: readonly StepBox[];
  readonly arrows: readonly StepArrow[];
}

export interface StepDiagramOptions {
  readonly title?: string;
  readonly alt?: string;
  readonly synthetic?: boolean;
}

interface PlacedBox extends StepBox {
  /** Number of its row from the top. */
  readonly rank: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly lines: readonly string[];
}

interface Look {
  readonly left: number;
  readonly width: number;
  readonly fill: string;
  readonly stroke: string;
}

const looks: Record<StepPhase, Look> = {
  forward: { left: 44, width: 196, fill: "#DCEBF5", stroke: palette[0] },
  backward: { left: 300, width: 300, fill: "#FBE5D6", stroke: palette[1] },
  optimiser: { left: 660, width: 196, fill: "#D9F0E8", stroke: palette[2] },
};
const width = 872;
const top = 96;
const lineHeight = 14;
const gap = 20;
const titleSize = 12;
const textSize = 11;

/** The picture as SVG. Throws where there is no box or an arrow leads to none. */
export function stepDiagram({ boxes, arrows }: StepGraph, options: StepDiagramOptions = {}): VectorPicture {
  const { title = "One training step", synthetic = false } = options;
  if (boxes.length === 0) {
    throw new Error("Expected the boxes of a step, but received none. Pass recordStepGraph(model, step, inputs).");
  }
  const lost = arrows.find(({ from, to }) => !boxes[from] || !boxes[to]);
  if (lost) {
    throw new Error(
      `Expected arrows between ${boxes.length} boxes, but received one from ${lost.from} to ${lost.to}. ` +
        `Count boxes from 0.`,
    );
  }
  const { placed, bottom } = place(boxes);
  const height = bottom + 12;
  const alt = options.alt ?? describe(title, boxes);
  const heads = stepPhases.map((phase) => {
    const { left, stroke } = looks[phase];
    const count = operationsOf(boxes, phase);
    return count === 0 ? "" : text(`${phase}: ${count} operations`, left, 58, 13, { bold: true, colour: stroke });
  });
  const hints = ["values downwards", "gradients upwards; grey: values kept for them", "weights and their state"].map(
    (words, i) => heads[i] && text(words, looks[stepPhases[i]].left, 76, textSize, { colour: colours.softInk }),
  );
  const label = synthetic ? text(syntheticLabel, width - 12, 25, 13, { colour: colours.synthetic, anchor: "end" }) : "";
  const svg =
    `<svg role="img" aria-label="${escapeMarkup(alt)}" xmlns="http://www.w3.org/2000/svg" ` +
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="#ffffff"/>` +
    `${text(title, 12, 26, 16, { bold: true })}${label}${heads.join("")}${hints.join("")}` +
    `${arrows.map(({ from, to }) => arrow(placed[from], placed[to])).join("")}${placed.map(box).join("")}</svg>`;
  return { title, alt, synthetic, width, height, svg };
}

function operationsOf(boxes: readonly StepBox[], phase: StepPhase): number {
  return boxes.filter((entry) => entry.phase === phase).reduce((sum, { operations }) => sum + operations.length, 0);
}

/** Rows from top to bottom, as high as their highest column; boxes of one column in one row stand below each other. */
function place(boxes: readonly StepBox[]): { placed: PlacedBox[]; bottom: number } {
  const rows = [...new Set(boxes.map(({ row }) => row))];
  const placed: PlacedBox[] = [];
  const first = boxes.findIndex(({ phase }) => phase === "optimiser");
  let y = top;
  rows.forEach((row, rank) => {
    const ends = { forward: y, backward: y, optimiser: y };
    boxes.forEach((entry, i) => {
      if (entry.row !== row) return;
      // An optimiser does the same for every parameter: its operations are listed once.
      const again =
        entry.phase === "optimiser" && i !== first && entry.operations.join() === boxes[first].operations.join();
      const { left, width: wide } = looks[entry.phase];
      const lines = again ? [] : wrap(entry.operations, wide - 16);
      const height = 24 + lines.length * lineHeight;
      placed[i] = { ...entry, rank, lines, height, x: left, y: ends[entry.phase] };
      ends[entry.phase] += height + 6;
    });
    y = Math.max(ends.forward, ends.backward, ends.optimiser) - 6 + gap;
  });
  return { placed, bottom: y - gap };
}

/** "Conv2D · Add · 2 Reshape", in lines that fit. */
function wrap(operations: readonly string[], room: number): string[] {
  const words = [...new Set(operations)].map((op) => {
    const count = operations.filter((other) => other === op).length;
    return count === 1 ? op : `${count} ${op}`;
  });
  const lines: string[] = [];
  for (const word of words) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} · ${word}`;
    if (lines.length > 0 && textWidth(longer, textSize) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function box({ phase, title, operations, lines, x, y, height }: PlacedBox): string {
  const { width: wide, fill, stroke } = looks[phase];
  const count = `${operations.length}`;
  return (
    `<rect x="${x}" y="${y}" width="${wide}" height="${height}" rx="4" fill="${fill}" stroke="${stroke}"/>` +
    text(title, x + 8, y + 16, titleSize, { bold: true }) +
    text(count, x + wide - 8, y + 16, titleSize, { colour: colours.softInk, anchor: "end" }) +
    lines.map((line, i) => text(line, x + 8, y + 31 + i * lineHeight, textSize)).join("")
  );
}

function arrow(from: PlacedBox, to: PlacedBox): string {
  const same = from.phase === to.phase;
  const stroke = same || to.phase === "optimiser" ? looks[from.phase].stroke : colours.reference;
  if (!same) {
    const below = Math.sign(to.rank - from.rank);
    const x1 = from.x + looks[from.phase].width;
    const x2 = to.x;
    const y1 = below === 0 ? heading(from) : middle(from) + below * (from.height / 2 - 8);
    const y2 = below === 0 && to.lines.length > 0 ? heading(to) : middle(to) - below * (to.height / 2 - 8);
    const angle = Math.atan2(y2 - y1, x2 - x1);
    const [backX, backY] = [x2 - 6 * Math.cos(angle), y2 - 6 * Math.sin(angle)].map(Math.round);
    return path(`M${x1} ${y1}L${backX} ${backY}`, stroke) + head(x2, y2, angle, stroke);
  }
  const down = to.y > from.y;
  if (Math.abs(to.rank - from.rank) <= 1) {
    const x = from.x + looks[from.phase].width / 2;
    const y1 = down ? from.y + from.height : from.y;
    const y2 = down ? to.y : to.y + to.height;
    return path(`M${x} ${y1}V${y2 + (down ? -6 : 6)}`, stroke) + head(x, y2, down ? Math.PI / 2 : -Math.PI / 2, stroke);
  }
  // Past other boxes: round their left side.
  const y1 = heading(from) + 6;
  const y2 = heading(to);
  const bend = from.x - 14 - Math.min(26, Math.abs(y2 - y1) / 16);
  return path(`M${from.x} ${y1}C${bend} ${y1} ${bend} ${y2} ${from.x - 6} ${y2}`, stroke) + head(from.x, y2, 0, stroke);
}

function heading({ y }: PlacedBox): number {
  return y + 12;
}

function middle({ y, height }: PlacedBox): number {
  return y + height / 2;
}

function path(d: string, stroke: string): string {
  return `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="1.5"/>`;
}

/** An arrow's head with its tip here, pointing along the angle. */
function head(x: number, y: number, angle: number, fill: string): string {
  const degrees = Math.round((angle * 180) / Math.PI);
  return `<path d="M0 0L-7 -3.5V3.5z" fill="${fill}" transform="translate(${x} ${y}) rotate(${degrees})"/>`;
}

interface TextLook {
  readonly bold?: boolean;
  readonly colour?: string;
  readonly anchor?: "start" | "end";
}

function text(words: string, x: number, y: number, size: number, look: TextLook = {}): string {
  const { bold = false, colour = colours.ink, anchor = "start" } = look;
  return (
    `<text x="${x}" y="${y}" font-family="${typeface}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"` +
    `${bold ? ` font-weight="bold"` : ""}>${escapeMarkup(words)}</text>`
  );
}

function describe(title: string, boxes: readonly StepBox[]): string {
  const nameOf = (phase: StepPhase): string => (phase === "optimiser" ? phase : `${phase} pass`);
  const parts = stepPhases.map((phase) => `${operationsOf(boxes, phase)} operations in the ${nameOf(phase)}`);
  return `${title}: ${parts.join(", ")}, in ${boxes.length} boxes by layer.`;
}
