// One of several networks that are trained in turn: its parameters, its optimiser, and the names under which both appear in a step
// that has others beside them.
import type * as tf from "../../tensorflow";
import { gradientsAndTerms } from "../gradientsAndTerms";
import type { BatchLoss } from "../logits";
import type { Optimizer } from "../optimizer";
import { parametersOf, type TensorMap } from "../step";

export class Player {
  readonly parameters: readonly tf.Variable[];

  /** `firstParameter`: the position of its first parameter among those of the step. */
  constructor(
    private readonly name: string,
    model: tf.LayersModel,
    private readonly optimizer: Optimizer,
    private readonly firstParameter: number,
  ) {
    this.parameters = parametersOf(model);
  }

  /** The shapes of its optimiser's state, by name. */
  stateShapes(): { readonly [name: string]: readonly number[] } {
    return Object.fromEntries(
      this.parameters.flatMap(({ shape }, i) => this.stateNames(i).map((name) => [name, shape] as const)),
    );
  }

  /** The numbers of its optimiser's step-th step, counted from 1, by name. */
  numbers(step: number): { readonly [name: string]: number } {
    const numbers = Object.entries(this.optimizer.stepInputs(step));
    return Object.fromEntries(numbers.map(([name, value]) => [this.own(name), value]));
  }

  /** One step down the loss: the loss under this name, its terms, and the new parameters and state. */
  descend(lossName: string, lossOf: () => BatchLoss, inputs: TensorMap): TensorMap {
    const { loss, terms, gradients } = gradientsAndTerms(lossOf, this.parameters);
    const results: TensorMap = { [lossName]: loss, ...terms };
    const numbers = this.numbersIn(inputs);
    this.parameters.forEach((before, i) => {
      const names = this.stateNames(i);
      const state = names.map((name) => inputs[name]);
      const update = this.optimizer.update(before, gradients[i], state, numbers);
      results[`parameter${this.firstParameter + i}`] = update.parameter;
      names.forEach((name, slot) => {
        results[name] = update.state[slot];
      });
    });
    return results;
  }

  private numbersIn(inputs: TensorMap): TensorMap {
    return Object.fromEntries(
      Object.keys(this.optimizer.stepInputs(1)).map((name) => [name, inputs[this.own(name)]] as const),
    );
  }

  private stateNames(parameter: number): string[] {
    return Array.from({ length: this.optimizer.slots }, (_, slot) => this.own(`state ${parameter} ${slot}`));
  }

  private own(name: string): string {
    return `${this.name} ${name}`;
  }
}
