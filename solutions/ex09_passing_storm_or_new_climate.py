# %% [markdown] tags=["header"] exercise="ex09" chapter=9 minutes=125 points=20
# # Exercise 9 · Passing storm or new climate?
#
# The article ends on a question: is the quarrel a passing one, or does it mark a lasting change (claim C43)?
# Whoever wants to answer with data has to say what a lasting change looks like, find it, and make sure that it is neither
# chance, nor somebody else's move, nor a change in how the data were made. You do all of this for 74 years of votes.
#
# - **LO9.1** Compute the cost of a segment, and find the breaks that make the total cost least.
# - **LO9.2** Compare a series with those of other states, to separate one state's change from one that all share.
# - **LO9.3** Decide how many breaks a series supports, by a price for each break and by a comparison with series that have none.
# - **LO9.4** Decompose the change of a distance into the moves of both states.
# - **LO9.5** State what breaks can and cannot say about a recent event.
#
# Read first: [chapter 9](../book/historical-context/passing-storm-or-new-climate.md). Look up: [what the tables hold](../book/reference/codebook.md). Freshen up:
# [a pandas passport](../book/start/pandas-passport.md).

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from demarche import check
from demarche.data import describe, load

panel = load("panel")  # one row per year, 1946 to 2024

describe("panel")

# %% [markdown] tags=["task"] task="two-breaks" kind="function" points=4 objective="LO9.1" order="strict"
# ## The cost of a segment, and the two best breaks
#
# Suppose that a series stays at one level for some years: a *segment*. The level is described by one number, the mean
# of the segment. How badly does this number describe the values? Take the distance of each value from the mean,
# square it, and add the squares up. This sum is the **cost** of the segment: low if the values lie close together.
#
# Two breaks cut a series into three segments. The best two are those with the least **total** cost. For a series of 74
# values there are fewer than 3,000 ways to place them, so a computer can try all. For more breaks one is cleverer
# (*dynamic programming*, see the chapter), and finds the same.
#
# Write `two_breaks(values, shortest)`, and the cost that it needs, yourself.
#
# - `values` is a list of numbers in order of time; `shortest` is the smallest number of values that **each** of the three
#   segments must have. The list is always long enough.
# - Return `(i, j)`: the positions, counted from 0, at which the **second** and the **third** segment **begin**.
#
# In every input one pair is better than all others. Begin with the cost, and try it: `[1, 2, 3, 4]` costs 5, and values that are all the same cost nothing.
#
# For example:
#
# ```python
# >>> two_breaks([5, 5, 9, 9, 1, 1], 1)
# (2, 4)
# ```


# %% tags=["answer"]
def two_breaks(values, shortest):
    # BEGIN SOLUTION
    def cost(part):
        part = np.array(part)
        return ((part - part.mean()) ** 2).sum()

    n = len(values)
    costs = {}
    for i in range(shortest, n - 2 * shortest + 1):
        for j in range(i + shortest, n - shortest + 1):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)
    # END SOLUTION


# %% tags=["probes"]
[
    ([4, 4, 4, 9, 9, 9, 0, 0, 0], 1),
    ([0, 1, 4, 4, 1, 0, 0, 0], 1),
    ([2, 1, 2, 1, 30, 2, 1, 3, 1, 2], 2),
    ([50, 1, 2, 1, 2, 8, 9, 8, 60], 2),
    ([1, 3, 1, 7, 8, 6, 9, 2, 1, 2, 3, 1], 3),
    ([0.03, 0.0, 0.02, 0.03, 0.03, -0.04, 0.12, 0.08, 0.07, 0.06], 2),
    ([0, 5, 2, 6, 9, 4, 6], 2),
    ([9, 5, 8, 3, 5, 1, 0, 3, 4], 1),
]

# %% tags=["mistake"] mistake="mean-instead-of-sum"
"""
As the cost of a segment you took the variance, the squares divided by the number of values. For one segment that looks tidier. But segments of
different length are added up here, and a long one should count for more than a short one. Leave the sum a sum.
"""


def two_breaks(values, shortest):
    n = len(values)
    costs = {}
    for i in range(shortest, n - 2 * shortest + 1):
        for j in range(i + shortest, n - shortest + 1):
            costs[i, j] = np.var(values[:i]) + np.var(values[i:j]) + np.var(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="absolute-distances"
"""
As the cost you added up the plain distances from the mean. That is a cost as well, and one that minds outliers less, but the number that makes it least
is the median, not the mean. The task asks for squared distances.
"""


def two_breaks(values, shortest):
    def cost(part):
        part = np.array(part)
        return np.abs(part - part.mean()).sum()

    n = len(values)
    costs = {}
    for i in range(shortest, n - 2 * shortest + 1):
        for j in range(i + shortest, n - shortest + 1):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="root-of-the-sum"
"""
You took the root of each segment's sum of squares. Costs of several segments are added up here, and roots of sums do
not add up to the root of the whole sum. Leave the squares.
"""


def two_breaks(values, shortest):
    def cost(part):
        part = np.array(part)
        return ((part - part.mean()) ** 2).sum() ** 0.5

    n = len(values)
    costs = {}
    for i in range(shortest, n - 2 * shortest + 1):
        for j in range(i + shortest, n - shortest + 1):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="distance-from-zero"
"""
With your cost every way to cut costs the same, and the first one wins. That is so where the values themselves are squared, or their distances from the mean
of the *whole* series. Subtract from each value the mean of its own segment, and square the difference.
"""


def two_breaks(values, shortest):
    n = len(values)
    squares = [value**2 for value in values]
    costs = {}
    for i in range(shortest, n - 2 * shortest + 1):
        for j in range(i + shortest, n - shortest + 1):
            costs[i, j] = sum(squares[:i]) + sum(squares[i:j]) + sum(squares[j:])
    return min(costs, key=lambda pair: round(costs[pair], 6))


# %% tags=["mistake"] mistake="one-after-the-other"
"""
You looked for the best single break, kept it, and then looked for the best second one. That is quick and often used, but the first
break can be in a place where, with two breaks, none should be. Try both at once: every pair.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    singles = {i: cost(values[:i]) + cost(values[i:]) for i in range(shortest, n - shortest + 1)}
    first = min(singles, key=singles.get)
    pairs = {}
    for other in range(shortest, n - shortest + 1):
        i, j = sorted((first, other))
        if j - i >= shortest:
            pairs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(pairs, key=pairs.get)


# %% tags=["mistake"] mistake="shortest-not-used"
"""
The search is right, but `shortest` has no effect. Without it a single odd year is cut out as a period of its own, and fits
perfectly. A period needs some length: start and stop the two loops so that all three segments keep it.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    costs = {}
    for i in range(1, n - 1):
        for j in range(i + 1, n):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="middle-may-be-short"
"""
The first and the last segment keep the length asked for, the middle one does not. It is the one most likely to shrink
around a single odd value. Where must the loop over `j` begin?
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    costs = {}
    for i in range(shortest, n - shortest):
        for j in range(i + 1, n - shortest + 1):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="ends-may-be-short"
"""
The middle segment keeps the length asked for; the first and the last do not. One odd value at either end is then cut off.
Let `i` begin at `shortest`, and let `j` stop early enough.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    costs = {}
    for i in range(1, n - shortest):
        for j in range(i + shortest, n):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="last-place-forgotten"
"""
Your loops stop one place too early: `range` leaves out its end. The third segment may be just as long as `shortest`, and here it has to be.
Add one to the ends.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    costs = {}
    for i in range(shortest, n - 2 * shortest):
        for j in range(i + shortest, n - shortest):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    return min(costs, key=costs.get)


# %% tags=["mistake"] mistake="last-of-the-segment-before"
"""
You found the right cut and returned the last positions *before* it. Both ways of naming a break are in use, so a text has to
say which. Here a break is where the new segment begins: the next position.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    costs = {}
    for i in range(shortest, n - 2 * shortest + 1):
        for j in range(i + shortest, n - shortest + 1):
            costs[i, j] = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
    i, j = min(costs, key=costs.get)
    return i - 1, j - 1


# %% tags=["mistake"] mistake="standard-deviation"
"""
As the cost of a segment you took its standard deviation, or its variance with n − 1 below the line (`ddof=1`). Both say how far *one* value of the segment lies from
the mean, so ten years count no more than one. The cost is the sum of the squared distances over all values: no division, no root.
"""


def two_breaks(values, shortest):
    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(
        pairs, key=lambda p: np.std(values[: p[0]]) + np.std(values[p[0] : p[1]]) + np.std(values[p[1] :])
    )


# %% tags=["mistake"] mistake="divided-by-one-less"
"""
Your cost is the number of values times a variance with n − 1 below the line (`ddof=1`). The division does not cancel, and makes short segments dearer than they
are. Add up the squared distances; nothing has to be divided.
"""


def two_breaks(values, shortest):
    def cost(part):
        return len(part) * np.var(part, ddof=1) if len(part) > 1 else 0

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="median-for-mean"
"""
Two ways to cut that differ by little have changed places. That is so where the squares are taken from the median of the segment (for squares it is the mean that makes
the sum least, and the task names the mean), or where a cost is rounded.
"""


def two_breaks(values, shortest):
    def cost(part):
        return sum((value - np.median(part)) ** 2 for value in part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="whole-number-mean"
"""
Something is made a whole number on the way: the mean (`//`, `int`), or the cost of all three segments together (`round`). Shares of votes lie between 0 and 1, and
costs differ by less than 1. Divide with `/`, and round nothing.
"""


def two_breaks(values, shortest):
    def cost(part):
        return sum((value - sum(part) // len(part)) ** 2 for value in part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="rounded-mean"
"""
You rounded on the way: the mean to one decimal. The levels of a series of shares may differ in the second decimal only, and then rounding decides where the breaks lie.
Round nothing before the end.
"""


def two_breaks(values, shortest):
    def cost(part):
        return sum((value - round(sum(part) / len(part), 1)) ** 2 for value in part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="rounded-cost"
"""
You rounded the cost of each segment. Two ways to cut often differ by less than that, and then the first of them wins by chance. Round nothing.
"""


def two_breaks(values, shortest):
    def cost(part):
        return round(np.var(part) * len(part))

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="two-of-three-costs"
"""
Not all three segments are in your total. One that is left out costs nothing, and takes in whatever does not fit. Add up the costs of `values[:i]`,
`values[i:j]` and `values[j:]`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]))


# %% tags=["mistake"] mistake="third-overlaps-second"
"""
The values between `i` and `j` are counted twice: the third segment begins at `j`, `values[j:]`, and yours begins at `i`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[0] :]))


# %% tags=["mistake"] mistake="value-at-the-break-left-out"
"""
The value at each break belongs to no segment. A slice ends *before* its second number, so `values[:i]` and `values[i:j]` already fit together: no `+ 1` is
needed.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part) if len(part) else 0

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(
        pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] + 1 : p[1]]) + cost(values[p[1] + 1 :])
    )


# %% tags=["mistake"] mistake="first-may-be-short"
"""
The first segment may be shorter than `shortest`; the other two keep their length. Let `i` begin at `shortest`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(i, j) for i in range(1, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="last-may-be-short"
"""
The last segment may be shorter than `shortest`; the other two keep their length. `j` has to stop early enough: at `n - shortest`, that place included.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(i, j) for i in range(shortest, n - shortest) for j in range(i + shortest, n)]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="first-loop-ends-early"
"""
The loop over `i` stops one place too early: `range` leaves out its end. Where the second and the third segment are both as short as they may be, `i` is
`n - 2 * shortest`, so that has to be in: add one.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(i, j) for i in range(shortest, n - 2 * shortest) for j in range(i + shortest, n - shortest + 1)]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="longer-than-shortest"
"""
Each of your segments is *longer* than `shortest`. It is the smallest number that a segment may have, so a segment of exactly that length is allowed.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(i, j) for i in range(shortest + 1, n) for j in range(i + shortest + 1, n - shortest)]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="shortest-fixed"
"""
Your function works with a number of its own, 5, in place of `shortest`. The name in the brackets holds what the function is called with: use it, and assign nothing
to it.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n, shortest = len(values), 5
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="sorted"
"""
You sorted the values. Then the years no longer stand in their order, and one finds groups of like values, not periods. Leave the order as it is.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n, values = len(values), sorted(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="largest-jumps"
"""
You took the two largest jumps from one value to the next. A single odd year makes two of them, up and down, and is no new level. Try every pair of positions and
compare their costs; each of the three segments has at least `shortest` values.
"""


def two_breaks(values, shortest):
    jumps = np.abs(np.diff(values))
    return tuple(sorted((np.argsort(jumps)[-2:] + 1).tolist()))


# %% tags=["mistake"] mistake="return-inside-the-loop"
"""
Your function returns inside the loop over `i`, after its first round: no other `i` is ever tried. `return` belongs behind both loops, as far to the left as the
first `for`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(shortest, j) for j in range(2 * shortest, n - shortest + 1)]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="counted-from-one"
"""
You found the right cut, and each position is one too high. Positions count from 0 here: the first value stands at 0, so `i` itself is the answer, and nothing has to
be added.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    i, j = min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))
    return i + 1, j + 1


# %% tags=["mistake"] mistake="lengths"
"""
The first number is the position of a break, the second is the *length* of the middle segment. Return the position at which the third segment begins, counted from the
start of the series.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    i, j = min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))
    return i, j - i


