"""Two invented articles about one visit, small enough to know by heart, with the usual errors in what is suggested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.importing import plan_import, run_import
from db.labelset import preset
from db.store import Store

VISIT = (
    "الحدّاد يزور مرسانة\n\n"
    "زار رئيس الوزراء سامي الحدّاد، اليوم الخميس، مدينة مرسانة والتقى وزير النقل موسى الأشقري.\n"
    "وقال الحدّاد إن الحكومة ستعيد بناء الميناء، وللحكومة خطة لذلك.\n"
    "واتهم موسى الأشقري شركة أغرومار بالتقصير."
)
MEETING = (
    "لقاء في مرسانه\n\n"
    "التقى سامى الحداد أهالى مرسانه أمس، ووعد الحداد ببناء الميناء قريبا."
)  # fmt: skip


def place(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """Where the nth occurrence of some words is (code points, end-exclusive). ValueError: not there."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def record(
    ref: str, text: str, *, title: str, entities: list[tuple[Any, ...]], events: list[tuple[Any, ...]]
) -> dict[str, Any]:
    """An article as our JSON: entities (label, words, nth, chain), events (type, words, nth, ((role, words), ...))."""
    found: list[dict[str, Any]] = []
    for number, (label, words, nth, chain) in enumerate(entities, 1):
        start, end = place(text, words, nth)
        found.append({"id": f"T{number}", "label": label, "start": start, "end": end, "text": words,
                      "entity": chain, "score": 0.9 - number / 100})  # fmt: skip
    made: list[dict[str, Any]] = []
    for number, (kind, words, nth, roles) in enumerate(events, 1):
        start, end = place(text, words, nth)
        held = [
            {"role": role, "entity_id": next(e["id"] for e in found if e["text"] == filler)} for role, filler in roles
        ]
        made.append({"id": f"EV{number}", "type": kind, "trigger": {"start": start, "end": end, "text": words},
                     "arguments": held, "polarity": "Positive", "modality": "Asserted", "tense": "Past",
                     "score": 0.6})  # fmt: skip
    meta = {"title": title, "source": "مرفأ", "published": "2024-10-10"}
    head = {"id": ref, "language": "ar", "model": "papers-1", "text": text, "meta": meta}
    return {**head, "entities": found, "events": made}


def visit() -> dict[str, Any]:
    """The first article: nested, split, merged and clitic errors, and one event with an argument."""
    return record(
        "visit", VISIT, title="الحدّاد يزور مرسانة",
        entities=[
            ("PER", "رئيس الوزراء سامي الحدّاد", 0, "X-1"),
            ("OCC", "رئيس الوزراء", 0, "X-1"),
            ("DATE", "اليوم الخميس", 0, None),
            ("ORG", "مرسانة", 1, "X-2"),
            ("OCC", "وزير النقل", 0, None),
            ("PER", "موسى", 0, "X-3"),
            ("PER", "الأشقري", 0, "X-3"),
            ("PER", "الحدّاد", 2, "X-1"),
            ("ORG", "الحكومة", 0, "X-4"),
            ("ORG", "وللحكومة", 0, "X-4"),
            ("PER", "موسى الأشقري شركة أغرومار", 0, "X-3"),
        ],
        events=[
            ("Contact:Meet", "التقى", 0, (("Entity", "رئيس الوزراء سامي الحدّاد"),)),
            ("Statement", "قال", 0, ()),
        ],
    )  # fmt: skip


def meeting() -> dict[str, Any]:
    """The second article: the same people and place as another paper spells them."""
    return record(
        "meeting", MEETING, title="لقاء في مرسانه",
        entities=[
            ("GPE", "مرسانه", 0, "X-1"), ("PER", "سامى الحداد", 0, "X-2"), ("GPE", "مرسانه", 1, "X-1"),
            ("PER", "الحداد", 1, "X-2"),
        ],
        events=[("Contact:Meet", "التقى", 0, ())],
    )  # fmt: skip


def written(folder: Path, *records: dict[str, Any]) -> list[Path]:
    """The records as files."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{each['id']}.pre.json" for each in records]
    for path, each in zip(paths, records, strict=True):
        path.write_text(json.dumps(each, ensure_ascii=False), encoding="utf-8")
    return paths


def corpus(folder: Path, *records: dict[str, Any], labels: str = "news", author: str = "أمل") -> Path:
    """A corpus with these records; the two articles where none are given."""
    path = folder / "أخبار.tawsim"
    with Store.create(path, preset(labels), author=author) as store:
        files = written(folder / "files", *(records or (visit(), meeting())))
        plan = plan_import(store, files)
        assert not plan.problems.items, plan.problems.items
        run_import(store, plan, skip=False)
    return path
