"""A date that several events share: whether it is to come depends on all of them, and so does when each of them was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Argument, Cluster, Mention, Relation
from db.store import Store
from desktop.edits import arguments, events, mentions
from desktop.session import Session
from tests.db.corpora import article

FIRST, SECOND = "التقى في 16 يونيو 2024. وقع في 2020", "سيلتقي يوم الأحد. غادر."
MEETS = Cluster("event", "K", "لقاء", id="K")


def mention(home: str, text: str, words: str, **fields: object) -> Mention:
    at = text.index(words)
    kind = "entity" if fields["label"] == "DATE" else "event"
    return Mention(home, kind, start=at, end=at + len(words), status="accepted", id=words, **fields)  # type: ignore[arg-type]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A meeting on 16 June by one article and on a Sunday to come by another: two dates, so it accuses nobody.

    It is said to be before a signing in 2020. Somebody leaves, too, nobody knows when.
    """
    bundles = []
    for number, text in enumerate((FIRST, SECOND)):
        head = replace(article(f"{number}", text=text, position=number), published="2024-06-21", id=f"a{number}")
        if number == 0:
            rows = [mention("a0", text, "التقى", label="Statement", cluster="K"),
                    mention("a0", text, "وقع", label="Statement"),
                    mention("a0", text, "16 يونيو 2024", label="DATE"), mention("a0", text, "2020", label="DATE")]
            held = [Argument("a0", "التقى", "Time", "16 يونيو 2024", status="accepted"),
                    Argument("a0", "وقع", "Time", "2020", status="accepted")]
            said = (Relation("a0", "BEFORE", "التقى", "وقع", status="accepted"),)
        else:
            rows = [mention("a1", text, "سيلتقي", label="Statement", cluster="K", attributes=(("tense", "Future"),)),
                    mention("a1", text, "غادر", label="Statement", attributes=(("tense", "Past"),)),
                    mention("a1", text, "الأحد", label="DATE")]
            held, said = [Argument("a1", "سيلتقي", "Time", "الأحد", status="accepted")], ()
        clusters = (MEETS,) if not number else ()
        bundles.append(ArticleBundle(head, text, (), clusters, tuple(rows), tuple(held), said))  # fmt: skip
    with Store.create(tmp_path / "c.tawsim", preset("news")) as store:
        store.bulk_import(bundles)
        made = Session(store)
        made.told = []  # type: ignore[attr-defined]
        made.listeners.warned.append(lambda edit: made.told.extend(key for key, _params in edit.warnings))  # type: ignore[attr-defined]
        made.open("a1")
        yield made


def wrong(session: Session) -> list[int]:
    """How many contradictions the session sees that was told of all changes, and one that has just begun."""
    return [len(each.dates.contradictions(["K"])) for each in (session, Session(session.store))]


def test_an_argument_of_another_event_on_the_same_date(session: Session) -> None:
    assert wrong(session) == [0, 0]
    done = session.do(arguments.add(session.article, session.labels, event="غادر", role="Time", filler="الأحد"))
    assert wrong(session) == [1, 1], "the Sunday before: both articles say 16 June"
    assert session.told == ["relations.warning.dates"]
    (row,) = [change.after for change in done.changes if isinstance(change.after, Argument)]
    session.do(arguments.remove(session.article, row.id))
    assert wrong(session) == [0, 0]


def test_the_tense_of_an_event_that_shares_the_date(session: Session) -> None:
    session.do(arguments.add(session.article, session.labels, event="غادر", role="Time", filler="الأحد"))
    session.told.clear()
    session.do(events.set_attribute(session.article, session.labels, "غادر", code="tense", value="Future"))
    assert wrong(session) == [0, 0]
    session.undo()
    assert wrong(session) == [1, 1]
    session.redo()
    session.do(events.set_attribute(session.article, session.labels, "غادر", code="tense", value="Past"))
    assert wrong(session) == [1, 1]
    assert session.told == ["relations.warning.dates"]


def test_the_words_of_an_event_are_those_it_has_now(session: Session) -> None:
    session.open("a0")
    assert [each.text for each in session.dates.sayings("وقع")] == ["وقع"]
    event = session.article.mentions["وقع"]
    session.do(mentions.resize(session.article, "وقع", start=event.start, end=event.end - 1))
    assert [each.text for each in session.dates.sayings("وقع")] == ["وق"]
    session.undo()
    assert [each.text for each in session.dates.sayings("وقع")] == ["وقع"]
