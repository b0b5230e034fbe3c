"""Boxes and matrices of a PDF, in points."""

from collections.abc import Iterable, Sequence

__all__ = ["Box", "Matrix", "bounds", "common", "holds", "matrix_of", "moved", "product"]

Box = tuple[float, float, float, float]
"""Left, lower, right and upper edge, in points."""
Matrix = tuple[float, float, float, float, float, float]


def matrix_of(numbers: Sequence[float]) -> Matrix:
    """The matrix that six operands write."""
    a, b, c, d, e, f = numbers[:6]
    return a, b, c, d, e, f


def product(one: Matrix, other: Matrix) -> Matrix:
    """What `one` and then `other` do."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 - a matrix
    return a * k + b * m, a * l + b * n, c * k + d * m, c * l + d * n, e * k + f * m + o, e * l + f * n + p


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Where `matrix` puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box around `points`."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Box, other: Box) -> Box:
    """What two boxes have in common; its edges are crossed where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def holds(outer: Box, inner: Box) -> bool:
    """Whether `inner` lies in `outer`."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and outer[2] >= inner[2] and outer[3] >= inner[3]
