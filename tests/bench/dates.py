"""Every time mention of gold articles beside the interval its gold id names: ``python -m tests.bench.dates``.

Read as in the inspector, with the reference dates a reviewer sets; ``--as-imported`` leaves those out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter

import resources
from db.dates import Interval, Resolution
from db.dates.reading import resolve
from db.formats.article_json import parse_record
from db.formats.json_files import RawRecord
from db.formats.vocabulary import Vocabulary
from db.labelset import preset
from desktop.article import OpenArticle
from desktop.suggest.dates import dating, is_time

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "news"
REFERENCES = {
    ("000", "related"): date(2025, 4, 28),
    ("001", "body"): date(2023, 9, 13),
    ("001", "title"): date(2023, 9, 13),
    ("003", "body"): date(2024, 7, 4),
}
"""(head of the file's name, kind of region) to what a reviewer has to set: the files lack it, their notes say it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One time mention: what gold says, what was read, and how the two compare."""

    article: str
    text: str
    gold: str
    """The id, ``-`` for a duration."""
    read: str
    verdict: str
    """right; finer (inside gold's interval); wrong; missed; none (gold has no date and none was read); spurious."""


def expected(gold: str) -> Interval | None:
    """The interval an id such as ``D-2024-06-19T04.32`` or ``D-AH-1441`` names; None where it names none."""
    iso = gold.removeprefix("D-").split("T")[0]
    if iso.startswith("AH-"):
        found = resolve(f"عام {iso[3:]}هـ")
        return found.interval if found else None
    try:
        return Interval.from_iso(iso)
    except ValueError:
        return None


def verdict(wanted: Interval | None, read: Interval | None) -> str:
    """How a reading compares with gold."""
    if wanted is None or read is None:
        return "none" if wanted is read else "spurious" if wanted is None else "missed"
    if (wanted.first, wanted.last) == (read.first, read.last):
        return "right"
    return "finer" if wanted.covers(read) else "wrong"


def lines(files: list[Path], *, references: bool = True) -> Iterator[Line]:
    """Every time mention of these gold files in reading order."""
    labels = preset("news")
    vocabulary = Vocabulary(labels)
    for file in files:
        parsed = parse_record(RawRecord(file.name, "#1", json.loads(file.read_text(encoding="utf-8"))), vocabulary)
        assert parsed.bundle is not None, parsed.problems
        bundle, name = parsed.bundle, file.name.split(".")[0]
        days = {region.id: REFERENCES.get((name, region.kind)) for region in bundle.regions} if references else {}
        regions = [
            replace(region, reference_date=day.isoformat()) if (day := days.get(region.id)) else region
            for region in bundle.regions
        ]
        article = OpenArticle(
            bundle.article, bundle.text, regions=regions, mentions=bundle.mentions, arguments=bundle.arguments
        )
        clusters = {cluster.id: cluster.ref for cluster in bundle.clusters}
        for mention in article.ordered:
            if not is_time(labels, mention):
                continue
            gold = clusters.get(mention.cluster or "", "-")
            found = dating(article, labels, mention).automatic
            read = found.interval if isinstance(found, Resolution) else None
            said = read.iso() if read else f"({getattr(found, 'reason', '')})"
            yield Line(name, article.text_of(mention), gold, said, verdict(expected(gold), read))


def sample_files() -> list[Path]:
    """The gold of the sample corpus."""
    return sorted(resources.path("sample").glob("*.gold.json"))


def report(title: str, found: list[Line]) -> str:
    """A table with its sums; durations that are none are only counted."""
    counts = Counter(line.verdict for line in found)
    out = [f"## {title}: {', '.join(f'{count} {name}' for name, count in counts.most_common())}"]
    out += [
        f"{line.verdict:9}{line.article:24}{line.gold:24}{line.read:24}{line.text}"
        for line in found
        if line.verdict != "none"
    ]
    return "\n".join(out)


def main() -> None:
    """Print the tables, and how long a reading takes."""
    references = "--as-imported" not in sys.argv
    news = sorted(SHARED.glob("*.gold.json"))
    for title, files in (("news", news), ("sample", sample_files())):
        if not files:
            print(f"## {title}: not here")
            continue
        found = list(lines(files, references=references))
        print(report(title, found))
    texts = [line.text for line in lines(sample_files())]
    start = perf_counter()
    for text in texts:
        resolve(text, date(2024, 6, 19))
    print(f"{(perf_counter() - start) * 1000 / len(texts):.2f} ms a reading")


if __name__ == "__main__":
    main()