# %% tags=["mistake"] mistake="values-not-positions"
"""
You returned the values that stand at the breaks. What is asked for is *where*: the two positions.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    i, j = min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))
    return values[i], values[j]


# %% tags=["mistake"] mistake="longer-at-each-end"
"""
Your segments are all *longer* than `shortest`: where three of them just fit, no pair is left to try. It is the smallest number that a segment may have, so exactly that
length is allowed: no `+ 1` at the beginning of a loop, and one at each end, since `range` leaves its end out.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest + 1, n - 2 * shortest) for j in range(i + shortest + 1, n - shortest)
    ]
    return min(
        pairs,
        key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]),
        default=(None, None),
    )


# %% tags=["mistake"] mistake="steps-of-shortest"
"""
Your loops go in steps of `shortest`, so most places are never tried. A segment may have any length from `shortest` on: let both loops go one place at a time.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n, shortest) for j in range(i + shortest, n - shortest + 1, shortest)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="break-left-out-and-loops-short"
"""
Two things go together here. The value at each break belongs to no segment: a slice ends *before* its second number, so `values[i:j]` and `values[j:]` fit together
without a `+ 1`. And the loops then leave out the places at which a segment is just as long as `shortest`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(i, j) for i in range(shortest, n - 2 * shortest) for j in range(i + shortest + 1, n - shortest)]
    return min(
        pairs,
        key=lambda p: cost(values[: p[0]]) + cost(values[p[0] + 1 : p[1]]) + cost(values[p[1] + 1 :]),
        default=(None, None),
    )


# %% tags=["mistake"] mistake="dearest"
"""
You kept the pair with the *largest* total cost, or the last that is larger than the one before. The best breaks cost least: `<`, or `min`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return max(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="middle-longer"
"""
Your middle segment is always *longer* than `shortest`. A segment of exactly that length is allowed: `j` may be `i + shortest`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j)
        for i in range(shortest, n - 2 * shortest + 1)
        for j in range(i + shortest + 1, n - shortest + 1)
    ]
    return min(
        pairs,
        key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]),
        default=(None, None),
    )


# %% tags=["mistake"] mistake="first-longer"
"""
Your first segment is always *longer* than `shortest`. A segment of exactly that length is allowed: `i` may be `shortest` itself.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j)
        for i in range(shortest + 1, n - 2 * shortest + 1)
        for j in range(i + shortest, n - shortest + 1)
    ]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="last-pair-tried"
"""
This is the last pair that your loops try, whatever it costs. Where a pair is better than the best so far, keep *both* of them, the cost as `best` and
the two places as `pair`, and return `pair`: after the loops `i` and `j` hold where these ended.
"""


def two_breaks(values, shortest):
    return len(values) - 2 * shortest, len(values) - shortest


# %% tags=["mistake"] mistake="second-only-behind-the-first"
"""
You looked for the best single break, kept it, and then looked for a second one behind it. With two breaks the first may belong elsewhere. Try both at once: the loop over `j`
inside the loop over `i`, and the sum of all three costs.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    first = min(
        range(shortest, n - 2 * shortest + 1), key=lambda place: cost(values[:place]) + cost(values[place:])
    )
    second = min(
        range(first + shortest, n - shortest + 1),
        key=lambda place: cost(values[first:place]) + cost(values[place:]),
    )
    return first, second


# %% tags=["mistake"] mistake="only-the-last-keeps-its-length"
"""
Only the last segment keeps the length asked for. The first does if `i` begins at `shortest`, and the middle one if `j` begins at `i + shortest`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [(i, j) for i in range(1, n - shortest) for j in range(i + 1, n - shortest + 1)]
    return min(pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1]]) + cost(values[p[1] :]))


# %% tags=["mistake"] mistake="longer-and-nothing-found"
"""
Your segments are all *longer* than `shortest`: where three of them just fit, no pair is left to try, and none is found. It is the smallest number that a segment may have, so exactly that
length is allowed: no `+ 1` at the beginning of a loop, and one at each end, since `range` leaves its end out.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n, best = len(values), float("inf")
    for i in range(shortest + 1, n - 2 * shortest):
        for j in range(i + shortest + 1, n - shortest):
            total = cost(values[:i]) + cost(values[i:j]) + cost(values[j:])
            if total < best:
                best, pair = total, (i, j)
    return pair


