"""Records of the exchange format for tests: a small article with everything in it, and how to import one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from db.bundle import ArticleBundle
from db.formats.article_json import ParsedRecord, parse_record
from db.formats.article_write import to_record
from db.formats.content import article_content
from db.formats.json_files import RawRecord
from db.formats.vocabulary import Vocabulary
from db.importing import plan_import, run_import
from db.labelset import preset
from db.store import Store

BAD = Path(__file__).resolve().parents[1] / "data" / "bad"
TEXT = "زار الوزير مرسانة 👍 أمس.\r\nقال الناطق بـ\"اللقاء\" إن وبوتين\u00a0مثمر."
NEWS = Vocabulary(preset("news"))


def at(words: str, *, text: str = TEXT) -> dict[str, Any]:
    """Where words stand in the text, as the format writes it."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def everything() -> dict[str, Any]:
    """A record that uses each field of the format."""
    start = TEXT.index("الوزير")
    return {
        "format": "tawsim-article", "version": 1, "id": "م/1", "language": "ar", "model": "ner-2",
        "state": "in_progress", "cluster_scope": "corpus", "text": TEXT,
        "meta": {
            "title": "زيارة", "source": "المرفأ", "published": "2024-06", "published_text": "حزيران", "author": ["أ"],
            "regions": [{"start": 0, "end": 24, "kind": "title", "reference_date": "2024-06-19"}],
        },
        "clusters": {
            "entities": [
                {"id": "E-m", "name": "الوزير الأول", "source": "human", "label": "OCC", "external": "Q1", "note": "؟",
                 "aliases": ["رئيس الحكومة", "Premier"]},
                {"id": "X-1", "name": "مرسانة", "source": "ner-2", "cluster_scope": "article",
                 "belongs_to": [{"id": "E-m", "source": "human"}]},
            ],
            "events": [{"id": "C-v", "name": "زيارة مرسانة", "source": "human"}],
        },
        "entities": [
            {"id": "T1", **at("الوزير مرسانة"), "fragments": [[start, start + 6], [start + 9, start + 13]],
             "label": "OCC", "entity": "E-m", "score": 0.5, "status": "rejected", "source": "ner-2", "note": "لا"},
            {"id": "T2", **at("مرسانة"), "label": "GPE", "entity": "X-1", "cluster_scope": "article", "score": 1.0,
             "status": "suggested", "source": "ner-2"},
            {"id": "T2", **at("الناطق"), "label": "OCC", "entity": None, "status": "edited", "source": "human",
             "layer": "gold"},
            {"id": "T3", **at("الناطق"), "label": "OCC", "entity": None, "status": "edited", "source": "human",
             "distinct": [{"cluster": "E-m", "source": "human"}, {"mention": "T1", "source": "r"}]},
        ],
        "events": [
            {"id": "EV1", "type": "Movement:Transport", "trigger": at("زار"),
             "arguments": [{"role": "Destination", "entity_id": "T2", "score": 0.25, "status": "accepted",
                            "source": "r"},
                           {"role": "Artifact", "entity_id": "T1", "status": "rejected", "source": "ner-2"}],
             "polarity": "Positive", "modality": "Asserted", "tense": "Past", "cluster": "C-v", "status": "accepted",
             "source": "human"},
            {"id": "EV2", "type": "Statement", "trigger": at("قال"),
             "arguments": [{"role": "Speaker", "entity_id": "T3", "status": "suggested", "source": "ner-2"}],
             "cluster": None, "score": 0.75, "status": "suggested", "source": "ner-2"},
        ],
        "relations": [{"from": "EV1", "to": "EV2", "type": "BEFORE", "score": 0.5, "status": "suggested",
                       "source": "r"}],
        "pipeline": {"run": 7},
    }  # fmt: skip


def parsed(value: object) -> ParsedRecord:
    """A record read under the news label set."""
    return parse_record(RawRecord("a.json", "#1", value), NEWS)


def bundle_of(value: object) -> ArticleBundle:
    """The rows of a record that has no problem."""
    read = parsed(value)
    assert not read.faulty, read.problems
    assert read.bundle is not None
    return read.bundle


def write(path: Path, *values: object) -> Path:
    """Records as a ``.json`` or ``.jsonl`` file."""
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    else:
        path.write_text(json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False), encoding="utf-8")
    return path


def imported(store: Store, *paths: Path) -> None:
    """Import files that have no problem."""
    plan = plan_import(store, paths)
    assert list(plan.problems) == []
    run_import(store, plan)


def records(store: Store) -> list[dict[str, Any]]:
    """All articles of a corpus as records."""
    return [to_record(article_content(store, line.article)) for line in store.articles()]
