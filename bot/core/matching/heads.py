"""What staff's phrasings and talks teach: small networks that say how likely each class of a task is for a turn.

One linear softmax, and one hidden layer shared by all tasks (kind, topic, entity, aspect ...), so that "how much is A"
teaches "how much is B". Trained once for a knowledge base in seconds with numpy, always with the same seed; the result
is cached by content.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.matching.features import SLOTS, Row, block

Array = NDArray[np.float32]
Classes = NDArray[np.int32]

_NO_MASK = np.ones((0, 0), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Task:
    """`targets[i]` are the classes that are right for example i, each with its share; -1 fills up a row.

    A row of nothing but -1: the example says nothing about this task.
    """

    name: str
    classes: int
    targets: Classes
    shares: Array

    @classmethod
    def of(cls, name: str, classes: int, given: Sequence[Mapping[int, float]]) -> "Task":
        """`given[i]` is class to share, in any scale."""
        width = max((len(one) for one in given), default=1) or 1
        targets = np.full((len(given), width), -1, dtype=np.int32)
        shares = np.zeros((len(given), width), dtype=np.float32)
        for row, one in enumerate(given):
            total = sum(one.values())
            for place, (number, share) in enumerate(one.items()):
                targets[row, place], shares[row, place] = number, share / total
        return cls(name, classes, targets, shares)

    def error(self, chances: Array, numbers: NDArray[np.int64]) -> Array:
        """By how much the chances of a batch are off, over its size; 0 where an example says nothing."""
        targets, shares = self.targets[numbers], self.shares[numbers]
        rows, places = np.nonzero(targets >= 0)
        error = chances.copy()
        np.subtract.at(error, (rows, targets[rows, places]), shares[rows, places])
        error *= (targets[:, :1] >= 0) / np.float32(len(numbers))
        return error


@dataclass(frozen=True, slots=True)
class Schooling:
    """How a network is trained; the defaults were measured on question sets of five to twenty phrasings a class."""

    hidden: int = 256
    steps: int = 1100
    batch: int = 128
    rate: float = 4e-3
    decay: float = 1e-4
    drop_input: float = 0.1
    drop_hidden: float = 0.4
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Heads:
    """Trained weights. `hidden` is None for the linear network."""

    hidden: tuple[Array, Array] | None
    outputs: Mapping[str, tuple[Array, Array]]

    def probabilities(self, row: Row) -> dict[str, Array]:
        """Class probabilities by task, for one text."""
        if self.hidden is not None:
            inner = np.maximum(_times(row, self.hidden[0]) + self.hidden[1], 0)
            return {name: softmax(inner @ weights + bias) for name, (weights, bias) in self.outputs.items()}
        return {name: softmax(_times(row, weights) + bias) for name, (weights, bias) in self.outputs.items()}

    def arrays(self) -> dict[str, Array]:
        """Everything that a cache must keep."""
        kept = {} if self.hidden is None else {"hidden.w": self.hidden[0], "hidden.b": self.hidden[1]}
        for name, (weights, bias) in self.outputs.items():
            kept |= {f"{name}.w": weights, f"{name}.b": bias}
        return kept

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> "Heads":
        names = dict.fromkeys(key.rpartition(".")[0] for key in arrays)
        pairs = {name: (arrays[f"{name}.w"], arrays[f"{name}.b"]) for name in names}
        return cls(pairs.pop("hidden", None), pairs)


def softmax(logits: Array) -> Array:
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def _times(row: Row, weights: Array) -> Array:
    width = len(weights) - SLOTS
    return np.asarray(row.vector @ weights[:width] + row.values @ weights[width + row.slots], dtype=np.float32)


def train(rows: Sequence[Row], tasks: Sequence[Task], schooling: Schooling, draws: Array) -> Heads:
    """Adam on cross-entropy summed over the tasks; `schooling.hidden == 0` trains the linear network.

    `draws` says how often each example is drawn, relative to the others; one of 0 never is.
    """
    dice = np.random.default_rng(schooling.seed)
    inputs = len(rows[0].vector) + SLOTS
    width = schooling.hidden or inputs
    parameters: list[Array] = []
    if schooling.hidden:
        parameters += [_normal(dice, inputs, width), np.zeros(width, dtype=np.float32)]
    for task in tasks:
        parameters += [_normal(dice, width, task.classes), np.zeros(task.classes, dtype=np.float32)]
    optimiser = _Adam(parameters, schooling)
    order = _order(draws, schooling, dice)
    for step in range(schooling.steps):
        numbers = order[step * schooling.batch : (step + 1) * schooling.batch]
        matrix, columns = block([rows[number] for number in numbers])
        entries = _entries(parameters, columns, schooling)
        gradients = _gradients(entries, matrix, tasks, numbers, schooling, dice)
        optimiser.step(gradients, columns, 1 - step / schooling.steps)
    hidden = (parameters[0], parameters[1]) if schooling.hidden else None
    rest = parameters[2:] if schooling.hidden else parameters
    return Heads(hidden, {task.name: (rest[2 * i], rest[2 * i + 1]) for i, task in enumerate(tasks)})


def _order(draws: Array, schooling: Schooling, dice: np.random.Generator) -> NDArray[np.int64]:
    """The examples of all batches, one after another."""
    chances = np.asarray(draws, dtype=np.float64)
    return dice.choice(len(draws), schooling.steps * schooling.batch, p=chances / chances.sum())


def _entries(parameters: list[Array], columns: NDArray[np.int64], schooling: Schooling) -> list[Array]:
    """The parameters with only those rows of the input weights that a batch uses: most words are not in it."""
    if schooling.hidden:
        return [parameters[0][columns], *parameters[1:]]
    return [values[columns] if values.ndim > 1 else values for values in parameters]


def _normal(dice: np.random.Generator, rows: int, columns: int) -> Array:
    return np.asarray(dice.standard_normal((rows, columns)) * (2.0 / rows) ** 0.5, dtype=np.float32)


def _gradients(
    parameters: list[Array],
    rows: Array,
    tasks: Sequence[Task],
    numbers: NDArray[np.int64],
    schooling: Schooling,
    dice: np.random.Generator,
) -> list[Array]:
    inputs = _drop(rows, schooling.drop_input, dice)
    gradients: list[Array] = []
    if schooling.hidden:
        raw = inputs @ parameters[0] + parameters[1]
        keep = np.asarray((raw > 0) * _mask(raw.shape, schooling.drop_hidden, dice), dtype=np.float32)
        inner, rest = np.asarray(raw * keep, dtype=np.float32), parameters[2:]
    else:
        keep, inner, rest = _NO_MASK, inputs, parameters
    back: Array = np.zeros_like(inner)
    for number, task in enumerate(tasks):
        weights, bias = rest[2 * number], rest[2 * number + 1]
        error = task.error(softmax(np.asarray(inner @ weights + bias, dtype=np.float32)), numbers)
        gradients += [inner.T @ error, error.sum(axis=0)]
        back += error @ weights.T
    if schooling.hidden:
        back *= keep
        gradients = [inputs.T @ back, back.sum(axis=0), *gradients]
    return gradients


def _mask(shape: tuple[int, ...], rate: float, dice: np.random.Generator) -> Array:
    return np.asarray((dice.random(shape, dtype=np.float32) >= rate) / np.float32(1 - rate), dtype=np.float32)


def _drop(rows: Array, rate: float, dice: np.random.Generator) -> Array:
    return np.asarray(rows * _mask(rows.shape, rate, dice), dtype=np.float32) if rate else rows


class _Adam:
    """Kingma & Ba 2015, with weight decay apart from the gradient (Loshchilov & Hutter 2019)."""

    def __init__(self, parameters: list[Array], schooling: Schooling) -> None:
        self._parameters = parameters
        self._schooling = schooling
        self._mean = [np.zeros_like(values) for values in parameters]
        self._square = [np.zeros_like(values) for values in parameters]
        self._steps = 0

    def step(self, gradients: list[Array], columns: NDArray[np.int64], pace: float) -> None:
        """Input weights have gradients for `columns` only; the others stay as they are until their turn comes."""
        self._steps += 1
        first, second = 1 - 0.9**self._steps, 1 - 0.999**self._steps
        rate = np.float32(self._schooling.rate * pace)
        for place, gradient in enumerate(gradients):
            rows = slice(None) if len(gradient) == len(self._parameters[place]) else columns
            mean = np.float32(0.9) * self._mean[place][rows] + np.float32(0.1) * gradient
            square = np.float32(0.999) * self._square[place][rows] + np.float32(0.001) * gradient * gradient
            step = mean / np.float32(first) / (np.sqrt(square / np.float32(second)) + np.float32(1e-8))
            shrunk = np.float32(1 - rate * self._schooling.decay * 100) if gradient.ndim > 1 else np.float32(1)
            self._mean[place][rows], self._square[place][rows] = mean, square
            self._parameters[place][rows] = (self._parameters[place][rows] - rate * step) * shrunk
