// The hole explorer's parts as plain pictures: the sprite of all fills, from which a browser cuts the one it shows, and the map
// of both errors over all positions, which stands in for the explorer where scripts do not run.
import type { HoleExploration } from "./exploreHoles";
import type { VectorPicture } from "../figures/figure";
import { positionMap } from "./positionsMap";
import { blankRaster, paintImage, type Raster } from "../figures/raster";

/** On the map, a hole filled better than this counts as filled so well: one flat hole must not take up the whole scale. */
const highestOnMap = 40;

/** All fills by place, the network's in the left half, the harmonic ones in the right: 2·n·side pixels wide, n·side high. */
export function explorerSprite({ values, network, harmonic }: HoleExploration): Raster {
  const places = values.network.length;
  const { side } = values;
  const sprite = blankRaster(2 * places * side, places * side);
  [network, harmonic].forEach((fills, half) => {
    for (let place = 0; place < places * places; place++) {
      const column = place % places;
      const row = (place - column) / places;
      paintImage(sprite, fills, place, (half * places + column) * side, row * side, 1, false);
    }
  });
  return sprite;
}

export interface ExplorerMapOptions {
  /** The last corner row and column that training drew; default 23. */
  readonly trainedTo?: number;
  readonly synthetic?: boolean;
}

/** Hole PSNR over all positions of this one picture, both methods on one scale that ends at 40 dB. */
export function explorerMap({ values }: HoleExploration, options: ExplorerMapOptions = {}): VectorPicture {
  const [network, harmonic] = [values.network, values.harmonic].map((map) =>
    map.map((row) => row.map((value) => Math.min(value, highestOnMap))),
  );
  const range = (map: number[][]): string =>
    `${Math.min(...map.flat()).toFixed(1)} to ${Math.max(...map.flat()).toFixed(1)} dB`;
  const { side } = values;
  const places = network.length;
  const others = values.harmonic.flat();
  const wins = values.network.flat().filter((value, i) => value > others[i]).length;
  return positionMap(
    { ...values, network, harmonic },
    {
      ...options,
      alt:
        `PSNR in a hole of ${side}×${side} at each of ${places * places} positions in one picture: network ` +
        `${range(network)}, harmonic ${range(harmonic)}; the network is better at ${wins} of them.`,
    },
  );
}
