// Which input pixels one output pixel depends on, beside its receptive field: the picture with the hole and the field outlined,
// and the absolute gradient in false colours within the same outlines. The field says what can count, the gradient what does. A
// hole outshines all else, since a network without a mask looks for black; so known pixels are shown again by themselves.
import { imageBatch, joinImages, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { paintHoles } from "../images/holes";
import { enlargeImages, outlineHoles } from "./enlarge";
import { falseColours } from "./falseColours";
import { imageGrid, type PixelGrid } from "./imageGrid";
import { palette } from "./style";

/** Rows or columns of a receptive field, both ends included: what receptiveField of src/models gives. */
export interface FieldExtent {
  readonly first: number;
  readonly last: number;
  readonly pixels: number;
}

export interface Dependence {
  /** Of the output pixel looked at. */
  readonly row: number;
  readonly column: number;
  /** inputDependence's result, [1,H,W,1]. */
  readonly dependence: ImageBatch;
  /** Of its row and of its column: receptiveField(model, row), receptiveField(model, column). */
  readonly fields: readonly [FieldExtent, FieldExtent];
  /** Written below the map: "9 % of it in the hole". */
  readonly note?: string;
}

export interface DependenceGridOptions {
  /** Screen pixels per image pixel; default 6. */
  readonly scale?: number;
  readonly title?: string;
  readonly synthetic?: boolean;
}

const fieldColour = palette[4];
const holeColour = palette[5];

/** For one masked image [1,H,W,3] with its hole; one column per output pixel. Throws where there is none. */
export function dependenceGrid(
  masked: ImageBatch,
  knownMask: ImageBatch,
  pixels: readonly Dependence[],
  options: DependenceGridOptions = {},
): PixelGrid {
  const { scale = 6, title = "What one output pixel depends on", synthetic } = options;
  if (pixels.length === 0) {
    throw new Error("Expected at least one output pixel, but received none. Give { row, column, dependence, fields }.");
  }
  const drawn = pixels.map(({ row, column, dependence, fields }) => {
    const [, height, width] = masked.shape;
    const field = fieldMask(height, width, fields);
    const outlined = (images: ImageBatch): ImageBatch => {
      const holes = outlineHoles(enlargeImages(images, scale), knownMask, scale, holeColour);
      return markPixel(outlineHoles(holes, field, scale, fieldColour), row, column, scale);
    };
    const inColours = (map: ImageBatch): ImageBatch => outlined(falseColours(brightened(map), 1));
    return {
      picture: outlined(masked),
      map: inColours(dependence),
      known: inColours(paintHoles(dependence, knownMask)),
    };
  });
  const size = ([first, second]: Dependence["fields"]): string => `${first.pixels} × ${second.pixels} pixels`;
  const sentences = pixels.map(
    ({ row, column, fields, note }) =>
      `Output pixel at row ${row}, column ${column} can depend on ${size(fields)}${note === undefined ? "" : `; ${note}`}.`,
  );
  return imageGrid({
    title,
    scale: 1,
    synthetic,
    columnLabels: pixels.map(({ row, column }) => `row ${row}, column ${column}`),
    rows: [
      {
        label: "can count\n(blue)",
        images: joinImages(drawn.map(({ picture }) => picture)),
        captions: pixels.map(({ fields }) => size(fields)),
      },
      {
        label: "does count",
        images: joinImages(drawn.map(({ map }) => map)),
        captions: pixels.map(({ note = "" }) => note),
      },
      { label: "of the\nknown pixels", images: joinImages(drawn.map(({ known }) => known)) },
    ],
    scaleBar: { label: "root of the gradient", low: 0, high: 1 },
    alt:
      `${sentences.join(" ")} The absolute gradient by each input pixel in false colours, once all of it and once that of ` +
      `known pixels, each brightest at its largest; the receptive field is outlined in blue, the hole in orange.`,
  });
}

/** Square roots, as shares of the largest: what is small shows too. */
function brightened({ data, shape }: ImageBatch): FloatImageBatch {
  let highest = 0;
  for (const value of data) highest = Math.max(highest, value);
  return imageBatch(
    Float32Array.from(data, (value) => Math.sqrt(value / (highest || 1))),
    shape,
  );
}

/** 0 inside the field, so that it is outlined like a hole. */
function fieldMask(height: number, width: number, [rows, columns]: Dependence["fields"]): ImageBatch {
  const mask = new Uint8Array(height * width).fill(1);
  for (let y = rows.first; y <= rows.last; y++) mask.fill(0, y * width + columns.first, y * width + columns.last + 1);
  return imageBatch(mask, [1, height, width, 1]);
}

/** A white frame on the output pixel itself. */
function markPixel(images: ImageBatch, row: number, column: number, scale: number): ImageBatch {
  const [, height, width] = images.shape;
  const mask = new Uint8Array((height / scale) * (width / scale)).fill(1);
  mask[row * (width / scale) + column] = 0;
  return outlineHoles(images, imageBatch(mask, [1, height / scale, width / scale, 1]), scale, "#FFFFFF");
}