# %% tags=["mistake"] mistake="break-counted-twice"
"""
The value at the second break is counted twice: `values[i:j + 1]` and `values[j:]` both hold it. A slice ends *before* its second number: `values[i:j]`.
"""


def two_breaks(values, shortest):
    def cost(part):
        return np.var(part) * len(part)

    n = len(values)
    pairs = [
        (i, j) for i in range(shortest, n - 2 * shortest + 1) for j in range(i + shortest, n - shortest + 1)
    ]
    return min(
        pairs, key=lambda p: cost(values[: p[0]]) + cost(values[p[0] : p[1] + 1]) + cost(values[p[1] :])
    )


# %% tags=["alternative"]
def two_breaks(values, shortest):
    def cost(part):
        mean = sum(part) / len(part)
        return sum((value - mean) ** 2 for value in part)

    n, best, found = len(values), float("inf"), None
    for j in range(n - shortest, 2 * shortest - 1, -1):
        left, i = min((cost(values[:i]) + cost(values[i:j]), i) for i in range(shortest, j - shortest + 1))
        if left + cost(values[j:]) < best:
            best, found = left + cost(values[j:]), [i, j]
    return found


# %% [markdown] tags=["after"]
# Given 74 years of `fra_gap`, this search returns 1961 and 1970 and knows nothing of history. It would return two years for pure noise as well.

# %% [markdown] tags=["hint"]
# First the cost: the mean, the distances from it, the sum of their squares. Then two loops, `i` outside and `j` inside, over `values[:i]`, `values[i:j]` and
# `values[j:]`. Keep the pair with the least sum of the three costs.

# %% [markdown] tags=["hint"]
# The three parts are `values[:i]`, `values[i:j]` and `values[j:]`: each value stands in one of them, and all three
# costs are added up. Begin with `float("inf")`, keep cost and pair where the total is smaller, and return the pair
# below the loops. `i` begins at `shortest` and leaves room for two segments behind it, `j` for one: each segment has
# `shortest` values or more. A segment's cost is its squared distances from its own mean, added up.


# %% tags=["step"]
def two_breaks(values, shortest):
    def cost(part):
        mean = ___
        return sum((___ - mean) ** 2 for value in ___)

    best, pair = float("inf"), None
    for i in range(shortest, len(values) - 2 * ___ + 1):
        for j in range(i + ___, len(values) - ___ + 1):
            total = cost(values[:i]) + cost(values[___:j]) + cost(___)
            if total < best:
                best, pair = ___, ___
    return pair


# %% [markdown] tags=["task"] task="first-break" kind="table" points=3 objective="LO9.2"
# ## Who broke, and when?
#
# Agreement with Washington fell, for France. Did France move? Ask the same of others, with the same method.
#
# For each of four columns of `panel`, `agree_fra_usa`, `agree_gbr_usa`, `agree_allies_usa` (the mean of seven other allies, six before Italy's first votes in 1956)
# and `fra_gap` (France less that mean), find the best **single** break in the years 1949 to 2023, with at least 5
# years in each part. Nobody voted in 1964: drop that year.
#
# The course's function does the search: `optimal_segmentation(values, breaks, shortest)` returns an object with `starts` (positions
# from 0, here one) and `means` (here two). A position is not a year: the index of your series tells you which year it is.
#
# Make a DataFrame with one row for each series and the columns `series` (name of the column), `year` (the **first** year after
# the break), `before` and `after` (the mean of each part, not rounded).

# %% tags=["given"]
from demarche.measures.breaks import optimal_segmentation

columns = ["agree_fra_usa", "agree_gbr_usa", "agree_allies_usa", "fra_gap"]

# %% tags=["answer"]
# BEGIN SOLUTION
by_year = panel.set_index("year").loc[1949:2023]
rows = []
for name in columns:
    series = by_year[name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
# END SOLUTION
first_break = (
    # BEGIN SOLUTION
    pd.DataFrame(rows, columns=["series", "year", "before", "after"])
    # END SOLUTION
)

# %% tags=["mistake"] mistake="one-year-early"
"""
Each break is one year early. Three roads lead there: adding the position to 1949, although 1964 has no value and so takes no
position; looking the position up among rows from which 1964 has not been dropped; or naming the last year before the break. Make the year
the index, drop what is missing, and look the position up in the index of that series: `series.index[position]`.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, 1949 + found.starts[0], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="one-year-late"
"""
Each break is one year late: the position that you get is that of the first value *after* the break, counted from 0. `series.index[position]` is its year already.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]] + 1, *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="from-1946"
"""
The years before 1949 are still in. The breaks stay where they are, the means before them do not: three years of votes from
before the alliance count as its record. Begin in 1949.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[:2023, name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="with-2024"
"""
The means after the break include 2024, for which the table has six votes only. A year with six votes counts as much
here as one with 150. Stop in 2023.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:, name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="gap-filled-in"
"""
You filled 1964 with a number, between its neighbours, since the function refuses gaps. Nobody voted in that year, so the number is
invented, and it changes the means a little. Drop the year; the index keeps track of the others.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].interpolate()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="gap-as-zero"
"""
You put a zero into 1964, as if nobody had agreed in that year. Nobody voted: an empty cell is unknown, not zero. Drop it.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].fillna(0)
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="largest-jump"
"""
You took the year with the largest change from the year before. A single odd year makes two such jumps, up and down, and no
new level. A break is a lasting change of the mean: use the function, which weighs all years.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    year = series.diff().abs().idxmax()
    rows.append((name, year, series.loc[: year - 1].mean(), series.loc[year:].mean()))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="position-for-year"
"""
The means are right. Under `year` stand positions, counted from 0. `series.index[position]` is the year at that position.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, found.starts[0], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="position-in-the-whole-panel"
"""
The means are right. Your positions count from 1949 on, without 1964, and you looked them up in the whole `panel`, which begins in 1946. Look them up in the series
that you gave to the function.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, panel["year"][found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="row-number-for-year"
"""
The means are right. Under `year` stand numbers of rows: that is what the index of your series holds as long as the year is a column. Make the year the index first,
`panel.set_index("year")`.
"""
rows = []
for name in columns:
    series = panel[panel["year"].between(1949, 2023)][name].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="two-breaks-searched"
"""
You asked for two breaks and kept the first of them. Where the one best break lies is another question: ask for one, `optimal_segmentation(series, 1, 5)`.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    found = optimal_segmentation(series, 2, 5)
    rows.append((name, series.index[found.starts[0]], *found.means[:2]))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="breaks-and-length-exchanged"
"""
The two numbers have changed places: you asked for five breaks in parts of one year or more. The order is values, breaks, shortest: `(series, 1, 5)`.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    found = optimal_segmentation(series, 5, 1)
    rows.append((name, series.index[found.starts[0]], *found.means[:2]))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="break-year-on-both-sides"
"""
The years are right, and so is `after`. In `before` the year of the break is in as well: `.loc[a:b]` includes its end. `found.means` has both means; or stop one
year earlier.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    year = series.index[optimal_segmentation(series, 1, 5).starts[0]]
    rows.append((name, year, series.loc[:year].mean(), series.loc[year:].mean()))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="medians"
"""
The years are right. You took the median of each part; the columns `before` and `after` hold the means, which are in `found.means`.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna()
    place = optimal_segmentation(series, 1, 5).starts[0]
    rows.append((name, series.index[place], series.iloc[:place].median(), series.iloc[place:].median()))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="one-series-four-times"
"""
All four rows hold the break of `agree_fra_usa`. Inside the loop, take the column whose turn it is.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, "agree_fra_usa"].dropna()
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["mistake"] mistake="backwards-in-time"
"""
Your series run from 2023 back to 1949, so what you call `before` came later, and the year is the last of the old level. Sort by year, the earliest first.
"""
rows = []
for name in columns:
    series = panel.set_index("year").loc[1949:2023, name].dropna().sort_index(ascending=False)
    found = optimal_segmentation(series, 1, 5)
    rows.append((name, series.index[found.starts[0]], *found.means))
first_break = pd.DataFrame(rows, columns=["series", "year", "before", "after"])

# %% tags=["alternative"]
kept = panel[panel["year"].between(1949, 2023)].dropna(subset=columns)
lines = []
for name in reversed(columns):
    cut = optimal_segmentation(kept[name].tolist(), breaks=1, shortest=5).starts[0]
    lines.append(
        {
            "after": kept[name].iloc[cut:].mean(),
            "before": kept[name].iloc[:cut].mean(),
            "series": name,
            "year": float(kept["year"].iloc[cut]),
        }
    )
first_break = pd.DataFrame(lines).set_index("series")

