// Ways to look at a mask in tests.
import type { ImageBatch } from "../../src/images/batch";

/** One mask as lines of text: "#" hole, "." known. */
export function pictureOf({ data, shape: [, height, width] }: ImageBatch, index = 0): string[] {
  return Array.from({ length: height }, (_, row) => {
    const start = (index * height + row) * width;
    return Array.from(data.subarray(start, start + width), (value) => (value === 0 ? "#" : ".")).join("");
  });
}

export interface Box {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  /** Hole pixels in it. */
  readonly holes: number;
}

/** The smallest rectangle that holds all hole pixels of one mask. */
export function holeBox(knownMask: ImageBatch, index = 0): Box {
  const rows = pictureOf(knownMask, index);
  const columns = rows[0].split("").map((_, x) => rows.map((row) => row[x]).join(""));
  const [top, left] = [rows, columns].map((lines) => lines.findIndex((line) => line.includes("#")));
  const [bottom, right] = [rows, columns].map((lines) => lines.map((line) => line.includes("#")).lastIndexOf(true));
  return {
    top,
    left,
    height: bottom - top + 1,
    width: right - left + 1,
    holes: rows.join("").replaceAll(".", "").length,
  };
}

/** How many pieces the hole has; pixels that touch at a side, or with `corners` at a corner too, belong together. */
export function piecesOf(knownMask: ImageBatch, index = 0, corners = false): number {
  const picture = pictureOf(knownMask, index).map((row) => row.split(""));
  let pieces = 0;
  picture.forEach((line, y) =>
    line.forEach((_, x) => {
      if (picture[y][x] !== "#") return;
      pieces++;
      const open: [number, number][] = [[y, x]];
      for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const [row, column] = next;
        if (picture[row]?.[column] !== "#") continue;
        picture[row][column] = ".";
        for (const dy of [-1, 0, 1]) {
          for (const dx of [-1, 0, 1]) if (corners || dx === 0 || dy === 0) open.push([row + dy, column + dx]);
        }
      }
    }),
  );
  return pieces;
}
