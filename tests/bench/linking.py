"""How well candidates for links are ranked, and how fast: ``python -m tests.bench.linking [gold files]``."""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.bench.ranking import index_of, times
from tests.bench.rebuilding import Tally, rebuild

ROOT = Path(__file__).resolve().parents[2]
EVENTS = 20_000


def said(kind: str, tally: Tally) -> str:
    """One line of figures."""
    return (
        f"{kind:7} links {tally.links:4}  new {tally.new:4}  with a right candidate {len(tally.ranks):4}"
        f"  recall@1 {tally.recall(1):.3f}  recall@5 {tally.recall(5):.3f}  mean rank {tally.mean_rank:.2f}"
        f"  actions/link {tally.actions_per_link:.2f}"
    )


def main(paths: list[str]) -> None:
    """Rebuild the clusters of the sample, or of the gold files named, and say how it went."""
    gold = [Path(path) for path in paths] or sorted((ROOT / "resources" / "sample").glob("*.gold.json"))
    with tempfile.TemporaryDirectory() as folder:
        for kind, tally in rebuild(Path(folder), gold).items():
            print(said(kind, tally))
            for text, cluster in tally.missed:
                print(f"        missed {text} -> {cluster}")
    start = perf_counter()
    index, circle = index_of(EVENTS)
    built = perf_counter() - start
    gc.collect()
    gc.freeze()  # what is kept is not looked through for garbage while it is timed
    taken = times(index, circle, questions=200)
    print(
        f"ranking {len(index.facts):,} event mentions: median {statistics.median(taken):.1f} ms,"
        f" slowest of {len(taken)} {max(taken):.1f} ms; made in {built:.1f} s"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
