// What a network is fed, by the names that experiments and saved networks use.
import type { NetworkInput } from "./networkInputKind";
import { addMaskChannel, paintHolesBlack, wholeImage, type PrepareInput } from "./step";

/** How each kind of input is made. */
export const networkInputs: { readonly [input in NetworkInput]: PrepareInput } = {
  "black holes": paintHolesBlack,
  "mask channel": addMaskChannel,
  "whole image": wholeImage,
};
