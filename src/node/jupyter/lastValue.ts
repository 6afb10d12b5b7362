// A picture as the last line of a notebook cell is shown as a picture. tslab assigns a cell's last expression to
// `exports.tsLastExpr` and prints what it finds there; a setter on the prototype of those exports sees the value first,
// shows it where it is a figure, a grid, a batch of images or a tensor of images, and keeps it from being printed.
import { imageBatch, type BatchShape, type ImageBatch } from "../../images/batch";
import type { Figure, VectorPicture } from "../../figures/figure";
import { imageGrid, type ImageRow, type PixelGrid } from "../../figures/imageGrid";
import { Tensor } from "../../tensorflow";
import { showFigure, showGrid, showPicture } from "./display";

const lastExpression = "tsLastExpr";
const mostImages = 64;
const gridWidth = 860;
const gap = 8;

/** From now on the notebook's cells show a picture that is their last value. Does nothing outside a notebook. */
export function showLastValues(): void {
  const kernel = (globalThis as { __tslab__?: { exports: object } }).__tslab__;
  if (kernel === undefined) return;
  let keeping = false;
  // The cell that imports this began before there was a setter: what it left would hide the setter from the next cell.
  Reflect.deleteProperty(kernel.exports, lastExpression);
  Object.setPrototypeOf(kernel.exports, {
    get [lastExpression](): undefined {
      return undefined;
    },
    set [lastExpression](value: unknown) {
      // A cell begins with `exports.tsLastExpr = void 0`.
      if (value === undefined || (!keeping && showValue(value))) return;
      // tslab's proxy answers this by assigning to the object behind it, which leads here once more.
      keeping = true;
      Object.defineProperty(this, lastExpression, { value, writable: true, enumerable: true, configurable: true });
      keeping = false;
    },
  });
}

/** Shows a value that is a picture; false where it is none, and nothing is shown. */
export function showValue(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (isFigure(value)) showFigure(value);
  else if (isGrid(value)) showGrid(value);
  else if (isVectorPicture(value)) showPicture(value);
  else {
    const images = value instanceof Tensor ? tensorImages(value) : isImageBatch(value) ? value : null;
    if (images === null || !images.data.every(Number.isFinite)) return false;
    const [what, shape] = value instanceof Tensor ? ["Tensor", value.shape] : ["Images", images.shape];
    showGrid(batchGrid(images, `${what} of shape [${shape.join(",")}]`));
  }
  return true;
}

function isFigure(value: object): value is Figure {
  return has(value, ["title", "alt", "data", "layout"]) && Array.isArray((value as Partial<Figure>).data);
}

function isGrid(value: object): value is PixelGrid {
  return has(value, ["title", "alt", "raster", "texts"]);
}

function isVectorPicture(value: object): value is VectorPicture {
  return has(value, ["title", "alt", "svg", "width", "height"]);
}

function has(value: object, names: readonly string[]): boolean {
  return names.every((name) => name in value);
}

function isImageBatch(value: object): value is ImageBatch {
  if (!has(value, ["data", "shape"])) return false;
  const { data, shape } = value as Partial<ImageBatch>;
  return (
    (data instanceof Uint8Array || data instanceof Float32Array) &&
    Array.isArray(shape) &&
    isPictureShape(shape) &&
    data.length === shape.reduce((product, side) => product * side, 1)
  );
}

function isPictureShape(shape: readonly number[]): shape is BatchShape {
  const [count, height, width, channels] = shape;
  return shape.length === 4 && count > 0 && height > 0 && width > 0 && (channels === 1 || channels === 3);
}

/** [N,H,W,C] or [H,W,C] with 1 or 3 channels and values in [0,1] as images; null for what is no picture. */
function tensorImages(tensor: Tensor): ImageBatch | null {
  const shape = tensor.shape.length === 3 ? [1, ...tensor.shape] : tensor.shape;
  if (tensor.isDisposed || tensor.dtype !== "float32" || !isPictureShape(shape)) return null;
  const [, height, width] = shape;
  if (height < 8 || width < 8) return null;
  const values = Float32Array.from(tensor.dataSync());
  return values.every((value) => value >= 0 && value <= 1) ? imageBatch(values, shape) : null;
}

/** The first images of a batch in rows, as large as the page allows. */
function batchGrid({ data, shape }: ImageBatch, what: string): PixelGrid {
  const [count, height, width, channels] = shape;
  const shown = Math.min(count, mostImages);
  const scale = Math.max(1, Math.min(shown === 1 ? 8 : 4, Math.floor(gridWidth / (width * Math.min(shown, 8)))));
  const columns = Math.max(1, Math.min(shown, 8, Math.floor((gridWidth + gap) / (width * scale + gap))));
  const size = height * width * channels;
  const rows = Array.from({ length: Math.ceil(shown / columns) }, (_, row): ImageRow => {
    const first = row * columns;
    const last = Math.min(first + columns, shown);
    return {
      label: "",
      images: { data: data.subarray(first * size, last * size), shape: [last - first, height, width, channels] },
    };
  });
  const kind = data instanceof Uint8Array ? "uint8" : "float32";
  const alt = `${what}, ${kind}` + (shown < count ? `; the first ${shown} are shown.` : ".");
  return { ...imageGrid({ rows, alt, scale, gap }), title: "Images" };
}
