"""The tool that learns the chest network: its gradients are right, and its files are the same each time."""

from __future__ import annotations

import io

import numpy as np

from redactor.detectors._chest_network import LAYERS, SIDE, forward
from tools.learn_chest import PARTS, SIZE, gradients, ill, learn, lesson, packed, wrongness

RNG = np.random.default_rng(4)


def numbers() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    return {
        name: (RNG.normal(0, np.sqrt(2 / (9 * inside)), (9 * inside, outside)), np.zeros(outside))
        for name, (inside, outside) in LAYERS.items()
    }


def example() -> tuple[np.ndarray, np.ndarray]:
    masks = np.zeros((SIZE, SIZE, len(PARTS)), np.uint8)
    for index, left in enumerate((30, 110, 80)):
        masks[50:140, left : left + 45, index] = 255
    return RNG.integers(60, 200, (SIZE, SIZE), np.uint8), masks


def test_gradients_are_what_a_small_step_says() -> None:
    held, pictures, seen = numbers(), RNG.normal(0, 1, (1, SIDE, SIDE)), {}
    before = forward(held, pictures, seen)
    weight = RNG.normal(0, 1, before.shape)
    found = gradients(held, seen, weight)
    for name in ("a1", "b2", "d1", "u3", "u1", "out"):
        kernel = held[name][0].copy()
        kernel[3, 1] += 1e-4
        after = forward(held | {name: (kernel, held[name][1])}, pictures)
        step = float(((after - before) * weight).sum()) / 1e-4
        assert abs(step - found[name][0][3, 1]) < 0.02 * max(1.0, abs(step))


def test_a_right_answer_is_less_wrong_than_none() -> None:
    answer = np.zeros((1, SIDE, SIDE, 3), np.float32)
    answer[:, 20:60, 20:60] = 1
    right, _ = wrongness(20 * answer - 10, answer)
    none, way = wrongness(0 * answer, answer)
    assert right < 0.01 < none
    assert (way[answer > 0] < 0).all()


def test_lessons_have_the_shape_of_what_the_network_sees() -> None:
    rng = np.random.default_rng(1)
    for _ in range(12):
        picture, answer = lesson([example()], [], rng)
        assert picture.shape == (SIDE, SIDE)
        assert answer.shape == (SIDE, SIDE, 3)
        assert 0 <= answer.min() <= answer.max() <= 1
    gray, masks = ill(example(), rng)
    assert gray.dtype == np.uint8
    assert masks.any()


def test_the_same_lessons_give_the_same_file() -> None:
    known = [example()]
    one, other = (packed(learn(known, [], 1, seed=3)) for _ in range(2))
    assert one == other
    with np.load(io.BytesIO(one), allow_pickle=False) as held:
        assert sum(values.size for values in held.values()) == 99_456