# %% [markdown] tags=["after"]
# France and Britain break in 1981, the seven allies a year before, and the gap in another year: what falls for all need not be France's own doing.

# %% tags=["step"]
by_year = panel.set_index("year").loc[___:___]
rows = []
for name in columns:
    series = by_year[name].___()
    found = optimal_segmentation(series, ___, ___)
    rows.append([name, series.index[found.starts[___]], found.means[___], ___])

# %% [markdown] tags=["hint"]
# Make the year the index, keep 1949 to 2023, and for each column drop what is missing. Then `series.index[position]` is a year.

# %% [markdown] tags=["hint"]
# For each of the four columns: the years 1949 to 2023 with the year as the index, what is missing dropped, and one
# call, `optimal_segmentation(series, 1, 5)`. Of what it gives `starts[0]` is one position, and `series.index[…]` the
# year at it; `means[0]` and `means[1]` are the two means. One row for each column, collected in the loop; row numbers
# that `reset_index` makes are no years.

# %% [markdown] tags=["task"] task="bic-by-breaks" kind="table" points=2 objective="LO9.3"
# ## A price for every break
#
# More breaks always fit better: with one break in every year the cost is zero, and nothing has been learned. So each
# break must earn its place. The Bayesian information criterion adds a price to the cost. Lower is better:
#
# $$ \text{BIC} = n \ln\frac{\text{cost}}{n} + p \ln n $$
#
# Here $n$ is the number of values, and $p$ the number of things that were estimated from them. With $k$ breaks these are: the
# mean of each segment, the **position of each break** (it was searched for, so it was estimated too), and one variance.
#
# The cell below gives you `gap`, the values of `fra_gap` for 1949 to 2023, and `costs`, the least cost for 0 to 5 breaks.
# Make a Series: the index holds the number of breaks, the values are the BIC, not rounded.
# Then see which number of breaks wins, and by how much it beats the next.

# %% tags=["given"]
from demarche.measures.breaks import segmentations

gap = panel.set_index("year").loc[1949:2023, "fra_gap"].dropna()
costs = pd.Series(
    {k: best.cost for k, best in enumerate(segmentations(gap, most=5, shortest=5))}
).rename_axis("breaks")

# %% tags=["answer"]
# BEGIN SOLUTION
n = len(gap)
estimated = (costs.index + 1) + costs.index + 1  # means, positions, variance
# END SOLUTION
bic_by_breaks = (
    # BEGIN SOLUTION
    n * np.log(costs / n) + estimated * np.log(n)
    # END SOLUTION
)

# %% tags=["mistake"] mistake="positions-not-counted"
"""
You counted the means and the variance. The years of the breaks are not given by anyone: they were chosen, out of many, to fit
best. Leave them out and a break costs half its price. With this count another number of breaks wins.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (costs.index + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="breaks-only"
"""
You counted only the breaks. Each of them also opens a new segment, and its mean has to be estimated too; one
more mean and a variance are there from the start. Write down for one break all that had to be found from the data.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + costs.index * np.log(len(gap))

