"""How votes are counted: what the readers of one library say weighs no more than the cap. Pure: numbers in, numbers out."""

from collections.abc import Mapping, Sequence


def counted_votes(votes: Mapping[int, Sequence[int]], cap: int) -> tuple[float, float]:
    """Mean of the stars (1…5) and the number of voters that count: those of a library beyond the cap weigh nothing more.

    A library with n voters weighs min(n, cap), and says the mean of its readers (weights winsorised from above; no voice is left out).
    """
    weight = total = 0.0
    for counts in votes.values():
        voters = sum(counts)
        if voters:
            share = min(voters, cap)
            weight += share
            total += share * sum(star * number for star, number in enumerate(counts, 1)) / voters
    return (total / weight if weight else 0.0), weight


def liking(votes: Mapping[int, Sequence[int]], cap: int) -> tuple[int, int]:
    """The same as so many who like the book of so many who count: a star is a quarter of a “yes”, five stars a whole one, one star none."""
    mean, counted = counted_votes(votes, cap)
    return round(counted * (mean - 1) / 4) if counted else 0, round(counted)
