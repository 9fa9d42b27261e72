"""Which dates relations are held against: only what people say, of both edges, and what no confirming takes away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from db.bundle import ArticleBundle
from db.dates import Interval
from db.labelset import preset
from db.rows import Argument, Mention, Relation, Status
from db.store import Store
from desktop.edits import dates, reviews
from desktop.session import Session
from tests.db.corpora import article

Marked = tuple[str, str]
"""An event by its words, and the words of its date."""


@contextmanager
def session(
    path: Path, text: str, *events: Marked, kind: str = "BEFORE", argument: Status = "accepted",
    time: Status = "accepted",
) -> Iterator[Session]:  # fmt: skip
    """One article; the first event stands in a relation to the second one. A date is found behind its event."""
    head = replace(article("a", text=text), published="2024-06-21")
    found: dict[str, Mention] = {}
    held = []
    for words, when in events:
        at = text.index(words)
        if words not in found:
            found[words] = Mention(head.id, "event", "Statement", at, at + len(words), status="accepted", id=words)
        at = text.index(when, at)
        found[when] = Mention(head.id, "entity", "DATE", at, at + len(when), status=time, id=when)
        held.append(Argument(head.id, words, "Time", when, status=argument))
    one, other = list(dict.fromkeys(words for words, _when in events))[:2]
    with Store.create(path / "c.tawsim", preset("news")) as store:
        row = Relation(head.id, kind, one, other, status="accepted")
        store.bulk_import([ArticleBundle(head, text, mentions=tuple(found.values()), arguments=tuple(held),
                                         relations=(row,))])  # fmt: skip
        made = Session(store)
        made.open(head.id)
        yield made


def wrong(made: Session) -> int:
    return len(made.dates.contradictions({end for each in made.closure.events.links.values()
                                          for end in (each.head, each.tail)}))  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "one", "other"),
    [
        ("CONTAINS", "الحرب منذ عام 2014. هاجم في مارس 2022", "الحرب|منذ عام 2014", "هاجم|مارس 2022"),
        ("CONTAINS", "الحرب مستمرة ومنذ عام 2014. هاجم في مارس 2022", "الحرب|عام 2014", "هاجم|مارس 2022"),
        ("CONTAINS", "الحرب منذ مطلع عام 2014. هاجم في مارس 2022", "الحرب|عام 2014", "هاجم|مارس 2022"),
        ("CONTAINS", "العقوبات حتى عام 2030. هاجم في مارس 2022", "العقوبات|حتى عام 2030", "هاجم|مارس 2022"),
        ("CONTAINS", "العقوبات حتى نهاية عام 2030. هاجم في مارس 2022", "العقوبات|عام 2030", "هاجم|مارس 2022"),
        ("BEFORE", "ينتهي بحلول عام 2030. بدأ في مارس 2026", "ينتهي|بحلول عام 2030", "بدأ|مارس 2026"),
        ("CONTAINS", "يسري اعتبارا من 2020. هاجم في 2022", "يسري|2020", "هاجم|2022"),
        ("CONTAINS", "يسري ابتداءً من يناير 2020. هاجم في 2022", "يسري|ابتداءً من يناير 2020", "هاجم|2022"),
        ("CONTAINS", "الحرب من 2014. هاجم في 2022", "الحرب|2014", "هاجم|2022"),
        ("BEFORE", "غادر قبل عام 2020. التقى في مارس 2018", "غادر|عام 2020", "التقى|مارس 2018"),
        ("AFTER", "غادر وبعد عام 2020. التقى في مارس 2021", "غادر|عام 2020", "التقى|مارس 2021"),
        ("BEFORE", "غادر نحو عام 2020. التقى في ديسمبر 2019", "غادر|عام 2020", "التقى|ديسمبر 2019"),
        ("BEFORE", "غادر في أكثر من 2020. التقى في 2019", "غادر|2020", "التقى|2019"),
        ("CONTAINS", "يضرب منذ يومين. هاجم في 20 يونيو 2024", "يضرب|منذ يومين", "هاجم|20 يونيو 2024"),
        ("CONTAINS", "يضرب منذ أمس. هاجم في 21 يونيو 2024", "يضرب|أمس", "هاجم|21 يونيو 2024"),
    ],
)
def test_a_date_that_is_only_an_edge_accuses_nobody(tmp_path: Path, kind: str, text: str, one: str, other: str) -> None:
    with session(tmp_path, text, *(tuple(each.split("|")) for each in (one, other)), kind=kind) as made:
        assert wrong(made) == 0
        time = next(each for each in made.article.ordered if each.kind == "entity")
        (read,) = made.dates.sayings(made.article.arguments_filled_by(time.id)[0].event)
        made.do(dates.confirm(made.article, made.labels, time.id, interval=read.sources[0].interval))
        assert wrong(made) == 0, "that a person says what day it is does not make it more than an edge"


@pytest.mark.parametrize(
    "text",
    ["هاجم في 2024. التقى في مارس 2018", "هاجم صباح 2024. التقى خلال مارس 2018",
     "قبل ذلك هاجم في 2024. التقى في مارس 2018"],
)  # fmt: skip
def test_a_date_in_which_the_event_lies_does(tmp_path: Path, text: str) -> None:
    with session(tmp_path, text, ("هاجم", "2024"), ("التقى", "مارس 2018")) as made:
        assert wrong(made) == 1


SPAN = "زار من 10 يونيو 2024 إلى 13 يونيو 2024. التقى في 12 يونيو 2024"
VISIT = (("زار", "10 يونيو 2024"), ("زار", "13 يونيو 2024"), ("التقى", "12 يونيو 2024"))


def test_an_edge_on_either_side_is_a_span_and_confirming_what_was_read_changes_nothing(tmp_path: Path) -> None:
    with session(tmp_path, SPAN, *VISIT, kind="CONTAINS") as made:
        told: list[str] = []
        made.listeners.warned.append(lambda edit: told.extend(key for key, _params in edit.warnings))
        for when, iso in (("10 يونيو 2024", "2024-06-10"), ("13 يونيو 2024", "2024-06-13")):
            assert made.dates.of(["زار"])["زار"].iso() == "2024-06-10/2024-06-13"
            made.do(dates.confirm(made.article, made.labels, when, interval=Interval.from_iso(iso)))
            assert (wrong(made), told) == (0, [])
        made.do(dates.confirm(made.article, made.labels, "12 يونيو 2024", interval=Interval.from_iso("2024-06-14")))
        assert (wrong(made), told) == (1, ["relations.warning.dates"])


@pytest.mark.parametrize(("argument", "time"), [("suggested", "accepted"), ("accepted", "suggested")])
def test_what_a_model_suggests_accuses_nobody_until_it_is_accepted(
    tmp_path: Path, argument: Status, time: Status
) -> None:
    text = "زار في 2024. التقى في 2023"
    with session(tmp_path, text, ("زار", "2024"), ("التقى", "2023"), argument=argument, time=time) as made:
        assert wrong(made) == 0
        told: list[str] = []
        made.listeners.warned.append(lambda edit: told.extend(key for key, _params in edit.warnings))
        for row in list(made.article.arguments.values()):
            made.do(reviews.accept(made.article, row.event if argument == "suggested" else row.filler))
        assert (wrong(made), told) == (1, ["relations.warning.dates"])
