"""How often boundary help is right: selections of every gold mention, drawn as hands draw them.

    python -m tests.bench.boundaries [FOLDER of *.gold.json ...]

Whole tokens, with the sign or blank on either side, ragged by a letter inside the words at both ends;
besides, ragged at one end, and exactly the mention. The
words are those of general Arabic and of the same articles' texts, as after importing them; nothing is confirmed yet,
or, in the second table, all that stands in the other articles.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.arabic import tokens
from db.rows import Mention, Span
from desktop.suggest.boundaries import propose
from desktop.suggest.words import Names, WordCounts

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
NEWS = ROOT.parent / "shared" / "data" / "news"
ROUGH = ("whole tokens", "with signs", "ragged")
"""The ways the bar is about."""
LONG = 3
"""Letters of a word whose first or last one a hand may miss."""


@dataclass
class Score:
    """Of one way of selecting."""

    asked: int = 0
    first: int = 0
    among: int = 0
    wrong: list[tuple[str, str, list[str]]] = field(default_factory=list)
    """(selected, meant, offered) where the first was not right."""


def measure(folder: Path, *, confirmed: bool) -> dict[str, Score]:
    """The scores by way; ``confirmed``: with the first words of the gold mentions of the other articles."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.gold.json"))]
    words = WordCounts.general()
    for record in records:
        words.add(record["text"])
    scores = {way: Score() for way in (*ROUGH, "ragged start", "ragged end", "exact")}
    for record in records:
        names = Names()
        for other in records:
            if confirmed and other is not record:
                names.put(other["id"], other["text"], mentions(other))
        for mention in mentions(record):
            for way, span in selections(record["text"], mention.start, mention.end):
                ask(scores[way], record["text"], span, (mention.start, mention.end), words, names)
    return scores


def mentions(record: dict[str, Any]) -> list[Mention]:
    """The gold mentions of a record, events by their triggers."""
    spans = [("entity", e["label"], e) for e in record["entities"]]
    spans += [("event", e["type"], e["trigger"]) for e in record["events"]]
    return [
        Mention(record["id"], kind, label, span["start"], span["end"], status="accepted") for kind, label, span in spans
    ]


def selections(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """What hands may select when they mean ``[start, end)``."""
    first = min((a for a, b in tokens(text) if a <= start < b), default=start)
    last = max((b for a, b in tokens(text) if a < end <= b), default=end)
    yield "whole tokens", (first, last)
    yield "with signs", (first - (first > 0 and not text[first - 1].isalnum()), _beyond(text, last))
    inner, outer = (int(size >= LONG) for size in _word_sizes(text, first, last))
    yield "ragged", (first + inner, last - outer)
    yield "ragged start", (first + inner, last)
    yield "ragged end", (first, last - outer)
    yield "exact", (start, end)


def _word_sizes(text: str, start: int, end: int) -> tuple[int, int]:
    """The lengths of the first and the last token of a span; a hand can miss a letter only of a longer one."""
    inside = [last - first for first, last in tokens(text[start:end])]
    return inside[0], inside[-1]


def _beyond(text: str, end: int) -> int:
    return end + (end < len(text) and not text[end].isalnum())


def ask(score: Score, text: str, selected: Span, meant: Span, words: WordCounts, names: Names) -> None:
    """Ask for proposals and note whether the right one is first, and whether it is there."""
    offered = propose(text, start=selected[0], end=selected[1], words=words, names=names)
    spans = [(each.start, each.end) for each in offered]
    score.asked += 1
    score.among += meant in spans
    if spans[0] == meant:
        score.first += 1
    else:
        score.wrong.append((text[slice(*selected)], text[slice(*meant)], [text[slice(*span)] for span in spans]))


def rough(scores: dict[str, Score]) -> tuple[float, float]:
    """(right first, right among the alternatives) as shares of all rough selections."""
    asked = sum(scores[way].asked for way in ROUGH)
    return tuple(sum(getattr(scores[way], what) for way in ROUGH) / asked for what in ("first", "among"))


def main(arguments: list[str]) -> int:
    """Print the figures of the folders named, else of the sample and, where it is, the news set."""
    folders = [Path(name) for name in arguments if not name.startswith("-")]
    for folder in folders or [each for each in (NEWS, SAMPLE) if each.is_dir()]:
        for confirmed in (False, True):
            scores = measure(folder, confirmed=confirmed)
            first, among = rough(scores)
            print(f"{folder.name}, {'others confirmed' if confirmed else 'nothing confirmed'}: "
                  f"{first:.4f} first, {among:.4f} among")  # fmt: skip
            for way, score in scores.items():
                print(f"  {way:13} {score.asked:5} {score.first / score.asked:.4f} {score.among / score.asked:.4f}")
            if "-v" in arguments:
                for line, times in Counter(map(str, (w for s in scores.values() for w in s.wrong))).most_common():
                    print("   ", times, line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
