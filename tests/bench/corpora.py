"""Corpora to measure on: the news set where it is there, else the sample; copies of it; made-up big ones."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from random import Random

from db.bundle import ArticleBundle
from db.importing import plan_import, run_import
from db.labelset import preset
from db.rows import Argument, Article, Mention, new_id
from db.store import Store
from tests.bench.made_up import Piece, article_text
from tests.conftest import SHARED

ATTRIBUTES = (("modality", "Asserted"), ("polarity", "Positive"), ("tense", "Past"))
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"


def news_files() -> list[Path]:
    """Real articles with suggestions: the three of the news set beside the checkout, else three of the sample."""
    return sorted((SHARED / "news").glob("*.pre.json"))[:3] or sorted(SAMPLE.glob("*.pre.json"))[:3]


def imported(path: Path, files: list[Path]) -> Path:
    """A new corpus with these files in it."""
    with Store.create(path, preset("news")) as store:
        run_import(store, plan_import(store, files), skip=True)
    return path


def copies(folder: Path, count: int) -> list[Path]:
    """Files of ``count`` articles, copies of the real ones with ids of their own."""
    folder.mkdir()
    records = [json.loads(file.read_text(encoding="utf-8")) for file in news_files()]
    made = []
    for number, record in enumerate(islice(cycle(records), count)):
        made.append(folder / f"{number:05}.json")
        made[-1].write_text(json.dumps(record | {"id": f"copy-{number:05}"}, ensure_ascii=False), encoding="utf-8")
    return made


def big_article(*, characters: int, mentions: int, position: int = 0, seed: int = 7) -> ArticleBundle:
    """One made-up article with exactly that many letters and mentions; a fifth of the mentions are events."""
    text, pieces = article_text(characters, seed=seed)
    random = Random(seed)
    article = Article(
        f"made-up-{characters}", text.partition("\n")[0][:80], position, len(text),
        hashlib.sha256(text.encode()).hexdigest(), f"made-up-{characters}", source="صحيفة البيان الجديد",
        published="2024-06-19",
    )  # fmt: skip
    chosen = pieces if len(pieces) <= mentions else random.sample(pieces, mentions)
    rows = [_mention(article.id, piece, random) for piece in sorted(chosen, key=lambda piece: piece.start)]
    while len(rows) < mentions:  # nested and overlapping ones, as a model leaves them
        piece = random.choice(pieces)
        other = Piece(piece.start, piece.end, "entity", random.choice(("NORP", "FAC", "LOC")))
        rows.append(_mention(article.id, other, random))
    events = [row for row in rows if row.kind == "event"]
    entities = [row for row in rows if row.kind == "entity"]
    arguments = [
        Argument(article.id, event.id, "Speaker", entities[at * len(entities) // len(events)].id, source="model")
        for at, event in enumerate(events)
    ]
    return ArticleBundle(article, text, mentions=tuple(rows), arguments=tuple(arguments))


def _mention(article: str, piece: Piece, random: Random) -> Mention:
    return Mention(
        article, piece.kind, piece.label, piece.start, piece.end, source="model",
        attributes=ATTRIBUTES if piece.kind == "event" else (), score=round(0.5 + random.random() / 2, 3),
    )  # fmt: skip


def light_articles(count: int) -> Iterator[ArticleBundle]:
    """Many short articles, three mentions each."""
    text, pieces = article_text(4_000, seed=3)
    lines = [line for line in text.split("\n") if len(line) > 60]
    for number in range(count):
        line = lines[number % len(lines)]
        offset = text.index(line)
        article = Article(f"light-{number:06}", line[:60], number, len(line), f"{number:064}", f"{number:064}",
                          source="وكالة الساحل", published="2024-06-19")  # fmt: skip
        inside = [p for p in pieces if p.start >= offset and p.end <= offset + len(line)][:3]
        rows = tuple(
            Mention(article.id, p.kind, p.label, p.start - offset, p.end - offset, source="model", score=0.9)
            for p in inside
        )
        yield ArticleBundle(article, line, mentions=rows)


def many_articles(path: Path, count: int) -> Path:
    """A new corpus of ``count`` short articles."""
    with Store.create(path, preset("news")) as store:
        store.bulk_import(light_articles(count))
    return path


def with_history(path: Path, count: int) -> None:
    """Append ``count`` change sets, each marking a suggestion as accepted: as many gestures would leave them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        ids = connection.execute("SELECT id, article FROM mention ORDER BY rowid LIMIT ?", (count,)).fetchall()
        (replica,) = connection.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
        (first,) = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM changeset").fetchone()
        (version,) = connection.execute("SELECT schema_version FROM changeset LIMIT 1").fetchone()
        connection.executemany(
            "INSERT INTO changeset (seq, id, kind, label, params, article, author, replica, at, schema_version) "
            "VALUES (?, ?, 'do', 'mention.accept', '{}', ?, '', ?, '2024-06-19T08:00:00.000+00:00', ?)",
            ((first + n, new_id(), article, replica, version) for n, (_, article) in enumerate(ids)),
        )
        connection.executemany(
            "INSERT INTO change (changeset, row_type, row_id, before, after) "
            """VALUES (?, 'mention', ?, '{"status":"suggested"}', '{"status":"accepted"}')""",
            ((first + n, mention) for n, (mention, _) in enumerate(ids)),
        )
        connection.executemany("UPDATE mention SET status = 'accepted' WHERE id = ?", ((m,) for m, _ in ids))
        connection.execute("COMMIT")