# %% tags=["mistake"] mistake="price-of-two"
"""
You charged 2 for each estimate. That is the rule of another criterion, AIC, which is made for prediction and is
generous with breaks. BIC charges the logarithm of n.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + 2 * (2 * costs.index + 2)

# %% tags=["mistake"] mistake="years-instead-of-values"
"""
Your n counts the calendar years from 1949 to 2023. One of them has no value, and a year without a vote adds no evidence. Count the
values of `gap`.
"""
n = 2023 - 1949 + 1
bic_by_breaks = n * np.log(costs / n) + (2 * costs.index + 2) * np.log(n)

# %% tags=["mistake"] mistake="cost-not-divided"
"""
You took the logarithm of the cost as it is. The formula has the cost per value inside. The ranking is the same; the
numbers cannot be compared with anyone else's.
"""
bic_by_breaks = len(gap) * np.log(costs) + (2 * costs.index + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="logarithm-to-ten"
"""
You used the logarithm to base ten. In the formula ln is the natural one, `np.log`; the other makes every number smaller by
the same factor.
"""
bic_by_breaks = len(gap) * np.log10(costs / len(gap)) + (2 * costs.index + 2) * np.log10(len(gap))

# %% tags=["mistake"] mistake="differences-to-the-best"
"""
You subtracted the smallest value, as the chapter does to show by how much the others are worse. That is a good way to read a BIC. The task asks
for the numbers of the formula themselves.
"""
values = len(gap) * np.log(costs / len(gap)) + (2 * costs.index + 2) * np.log(len(gap))
bic_by_breaks = values - values.min()

# %% tags=["mistake"] mistake="rounded"
"""
These are the right numbers, rounded. Where two criteria differ by little, rounding can decide; keep them as the formula gives them.
"""
bic_by_breaks = (len(gap) * np.log(costs / len(gap)) + (2 * costs.index + 2) * np.log(len(gap))).round(2)

# %% tags=["mistake"] mistake="position-counted-twice"
"""
With each break you counted three more estimates. A break brings two: one more mean, and its own position. The variance is one for all, and is there from the start.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (3 * costs.index + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="variance-left-out"
"""
You counted the means and the positions. One variance is estimated as well, whatever the number of breaks: add one.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (2 * costs.index + 1) * np.log(len(gap))

# %% tags=["mistake"] mistake="two-for-each-break"
"""
Your p is twice the number of breaks. Each break is a position and brings one more mean, so that much is right; but one mean and one
variance are estimated even where there is no break. Add these two.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + 2 * costs.index * np.log(len(gap))

# %% tags=["mistake"] mistake="three-for-each-break"
"""
Your p grows by three with each break. A break adds two estimates, its position and one more mean; the variance is one for all.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (3 * costs.index + 1) * np.log(len(gap))

# %% tags=["mistake"] mistake="one-too-many"
"""
You counted one estimate too many in every row. Without a break there are two: one mean and one variance.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (2 * costs.index + 3) * np.log(len(gap))

# %% tags=["mistake"] mistake="means-only"
"""
You counted the means alone. The positions of the breaks were searched for, so each is an estimate, and one variance is estimated too.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (costs.index + 1) * np.log(len(gap))

# %% tags=["mistake"] mistake="breaks-counted-from-one"
"""
Your numbers of breaks run from 1 to 6. The first of the costs is that without any break: `costs.index` has the numbers, 0 to 5.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (2 * (costs.index + 1) + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="years-of-the-panel"
"""
Your n is the number of years in the whole panel. The costs come from the values of `gap`: count those.
"""
n = len(panel)
bic_by_breaks = n * np.log(costs / n) + (2 * costs.index + 2) * np.log(n)

# %% tags=["mistake"] mistake="number-of-rows"
"""
Your n is the number of rows of `costs`, 6. In the formula n is the number of values of the series: `len(gap)`.
"""
n = len(costs)
bic_by_breaks = n * np.log(costs / n) + (2 * costs.index + 2) * np.log(n)

# %% tags=["mistake"] mistake="logarithm-before-division"
"""
You divided the logarithm by n. In the formula the cost is divided by n first, and the logarithm is taken of the quotient.
"""
bic_by_breaks = len(gap) * (np.log(costs) / len(gap)) + (2 * costs.index + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="per-value"
"""
Your numbers are the BIC divided by n. Some books print it so; the formula of the task begins with n times the logarithm.
"""
bic_by_breaks = np.log(costs / len(gap)) + (2 * costs.index + 2) * np.log(len(gap)) / len(gap)

# %% tags=["mistake"] mistake="root-of-the-cost"
"""
You took the root of the cost first. The formula has the sum of squares itself, divided by n.
"""
bic_by_breaks = len(gap) * np.log(np.sqrt(costs) / len(gap)) + (2 * costs.index + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="all-times-the-logarithm"
"""
Brackets hold too much together: only *p* is multiplied by ln n. `n * np.log(cost / n) + p * np.log(n)`, without brackets around the sum, since `*` goes first.
"""
bic_by_breaks = (len(gap) * np.log(costs / len(gap)) + (2 * costs.index + 2)) * np.log(len(gap))

# %% tags=["mistake"] mistake="divided-by-the-logarithm"
"""
You divided the logarithm of the cost by the logarithm of n. The formula takes *one* logarithm, of cost / n: divide first, inside the brackets of `np.log`.
"""
bic_by_breaks = len(gap) * np.log(costs) / np.log(len(gap)) + (2 * costs.index + 2) * np.log(len(gap))

# %% tags=["mistake"] mistake="index-from-one"
"""
The numbers are right; they stand beside the wrong number of breaks. The first is that without a break, so the index begins at 0.
"""
bic_by_breaks = len(gap) * np.log(costs / len(gap)) + (2 * costs.index + 2) * np.log(len(gap))
bic_by_breaks.index += 1

# %% tags=["alternative"]
from math import log

bic_by_breaks = pd.Series(
    [gap.size * log(cost / gap.size) + 2 * (k + 1) * log(gap.size) for k, cost in costs.items()]
)

# %% [markdown] tags=["after"]
# Two breaks win, and three are hardly worse: that there was a low is safe, how its end looked is not.

# %% tags=["step"]
n = len(gap)
p = (costs.index + 1) + ___ + 1
bic_by_breaks = n * np.log(costs / ___) + ___ * np.log(___)

# %% [markdown] tags=["hint"]
# With one break there are two means, one position and one variance. Write p for k breaks; `np.log` works on a whole Series.

# %% [markdown] tags=["hint"]
# Count for k breaks: k + 1 means, k positions, 1 variance, together p. `costs.index` holds the k, so p is a whole
# column as well. The logarithm is taken of `costs / n`, and of n alone in the second term, which p multiplies. Six
# numbers with the index of `costs` are the answer: which is least comes afterwards.

# %% [markdown] tags=["task"] task="placebo-breaks" kind="value" points=2 objective="LO9.3"
# ## Would you find a break where there is none?
#
# A search always finds a best break. To see what a find is worth, search in **placebo** series, which have none by
# construction, and count how often they give as much. The measure is the share of the cost that the best break removes:
# `explained_share(values, 1, 5)` returns it for one break and parts of 5 or more values.
#
# The cell below makes 199 series of each of two kinds from `agreement`, the votes of France with the United States:
#
# - `shuffled`: the same values in another order. Each year is then independent of the year before.
# - `drifting`: simulated series with one constant mean, made with the *memory* measured in the real one. Years that hang
#   together wander off for a while, and come back.
#
# Make a dict with three keys: `share` (for `agreement` itself), `p_shuffled` and `p_drifting`. A p-value is the number of series
# that have a share **at least as large** as the real one, where the real series counts as one of them, divided by the
# number of series, the real one included. Do not round.

# %% tags=["given"]
from demarche.measures.break_placebos import drifting_series, explained_share, lag_one_correlation
from demarche.measures.permutation import make_shuffles

agreement = panel.set_index("year").loc[1949:2023, "agree_fra_usa"].dropna().to_numpy()
memory = lag_one_correlation(agreement)
shuffled = agreement[make_shuffles(len(agreement), 199, seed=1961)]  # one series in each row
drifting = drifting_series(len(agreement), memory, 199, seed=1961)

# %% tags=["answer"]
# BEGIN SOLUTION
real = explained_share(agreement, 1, 5)


def p_value(placebos):
    shares = np.array([explained_share(values, 1, 5) for values in placebos])
    return (1 + (shares >= real).sum()) / (1 + len(shares))


# END SOLUTION
placebo_breaks = (
    # BEGIN SOLUTION
    {"share": real, "p_shuffled": p_value(shuffled), "p_drifting": p_value(drifting)}
    # END SOLUTION
)

# %% tags=["mistake"] mistake="real-one-not-counted"
"""
You divided the placebos that reach the real share by the number of placebos. With none of them there, that says that the
real result is impossible by chance, which no 199 trials can show. Count the real series among them, above and below the line.
"""
real = explained_share(agreement, 1, 5)
placebo_breaks = {
    "share": real,
    "p_shuffled": np.mean([explained_share(values, 1, 5) >= real for values in shuffled]),
    "p_drifting": np.mean([explained_share(values, 1, 5) >= real for values in drifting]),
}

# %% tags=["mistake"] mistake="same-year-in-all"
"""
Of the drifting series you count one at most. Most often the placebos were looked at only in the year in which the real series breaks: that year was chosen because it
looks best, so each placebo must be searched anew, with `explained_share` of its row. Or the loop stops before the last of the 199 rows.
"""
from demarche.measures.breaks import cut, optimal_segmentation
from demarche.measures.breaks import segment_cost as cost_of

real = explained_share(agreement, 1, 5)
place = optimal_segmentation(agreement, 1, 5).starts
p_values = [
    (1 + sum(1 - cut(values, place).cost / cost_of(values) >= real for values in placebos)) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="other-tail"
"""
You counted the placebos that stay *below* the real share. Many of them do, so the number is near one. The p-value asks how
often chance gives as much or more.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) <= real for values in placebos)) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="mean-share-of-placebos"
"""
You gave the mean share of each kind of placebo. It is good to know what a search finds on average where there is nothing. A p-value
is a count: how many of them reach the real share?
"""
placebo_breaks = {
    "share": explained_share(agreement, 1, 5),
    "p_shuffled": np.mean([explained_share(values, 1, 5) for values in shuffled]),
    "p_drifting": np.mean([explained_share(values, 1, 5) for values in drifting]),
}

# %% tags=["mistake"] mistake="p-values-swapped"
"""
The two p-values have changed places. Shuffled years have no memory, so a large share is rarer among them.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 200
    for placebos in (drifting, shuffled)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="one-added-above-only"
"""
You divided by 199. There are 199 placebo series, all of them to be counted (`[1:]` leaves one out), and the real one, which stands above *and* below the line:
divide by 200.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 199
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="one-added-below-only"
"""
You counted the real series below the line and not above it. It has a share at least as large as itself, so it is one of those that count: add one above as well.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    sum(explained_share(values, 1, 5) >= real for values in placebos) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="counts"
"""
These are numbers of series. A p-value is a part of all series: divide by their number, the real one included.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    1 + sum(explained_share(values, 1, 5) >= real for values in placebos) for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="counts-without-the-real-one"
"""
These are numbers of placebo series. A p-value is a part of all: add the real series to the count, and divide by the number of all, the real one included.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    sum(explained_share(values, 1, 5) >= real for values in placebos) for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="doubled"
"""
You doubled the p-values. That is done where a result may be extreme in two directions; a share of explained cost has only one: large. Leave the factor out.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    2 * (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="columns-for-rows"
"""
You went through the columns. One column holds the same place of all series; a series is a *row* of `shuffled` and of `drifting`. A loop over the array itself gives the rows.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos.T)) / (1 + len(placebos.T))
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="sorted-series"
"""
Every placebo reaches the real share, so both p-values are 1. Either what is measured in each round is `agreement` itself and not the row, or the rows were sorted (then each rises from its
least to its largest value, a fine break). Take each row as it is.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(np.sort(values), 1, 5) >= real for values in placebos)) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="drifting-twice"
"""
`p_drifting` is right, and stands under `p_shuffled` as well: that one is to be counted in the rows of `shuffled`.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 200
    for placebos in (drifting, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="shuffled-twice"
"""
`p_shuffled` is right. `p_drifting` is 1/200 as well: not one drifting series was counted, and some do reach the real share. Were the rows of `shuffled` counted twice? If not,
print the largest of your drifting shares beside `real`: all 199 rows have to be in (the rows, not the columns of `.T`), `>=` and not `==`, both as shares or both in per cent, and no counter set back.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 200
    for placebos in (shuffled, shuffled)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="normal-curve"
"""
You measured how many standard deviations the real share lies above the mean of the placebos, and read the p-value from a normal curve. Best shares are not normal: they are the largest of many. Count.
"""
from scipy.stats import norm

real = explained_share(agreement, 1, 5)
p_values = [
    norm.sf((real - np.mean(shares := [explained_share(v, 1, 5) for v in placebos])) / np.std(shares))
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="gap-for-agreement"
"""
`share` is that of `fra_gap`. The task asks for `agreement`, which the cell above gives you: the votes of France with the United States.
"""
real = explained_share(panel.set_index("year").loc[1949:2023, "fra_gap"].dropna().to_numpy(), 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="rounded"
"""
These are the right numbers, rounded. A p-value of 0.005 is no 0.01, and no 0: leave the rounding out.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos)) / 200
    for placebos in (shuffled, drifting)
]
placebo_breaks = {
    "share": round(real, 2),
    "p_shuffled": float(round(p_values[0], 2)),
    "p_drifting": float(round(p_values[1], 2)),
}

# %% tags=["mistake"] mistake="hundred-series"
"""
You searched the first hundred series of each kind only. There are 199 rows: take them all.
"""
real = explained_share(agreement, 1, 5)
p_values = [
    (1 + sum(explained_share(values, 1, 5) >= real for values in placebos[:100])) / 101
    for placebos in (shuffled, drifting)
]
placebo_breaks = {"share": real, "p_shuffled": p_values[0], "p_drifting": p_values[1]}

# %% tags=["mistake"] mistake="both-kinds-pooled"
"""
You put both kinds of series together and gave one p-value twice. The two answer different questions: count in the rows of `shuffled`, and once more in those of `drifting`.
"""
real = explained_share(agreement, 1, 5)
hits = sum(explained_share(values, 1, 5) >= real for kind in (shuffled, drifting) for values in kind)
placebo_breaks = {"share": real, "p_shuffled": (1 + hits) / 399, "p_drifting": (1 + hits) / 399}

# %% tags=["alternative"]
from demarche.measures.break_placebos import placebo_test

tests = {kind: placebo_test(agreement, series, 1, 5) for kind, series in [("s", shuffled), ("d", drifting)]}
placebo_breaks = {
    "p_drifting": tests["d"].p_value,
    "p_shuffled": tests["s"].p_value,
    "share": tests["s"].share,
}

# %% [markdown] tags=["after"]
# Of the shuffles none reaches the real share, of the drifting series a few do. Which placebo is fair is a judgement about memory.

# %% tags=["step"]
real = explained_share(agreement, 1, ___)
shares = np.array([explained_share(values, 1, 5) for values in shuffled])
p_shuffled = (1 + (shares >= ___).sum()) / (1 + ___)

# %% [markdown] tags=["hint"]
# Loop over the rows of `shuffled`, call `explained_share` on each, count those at or above the real share, and add one on
# both sides of the line.

# %% [markdown] tags=["hint"]
# `share` is of `agreement` alone, with 1 break and 5 values: these two come in this order, and for the placebo series
# too. For each p-value take that share of all 199 series, `[explained_share(values, 1, 5) for values in shuffled]`,
# and count those that are `>=` the real one. The real series stands in the count and in the number of series: 1 is
# added above the line and below it.

# %% [markdown] tags=["task"] task="who-moved" kind="table" points=2 objective="LO9.4"
# ## Who moved?
#
# A distance between two states can grow because one moves away, or the other, or both. `places` gives the ideal points of both: where
# they stand, by their votes, on one scale. In the years of this task the United States stands **above** France, so the
# distance is `ideal_usa` minus `ideal_fra`.
#
# For 2003, 2017, 2018 and 2022, compare each year with the year before it. Make a DataFrame with four columns:
#
# - `year`;
# - `change`: the change of the distance, positive if the two are farther apart than the year before;
# - `france`, `usa`: the part of the change that comes from the move of each. Positive = moved **away** from the other.
#   The two parts add up to `change`.
#
# Do not round. Then look at 2017: little change, and yet both moved.

# %% tags=["given"]
places = panel.set_index("year")[["ideal_fra", "ideal_usa"]]
years = [2003, 2017, 2018, 2022]

# %% tags=["answer"]
# BEGIN SOLUTION
moves = places.diff().loc[years]
# END SOLUTION
who_moved = (
    # BEGIN SOLUTION
    pd.DataFrame(
        {
            "year": years,
            "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
            "france": (-moves["ideal_fra"]).to_list(),
            "usa": moves["ideal_usa"].to_list(),
        }
    )
    # END SOLUTION
)

# %% tags=["mistake"] mistake="sign-of-france"
"""
The part of the United States is right. For France you gave its move up or down the scale. France stands below, so a move *up*
brings it nearer, which should count as negative. A test: the two parts must add up to the change.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": moves["ideal_fra"].to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="moves-up-the-scale-added"
"""
The part of the United States is right. For France you gave its move up the scale, and France stands below: a move up brings it nearer. Turn its sign,
and `change` is the sum of the two parts as it stands.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] + moves["ideal_fra"]).to_list(),
        "france": moves["ideal_fra"].to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="size-without-direction"
