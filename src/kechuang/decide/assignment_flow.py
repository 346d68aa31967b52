"""The flow under an assignment: successive shortest paths, whole rows at a time.

Each case has its seats, each case and organisation a gate that lets so many experts pass, each expert a load; since
the gates lie inside the cases the network is laminar and the flow is exact. An empty seat is a way out that is worth
nothing, so that a problem that cannot be met still has a best answer. Distances are whole numbers. A place's parent
changes on a strict gain only, so that the parents form a tree (there is no negative circle in a best flow).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
FAR = 2**60
"""Further than any way."""


@dataclass(frozen=True, slots=True)
class Flow:
    """A best flow: what was chosen, how many seats of each case are empty, and the price of each expert."""

    chosen: list[tuple[int, int, int]]
    empty: list[int]
    full: list[list[int]]
    """For each case with an empty seat the experts that it could ask and who are full."""
    prices: list[int]


class Network:
    """The flow on its way. Rows are cases, columns experts."""

    def __init__(
        self, demand: Sequence[int], load: Sequence[int], organisation: Sequence[int], per_organisation: int
    ) -> None:
        self.rows, self.columns = len(demand), len(load)
        self.demand = demand
        self.load = np.array(load, dtype=np.int64)
        self.organisation = np.array(organisation, dtype=np.int64)
        self.bodies = int(self.organisation.max(initial=-1)) + 1
        self.gate = per_organisation
        self.cost: Whole = np.full((self.rows, self.columns), FAR, dtype=np.int64)
        self.way_out = 0
        self.taken: Truth = np.zeros((self.rows, self.columns), dtype=np.bool_)
        self.used: Whole = np.zeros(self.columns, dtype=np.int64)
        self.passed: Whole = np.zeros((self.rows, self.bodies), dtype=np.int64)
        self.empty = [0] * self.rows

    def offer(self, fit: Sequence[tuple[int, int, int]], seat_worth: int) -> None:
        """Let these pairs meet. The cost of a pair is what it lacks to the best; an empty seat lacks everything."""
        best = max((one for _case, _expert, one in fit), default=0)
        for case, expert, one in fit:
            self.cost[case, expert] = best - one
        self.way_out = seat_worth + best

    def fill(self, case: int) -> None:
        """Fill one seat by the shortest way."""
        search = Search(self, case)
        search.run()
        row, expert = search.end()
        if expert is None:
            self.empty[row] += 1
        while True:
            if expert is not None:
                row = int(search.from_row[expert])
                self.take(row, expert, 1)
                gate = int(self.organisation[expert])
            else:
                gate = int(search.from_gate[row])
                if gate < 0:
                    break
            came = int(search.gate_from[row, gate])
            if came >= 0:  # an expert gives this seat up and takes another
                self.take(row, came, -1)
                expert = came
            else:  # through the case itself, which was reached through another gate or is the beginning
                expert = None
        self.used = self.taken.sum(axis=0, dtype=np.int64)

    def take(self, row: int, expert: int, sign: int) -> None:
        """Let an expert sit down or get up."""
        self.taken[row, expert] = sign > 0
        self.passed[row, self.organisation[expert]] += sign


class Search:
    """Distances from one case to everywhere in what is left of the network."""

    def __init__(self, network: Network, start: int) -> None:
        self.net = network
        self.row = np.full(network.rows, FAR, dtype=np.int64)
        self.row[start] = 0
        self.gate = np.full((network.rows, network.bodies), FAR, dtype=np.int64)
        self.expert = np.full(network.columns, FAR, dtype=np.int64)
        self.from_row = np.full(network.columns, -1, dtype=np.int64)
        self.gate_from = np.full((network.rows, network.bodies), -1, dtype=np.int64)
        """The expert whose giving up opened the gate; -1 where it was the case itself."""
        self.from_gate = np.full(network.rows, -1, dtype=np.int64)
        self.moved_rows = np.array([start])
        self.moved_experts = np.zeros(0, dtype=np.int64)

    def run(self) -> None:
        """Relax until nothing gets nearer."""
        while len(self.moved_rows) or len(self.moved_experts):
            gates = np.unique(np.concatenate([self.through_rows(), self.through_experts()]))
            self.moved_experts = self.to_experts(gates)
            self.moved_rows = self.to_rows(gates)

    def through_rows(self) -> Whole:
        """From cases to their gates that still let somebody pass; the rows of the gates that got nearer."""
        rows = self.moved_rows
        nearer = (self.net.passed[rows] < self.net.gate) & (self.row[rows, None] < self.gate[rows])
        self.gate[rows] = np.where(nearer, self.row[rows, None], self.gate[rows])
        self.gate_from[rows] = np.where(nearer, -1, self.gate_from[rows])
        moved: Whole = rows[nearer.any(axis=1)]
        return moved

    def through_experts(self) -> Whole:
        """From experts back to the gates that they passed: whoever is full may give up a seat."""
        full = self.moved_experts[self.net.used[self.moved_experts] >= self.net.load[self.moved_experts]]
        if not len(full):
            return full
        rows, at = np.nonzero(self.net.taken[:, full])
        experts = full[at]
        bodies = self.net.organisation[experts]
        distance = self.expert[experts] - self.net.cost[rows, experts]
        before = self.gate[rows, bodies]
        np.minimum.at(self.gate, (rows, bodies), distance)
        nearer = (distance < before) & (distance == self.gate[rows, bodies])
        self.gate_from[rows[nearer], bodies[nearer]] = experts[nearer]
        moved: Whole = rows[nearer]
        return moved

    def to_experts(self, rows: Whole) -> Whole:
        """From gates to experts who do not sit there; the experts that got nearer."""
        if not len(rows):
            return rows
        distance = self.gate[rows][:, self.net.organisation] + self.net.cost[rows]
        distance[self.net.taken[rows]] = FAR
        best = distance.argmin(axis=0)
        least = distance[best, np.arange(self.net.columns)]
        nearer = least < np.minimum(self.expert, FAR // 2)
        self.expert[nearer] = least[nearer]
        self.from_row[nearer] = rows[best[nearer]]
        return np.flatnonzero(nearer)

    def to_rows(self, rows: Whole) -> Whole:
        """From gates that somebody passed back to their case; the cases that got nearer."""
        if not len(rows):
            return rows
        distance = np.where(self.net.passed[rows] > 0, self.gate[rows], FAR)
        best = distance.argmin(axis=1)
        least = distance[np.arange(len(rows)), best]
        nearer = least < np.minimum(self.row[rows], FAR // 2)
        self.row[rows[nearer]] = least[nearer]
        self.from_gate[rows[nearer]] = best[nearer]
        moved: Whole = rows[nearer]
        return moved

    def end(self) -> tuple[int, int | None]:
        """The nearest end: an expert with load to spare, else the case whose seat stays empty."""
        free = np.where(self.net.used < self.net.load, self.expert, FAR)
        out = int(self.row.argmin())
        if self.net.columns:
            expert = int(free.argmin())
            if free[expert] <= self.row[out] + self.net.way_out:
                return -1, expert
        return out, None


def best_flow(
    *,
    demand: Sequence[int],
    load: Sequence[int],
    organisation: Sequence[int],
    fit: Sequence[tuple[int, int, int]],
    seat_worth: int,
    per_organisation: int,
) -> Flow:
    """The best flow for these seats, loads, organisations and pairs (case, expert, fit), all by place."""
    network = Network(demand, load, organisation, per_organisation)
    network.offer(fit, seat_worth)
    for case, seats in enumerate(demand):
        for _seat in range(seats):
            network.fill(case)
    chosen = [(case, expert, one) for case, expert, one in fit if network.taken[case, expert]]
    blocked = [blocking(network, case) if network.empty[case] else [] for case in range(network.rows)]
    return Flow(chosen, network.empty, blocked, prices(network))


def blocking(network: Network, case: int) -> list[int]:
    """The experts that a case could ask and who sit elsewhere already."""
    askable = (network.cost[case] < FAR) & ~network.taken[case] & (network.used >= network.load)
    return [int(expert) for expert in np.flatnonzero(askable)]


def prices(network: Network) -> list[int]:
    """The price of each expert: what one more unit of his load would be worth, from distances to the ends."""
    net = network
    free = net.used < net.load
    expert: Whole = np.where(free, 0, FAR).astype(np.int64)
    row: Whole = np.full(net.rows, net.way_out, dtype=np.int64)
    order = np.argsort(net.organisation, kind="stable")
    starts = np.searchsorted(net.organisation[order], np.arange(net.bodies))
    sitting = np.nonzero(net.taken)
    while net.columns:
        ahead = np.where(net.taken, FAR, np.minimum(net.cost + expert, FAR))[:, order]
        gate = np.minimum.reduceat(ahead, starts, axis=1)
        gate = np.minimum(gate, np.where(net.passed > 0, row[:, None], FAR))
        next_row = np.minimum(row, np.where(net.passed < net.gate, gate, FAR).min(axis=1))
        next_expert = expert.copy()
        give_up = gate[sitting[0], net.organisation[sitting[1]]] - net.cost[sitting]
        np.minimum.at(next_expert, sitting[1], give_up)
        if (next_row == row).all() and (next_expert == expert).all():
            break
        row, expert = next_row, next_expert
    return [max(0, int(one)) for one in expert]
