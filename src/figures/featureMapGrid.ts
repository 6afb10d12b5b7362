// Feature maps as a grid: one row per layer, a few of its channels, each map scaled by itself from its lowest value (dark) to
// its highest (bright), all tiles equally large. Pictures of three channels, the network's input and output, are shown as they
// are.
import { imageBatch, joinImages, takeImages, type FloatImageBatch } from "../images/batch";
import { enlargeImages } from "./enlarge";
import { falseColours } from "./falseColours";
import { imageGrid, type ImageRow, type PixelGrid } from "./imageGrid";

/** One layer's output: what featureMaps of src/models gives for each. */
export interface LayerMaps {
  readonly layer: string;
  /** [N,h,w,c], in any range. */
  readonly maps: FloatImageBatch;
}

export interface FeatureMapGridOptions {
  /** Maps shown per layer; default 8. The rest is left out. */
  readonly channels?: number;
  /** Which image of the batch; default 0. */
  readonly index?: number;
  /** Side of a tile in pixels of the screen, rounded to a whole number per map pixel; default 64. */
  readonly tile?: number;
  readonly title?: string;
  readonly synthetic?: boolean;
}

/**
 * One row per layer, of each the channels whose values spread most, in order of their numbers (counted from 0), which stand
 * below them. Throws where there is no layer, and for channels below 1.
 */
export function featureMapGrid(layers: readonly LayerMaps[], options: FeatureMapGridOptions = {}): PixelGrid {
  const { channels = 8, index = 0, tile = 64, title = "What the layers hold of one image", synthetic } = options;
  if (layers.length === 0 || !(Number.isInteger(channels) && channels >= 1)) {
    throw new Error(
      `Expected at least one layer and one channel, but received ${layers.length} layers and channels ` +
        `${channels}. Pass featureMaps(model, images) and for example 8.`,
    );
  }
  const rows = layers.map((layer): ImageRow => {
    const [, height, width, count] = layer.maps.shape;
    const image = takeImages(layer.maps, [index]);
    const label = `${layer.layer}\n${height} × ${width} × ${count}`;
    const factor = Math.max(1, Math.round(tile / width));
    if (count === 3) return { label, images: enlargeImages(image, factor) };
    const maps = channelMaps(image);
    const shown = widestSpread(maps, channels);
    return {
      label,
      images: enlargeImages(falseColours(joinImages(shown.map((channel) => scaled(maps[channel]))), 1), factor),
      captions: shown.map((channel) => `channel ${channel}`),
    };
  });
  const names = layers.map(({ layer, maps }) => `${layer} (${maps.shape.slice(1).join("×")})`);
  return imageGrid({
    title,
    synthetic,
    scale: 1,
    rows,
    alt:
      `One image on its way through ${names.join(", ")}: ` +
      `up to ${channels} maps of each, scaled one by one from dark, its lowest value, to bright, its highest.`,
  });
}

/** The channels of one image as pictures of their own, [1,H,W,1] each. */
function channelMaps({ data, shape: [, height, width, channels] }: FloatImageBatch): FloatImageBatch[] {
  return Array.from({ length: channels }, (_, channel) =>
    imageBatch(
      Float32Array.from({ length: height * width }, (_, p) => data[p * channels + channel]),
      [1, height, width, 1],
    ),
  );
}

/** Positions of the maps with the largest variance, smallest position first; of equals the first. */
function widestSpread(maps: readonly FloatImageBatch[], count: number): number[] {
  const spread = maps.map(({ data }) => {
    const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
    return data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length;
  });
  const order = maps.map((_, i) => i).sort((a, b) => spread[b] - spread[a] || a - b);
  return order.slice(0, count).sort((a, b) => a - b);
}

/** From lowest 0 to highest 1; a map of one value is 0 throughout. */
function scaled(map: FloatImageBatch): FloatImageBatch {
  let low = Infinity;
  let high = -Infinity;
  for (const value of map.data) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const width = high > low ? high - low : 1;
  return imageBatch(
    map.data.map((value) => (value - low) / width),
    map.shape,
  );
}
