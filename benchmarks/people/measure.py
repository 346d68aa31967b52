"""How long the demonstration's people take: composing them from the lists, and entering them in the directory.

    .venv/bin/python benchmarks/people/measure.py

Builds an installation in a temporary folder with the product's own database.
"""

import tempfile
import time
from pathlib import Path

from kechuang.config.installing import prepared, write_home


def main() -> None:
    """Measure once; composing is cached afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        write_home(home, {"demonstration": True})
        with prepared(home, migrate=True):
            from kechuang.demo.city import read_city
            from kechuang.demo.load import fill
            from kechuang.demo.population.composing import population
            from kechuang.demo.population.loading import populate

            fill(read_city())
            started = time.perf_counter()
            made = population()
            composed = time.perf_counter()
            populate(made, now=read_city().clock_at)
            print(f"{len(made.bodies)} bodies, {len(made.people)} people, {len(made.reviewers)} experts")
            print(f"composed in {composed - started:.2f} s, entered in {time.perf_counter() - composed:.2f} s")


if __name__ == "__main__":
    main()