"""
You took the size of each move without its direction. Then a state that comes closer counts like one that goes away, and
the parts no longer add up to the change. Keep the signs, and turn that of France: it stands below, so a move up brings it nearer.
"""
moves = places.diff().loc[years].abs()
distance = (places["ideal_usa"] - places["ideal_fra"]).diff()
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": distance.loc[years].to_list(),
        "france": moves["ideal_fra"].to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="distance-upside-down"
"""
All your signs are turned round, so that a growing distance is a falling number: the United States was subtracted from France, or the year from the
year before. A distance is positive, so the one that stands higher comes first; and a change is the year less the year before.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_fra"] - moves["ideal_usa"]).to_list(),
        "france": moves["ideal_fra"].to_list(),
        "usa": (-moves["ideal_usa"]).to_list(),
    }
)

# %% tags=["mistake"] mistake="shares-of-the-change"
"""
You divided each part by the change. Shares look easy to read, but where the two moves nearly cancel out the change is close to
zero, and the shares explode. Leave the parts in the unit of the scale.
"""
moves = places.diff().loc[years]
change = moves["ideal_usa"] - moves["ideal_fra"]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": change.to_list(),
        "france": (-moves["ideal_fra"] / change).to_list(),
        "usa": (moves["ideal_usa"] / change).to_list(),
    }
)

# %% tags=["mistake"] mistake="from-the-year-listed-before"
"""
You kept the four years first and took differences afterwards, so that 2017 is compared with 2003, and 2003 with nothing. Take
the differences in the whole table, then keep the four years.
"""
moves = places.loc[years].diff()
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="rounded"
"""
These are the right numbers, rounded. The signs are fine too. Keep them unrounded: the parts have to add up to the change.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
).round(2)

# %% tags=["mistake"] mistake="year-after"
"""
You compared each year with the year *after* it: `diff(-1)`, or a table that runs backwards. Compare with the year before: `.diff()` in a table that begins with the earliest year.
"""
moves = places.diff(-1).loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="two-years-back"
"""
You compared each year with the one two years earlier. The task compares it with the year before: `.diff()` alone.
"""
moves = places.diff(2).loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="since-2002"
"""
You compared all four years with 2002. Each is to be compared with the year before it, 2017 with 2016 and so on: take differences from row to row.
"""
moves = places.loc[years] - places.loc[2002]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="year-before-in-its-place"
"""
These are the moves of the years *before*: 2002, 2016, 2017 and 2021. The difference that stands at 2003 is already that from 2002 to 2003: take the rows of `years`.
"""
moves = places.diff().loc[[year - 1 for year in years]]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="half-each"
"""
You gave each state half of the change. But who moved is the question: each state's part is its own move, which may be larger than the change, or go the other way. A move away from the other counts as positive:
for the United States, which stands above, a move up; for France a move down.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": ((moves["ideal_usa"] - moves["ideal_fra"]) / 2).to_list(),
        "usa": ((moves["ideal_usa"] - moves["ideal_fra"]) / 2).to_list(),
    }
)

# %% tags=["mistake"] mistake="all-without-signs"
"""
You took the size of every number, the change too. Then a distance that shrinks looks like one that grows. Keep the signs.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).abs().to_list(),
        "france": moves["ideal_fra"].abs().to_list(),
        "usa": moves["ideal_usa"].abs().to_list(),
    }
)

# %% tags=["mistake"] mistake="relative-changes"
"""
These are relative changes (`pct_change`). The zero of this scale could lie anywhere, so a part of a place has no meaning. Take differences.
"""
moves = places.pct_change().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (places["ideal_usa"] - places["ideal_fra"]).pct_change().loc[years].to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="distance-itself"
"""
Under `change` stands the distance of that year. The parts are right. What is asked for is how much it changed since the year before.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (places["ideal_usa"] - places["ideal_fra"]).loc[years].to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="labels-that-do-not-match"
"""
The table has twice the rows, and every row has gaps (NaN): pandas puts columns together by their labels. Your moves are labelled by their years, and what you gave under `year` is labelled 0, 1, 2, 3. Write `"year": years`, a plain list, or take `.to_list()` of the others.
"""
moves = places.diff().loc[years]
who_moved = pd.DataFrame(
    {
        "year": pd.Series(years),
        "change": moves["ideal_usa"] - moves["ideal_fra"],
        "france": -moves["ideal_fra"],
        "usa": moves["ideal_usa"],
    }
)

# %% tags=["mistake"] mistake="year-after-in-its-place"
"""
These are the moves of the year *after* each: the differences were shifted by one row. The difference that stands at 2003 is already that from 2002 to 2003: leave `shift` out.
"""
moves = places.diff().shift(-1).loc[years]
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["mistake"] mistake="added-up"
"""
You added the moves up from one of the four years to the next (`cumsum`). Each year is compared with the year before it, and with no other: leave the adding up out.
"""
moves = places.diff().loc[years].cumsum()
who_moved = pd.DataFrame(
    {
        "year": years,
        "change": (moves["ideal_usa"] - moves["ideal_fra"]).to_list(),
        "france": (-moves["ideal_fra"]).to_list(),
        "usa": moves["ideal_usa"].to_list(),
    }
)

# %% tags=["alternative"]
from demarche.measures.movers import split_change

who_moved = pd.DataFrame(
    [
        split_change(
            places["ideal_fra"][year - 1],
            places["ideal_fra"][year],
            places["ideal_usa"][year - 1],
            places["ideal_usa"][year],
        )
        for year in years
    ],
    index=pd.Index(years, name="year"),
).rename(columns={"first": "france", "second": "usa"})

# %% [markdown] tags=["after"]
# In 2017 both moved and the moves nearly cancel. A distance that stays tells nothing about who stood still.

# %% tags=["step"]
moves = places.___().loc[years]
change = moves[___] - moves[___]
france = -moves[___]

# %% [markdown] tags=["hint"]
# `.diff()` gives each state's move up the scale. Which direction leads away from the other, for the one above and for the one below?

# %% [markdown] tags=["hint"]
# `places.diff()` has for each year the change since the year before; `.loc[years]` takes four of its rows by their
# labels. `change` is that of `ideal_usa` less that of `ideal_fra`. The United States stand above, so up is away for
# them and down is away for France: one of the two columns has a minus. No sign is dropped, and no per cent is taken.

# %% [markdown] tags=["task"] task="segments-chart" kind="figure" points=2 objective="LO9.1" exact=true
# ## Draw the periods
#
# A table of breaks convinces nobody. Draw `gap` and, over it, the mean of the period to which each year belongs.
#
# The cell below gives you `gap` and `starts`, the positions at which the second and the third period begin.
# Make one chart with exactly two sets of marks, both with the year on the horizontal axis:
#
# - the values of `gap`, one for each year;
# - for the same years, the mean of the period to which each belongs: a mark for each year, or a level line for each period (three
#   such lines count as one set).
#
# Draw nothing else with `plot` or `scatter`; a line at zero may be added with `axhline(0)`. Give the axes a title and both labels, and
# keep the Axes under the name `segments_chart`.

# %% tags=["given"]
from demarche.measures.breaks import optimal_segmentation

gap = panel.set_index("year").loc[1949:2023, "fra_gap"].dropna()
starts = optimal_segmentation(gap, 2, 5).starts

# %% tags=["answer"]
# BEGIN SOLUTION
position = np.arange(len(gap))
period = (position >= starts[0]).astype(int) + (position >= starts[1])
level = gap.groupby(period).transform("mean")

_, ax = plt.subplots()
ax.plot(gap.index, gap, "o", color="grey", label="each year")
ax.plot(level.index, level, drawstyle="steps-mid", label="mean of the period")
ax.set_title("France was farther from Washington than other allies for nine years")
ax.set_xlabel("Year")
ax.set_ylabel("Agreement with the US: France less seven allies")
ax.legend()
# END SOLUTION
segments_chart = (
    # BEGIN SOLUTION
    ax
    # END SOLUTION
)

# %% tags=["mistake"] mistake="one-mean-for-all"
"""
Your second line is the mean of all years. That is the model without a break, against which the three periods should stand out. Take the
mean of each period separately. If you did: `starts` holds positions, counted from 0, and no years.
"""
_, ax = plt.subplots()
ax.plot(gap.index, gap)
ax.plot(gap.index, np.full(len(gap), gap.mean()))
ax.set(title="Gap and mean", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="moving-average"
"""
You drew a moving average. It bends where the level steps, and it has no periods. Use the two positions in `starts` to cut the series
into three, and take one mean for each.
"""
_, ax = plt.subplots()
ax.plot(gap.index, gap)
ax.plot(gap.index, gap.rolling(5, center=True).mean())
ax.set(title="Gap and moving average", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="break-one-year-late"
"""
Your second and third period begin one year late: the year that opens a period is counted with the one before. `starts` holds the
positions of the first values of the new periods, so they belong to the new ones: `>=`, not `>`.
"""
position = np.arange(len(gap))
period = (position > starts[0]).astype(int) + (position > starts[1])
_, ax = plt.subplots()
ax.plot(gap.index, gap)
ax.plot(gap.index, gap.groupby(period).transform("mean"))
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="periods-only"
"""
The three levels are there, the years are not. Without the values behind them nobody can see how well three
numbers describe 74. Draw both.
"""
position = np.arange(len(gap))
period = (position >= starts[0]).astype(int) + (position >= starts[1])
_, ax = plt.subplots()
ax.plot(gap.index, gap.groupby(period).transform("mean"))
ax.set(title="Periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="positions-for-years"
"""
Your horizontal axis counts positions from 0 to 73. A reader needs years, and the missing 1964 should stay a gap. Use the index of `gap`.
"""
position = np.arange(len(gap))
period = (position >= starts[0]).astype(int) + (position >= starts[1])
_, ax = plt.subplots()
ax.plot(position, gap)
ax.plot(position, gap.groupby(period).transform("mean"))
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="one-break-only"
"""
Your second line has one step. `starts` holds two positions, so there are three periods.
"""
level = gap.groupby(np.arange(len(gap)) >= optimal_segmentation(gap, 1, 5).starts[0]).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="break-one-year-early"
"""
Your second and third period begin one year early. `starts` holds the positions of the first values of the new periods: use them as they are.
"""
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0] - 1).astype(int) + (position >= starts[1] - 1)).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="medians"
"""
The periods are right; their level is the median of the years. The task asks for the mean.
"""
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0]).astype(int) + (position >= starts[1])).transform("median")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="cumulative-mean"
"""
Your second line is the mean of all years so far. It never forgets the first period. Take one mean for each of the three periods.
"""
level = gap.expanding().mean()
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and mean so far", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="last-year-left-out"
"""
2023 is missing from both sets of marks. A slice leaves out its end; draw all of `gap`.
"""
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0]).astype(int) + (position >= starts[1])).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index[:-1], gap.iloc[:-1], "o")
ax.plot(level.index[:-1], level.iloc[:-1])
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="years-counted-on"
"""
Your years count on from 1949 without a stop, so that all after 1963 are one too early: nobody voted in 1964, and `gap` has no value for it. Take the years from
`gap.index`.
"""
years = 1949 + np.arange(len(gap))
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0]).astype(int) + (position >= starts[1])).transform("mean")
_, ax = plt.subplots()
ax.plot(years, gap.to_numpy(), "o")
ax.plot(years, level.to_numpy())
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="second-break-left-out"
"""
Your second and third period are one: the first break is there, the second is not. `starts` holds two positions; count both, so that the periods are 0, 1 and 2.
"""
position = np.arange(len(gap))
level = gap.groupby(position >= starts[0]).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="first-break-left-out"
"""
Your first and second period are one: the second break is there, the first is not. `starts` holds two positions; count both, so that the periods are 0, 1 and 2.
"""
position = np.arange(len(gap))
level = gap.groupby(position >= starts[1]).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="three-breaks"
"""
Your second set has four levels. Two breaks are asked for, so three periods: use `starts`, as the cell above gives it.
"""
position = np.arange(len(gap))
level = gap.groupby(
    np.searchsorted(optimal_segmentation(gap, 3, 5).starts, position, side="right")
).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="position-added-to-1949"
"""
The third period begins a year early: you added positions to 1949. 1964 has no value and takes no position, so from there on position and year part. Compare positions with positions, or take `gap.index[starts[1]]`.
"""
begins = [1949 + place for place in starts]
level = gap.groupby(np.searchsorted(begins, gap.index, side="right")).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="last-year-not-in-the-mean"
"""
The first two periods are right. The mean of the third leaves 2023 out: take all values of `gap`.
"""
position = np.arange(len(gap))
period = (position >= starts[0]).astype(int) + (position >= starts[1])
level = gap.iloc[:-1].groupby(period[:-1]).transform("mean").reindex(gap.index).ffill()
_, ax = plt.subplots()
ax.plot(gap.index, gap, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="first-year-left-out"
"""
1949 is missing from both sets of marks. `[1:]` leaves out the first value; draw all of `gap`.
"""
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0]).astype(int) + (position >= starts[1])).transform("mean")
_, ax = plt.subplots()
ax.plot(gap.index[1:], gap.iloc[1:], "o")
ax.plot(level.index[1:], level.iloc[1:])
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="with-2024"
"""
The levels are right. Among the single years 2024 is too much: the table has six votes of it. Draw `gap`, which ends in 2023.
"""
by_year = panel.set_index("year").loc[1949:2024, "fra_gap"]
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0]).astype(int) + (position >= starts[1])).transform("mean")
_, ax = plt.subplots()
ax.plot(by_year.index, by_year, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["mistake"] mistake="gap-filled-in"
"""
The levels are right. Among the single years 1964 is too much: nobody voted in that year, and you filled it in. Draw `gap`, which leaves it out.
"""
by_year = panel.set_index("year").loc[1949:2023, "fra_gap"].ffill()
position = np.arange(len(gap))
level = gap.groupby((position >= starts[0]).astype(int) + (position >= starts[1])).transform("mean")
_, ax = plt.subplots()
ax.plot(by_year.index, by_year, "o")
ax.plot(level.index, level)
ax.set(title="Gap and periods", xlabel="Year", ylabel="France less allies")
segments_chart = ax

# %% tags=["alternative"]
parts = [gap.iloc[: starts[0]], gap.iloc[starts[0] : starts[1]], gap.iloc[starts[1] :]]
means = pd.concat([pd.Series(part.mean(), part.index) for part in parts])
segments_chart = plt.figure().add_subplot()
segments_chart.scatter(gap.index, gap, s=9)
segments_chart.plot(means)
segments_chart.set(title="Three periods", xlabel="Calendar year", ylabel="Difference of shares")

# %% [markdown] tags=["after"]
# Look at the third level beside the first: it is not the same. Whether that is a return depends on how near is near enough, and this was not said in advance.

# %% tags=["step"]
position = np.arange(len(gap))
period = (position >= starts[0]).astype(int) + (position >= starts[___])
level = gap.groupby(___).transform(___)

# %% [markdown] tags=["hint"]
# Number the periods: 0, 1 or 2 for each year. Then `gap.groupby(numbers).transform("mean")` gives a mean to every year.

# %% [markdown] tags=["hint"]
# `starts` holds positions and not years: compare them with `np.arange(len(gap))`, to give each year the number of its
# period. `.transform("mean")` repeats the mean of a period for each of its years, `.mean()` gives it once. Draw twice
# over the same years, `ax.plot(gap.index, …)`: the values of `gap` as they are, and these means. Keep the axes:
# `segments_chart = ax`.

# %% [markdown] tags=["task"] task="what-a-break-says" kind="choice" points=1 objective="LO9.5"
# ## What does a break say?
#
# The same picture, a level that changes, can have four causes:
#
# - **a** one state moved: the change shows against its allies, and not in theirs
# - **b** all moved alike against one: look to Washington, or to what was put to the vote
# - **c** the data are made in another way from then on: check before you speak of politics
# - **d** it cannot be said yet: too few years, or none, lie after the event
#
# Choose one for each finding:
#
# - `down_1961_up_1970`: France less seven allies falls in 1961 and rises in 1970.
# - `down_1981`: Agreement with the United States falls in 1981, for France and for Britain.
# - `jump_2018`: A colleague finds that from 2018 the share of votes in which a certain pair agrees lies on a new level, and so do other pairs with it.
# - `crisis_2026`: In February 2026 an ambassador loses access; the yearly series ends in 2023.
#
# Keep a dict from each finding to a letter: `{"down_1961_up_1970": "…", …}`.

# %% tags=["answer"]
what_a_break_says = (
    # BEGIN SOLUTION
    {"down_1961_up_1970": "a", "down_1981": "b", "jump_2018": "c", "crisis_2026": "d"}
    # END SOLUTION
)

# %% tags=["replies"]
{
    "down_1961_up_1970": {
        "a": "Yes: what the allies share has been subtracted, so what remains is France's own, unless the agenda hit it harder than them.",
        "b": """A common move would leave France less the allies where it was, since both parts of the difference would change
        alike. Here the difference itself changed.""",
        "c": """A change in which votes are counted would hit all allies, and mostly drop out of the difference. No such change is known
        for these years either.""",
        "d": """There are decades on both sides of the two dates. If a break can be judged anywhere, then here.""",
    },
    "down_1981": {
        "a": """Then Britain, so often the closest, would have had to move in the same year by chance. What do the two series
        have in common?""",
        "b": """Yes: the two share a partner and an agenda. A new administration took office in Washington in January 1981, and the
        Assembly voted on more disputed texts. The seven allies break a year before it, so it cannot be the whole of it.""",
        "c": """Worth asking always. But the known change in the making of this table lies elsewhere: read its notes with
        `describe("panel")`.""",
        "d": "More than forty years lie after it. Whatever it was, it was not short.",
    },
    "jump_2018": {
        "a": "Other pairs jump in the same year. One state that moves alone would not change those pairs to which it does not belong.",
        "b": """The first half fits: something common. But before you look to a capital, look at the table. What does
        `describe("panel")` say about the votes that are in it before 2018 and from then on?""",
        "c": """Yes: in 2016 and 2017 the table has votes on amendments and paragraphs as well, from 2018 almost only votes on whole texts. Another
        mix of votes has another level of agreement, in an unchanged world.""",
        "d": "Six years lie from then on, which is short, but the first question is another: are the same things being counted?",
    },
    "crisis_2026": {
        "a": "No year after the event is in the data. That France *acted* says nothing about a new level.",
        "b": "That may turn out so. The series stops in 2023, so it holds no evidence for it.",
        "c": "How the data were made does not matter here: for 2026 there are none.",
        "d": """Yes. A storm and a new climate look the same on the first day. You can say now what you would take for a
        sign of either, and look again in five years.""",
    },
}

# %% [markdown] tags=["after"]
# A break is a date and a size, never a cause. Which of the four it is, only other series and the notes of the data can tell.

# %% [markdown] tags=["hint"]
# For each finding: do others change too? Is the same thing counted before and after? Are there years after it?

# %% [markdown] tags=["hint"]
# In this order: do pairs change together that have nothing to do with one another? Are there years after the event at
# all? Did others change alike? Who moves alone shows in the gap to the others, and the others do not move.

# %% [markdown] tags=["task"] task="storm-or-climate" kind="written" points=4 objective="LO9.5"
# ## Passing storm or new climate?
#
# The article leaves open whether the quarrel of February 2026 will pass or last. An editor asks you for 120 to 180 words on
# what the record of votes can add. Your text should:
#
# - say in advance, in words that can be tested, what you would call *passing* and what *lasting*;
# - use the years 1961 to 1969, and say why France's own votes are not enough to see them;
# - say how sure the breaks are, with at least one number and one reason for doubt;
# - say what nobody can know yet, and when one could.

# %% [markdown] tags=["rubric"]
# - **0** No answer, or an opinion about the future without evidence.
# - **1** Mentions breaks or the 1960s, but fewer than two of the four points hold: no other ally is compared, or the series is taken as a forecast.
# - **2** Two of the four points, at least by half; each asks for two things, and one of them is half of it. For example: the period of 1961 to 1969 against other allies, and that 2026 is outside the data.
# - **3** Three of the four points, at least by half, a testable rule among them. A doubt that would fit any data ("more data are needed") is not half a point.
# - **4** All four in full: a rule with a length or a level, the comparison with allies and the reason for it, a number with its uncertainty (memory, number of breaks, votes are not relations), and a date or a number of years after which one could look again. Neutral and plain.

# %% [markdown] tags=["model"] level=4
# Call a quarrel passing if France's votes return, within five years, to their usual distance from those of other allies, and lasting if
# a new level holds for longer. By that rule France has had two lasting changes since 1949. From 1961
# to 1969 it agreed with the United States about 15 points less than before, measured against seven other allies;
# from 1970 on it has been 4 points closer than they. France's own agreement does not show this, since it also falls when Washington
# moves: its largest break, in 1981, is Britain's as well.
#
# Two breaks win by BIC, though three are worse by only 1.7, and the year of a break is an
# estimate. Votes in New York are also only one part of a relationship: they hardly moved in 2003. The series ends in 2023, so
# it is silent about 2026. In the 1960s the change showed with the votes of 1966. A careful answer will be possible around 2031;
# a confident one today would be a guess.

# %% [markdown] tags=["model"] level=2
# The votes show that a quarrel can last and still end. Compared with seven other allies, France voted with the United States much less
# between 1961 and 1969, under de Gaulle, and then came back. France alone cannot be used because the United States moved in
# 1981. For 2026 there is no data yet, so we cannot say if it is a storm or a new climate. It will depend on what
# both governments do.

# %% [markdown] tags=["model"] level=1
# There have been crises in 1966, 2003 and 2021 and the alliance survived all of them. The data show two breaks, so the
# relationship is stable again since 1970 and this crisis will also pass.

# %% [markdown] tags=["model"] level=3
# Call a quarrel passing if France's votes are back at their usual distance from those of other allies within five years, and lasting if a new level
# holds for longer. From 1961 to 1969 France agreed with the United States about 15 points less than before, measured against seven other allies. Its
# own agreement does not show this, since it also falls when Washington moves: its largest break, in 1981, is Britain's as well. More data are needed to
# be sure. The series ends in 2023, so it says nothing about 2026 yet.

# %% [markdown] tags=["model"] level=0
# It is a storm. Old friends quarrel and make up again, and this time it will be no different.

# %% [markdown] tags=["hint"]
# Begin with the rule: how large, how long? Then one sentence each on the 1960s, on the doubt, and on the date at which you would look again.

# %% [markdown] tags=["closing"]
# ## What next
#
# You found periods in a series, made every break pay, and asked twice whether somebody else had moved.
# None of this says what comes after the last year. Chapter 10 does that, with probabilities that can be scored.
