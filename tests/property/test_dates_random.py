"""600 random operations on dates, arguments, relations and links: related events have the dates of a fresh reading.

After each one the contradictions with dates that were kept up are there exactly where a fresh session sees some, and
every one that an edit brings about is told with it.
"""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from db.bundle import ArticleBundle
from db.check import check
from db.dates import Interval
from db.labelset import preset
from db.rows import Argument, Cluster, Mention
from db.store import Store
from desktop.closure.corpus import CorpusClosure
from desktop.edits import Edit, EditRefused, arguments, dates, mentions, reviews
from desktop.session import Session
from desktop.timeline.events import events
from desktop.timeline.reading import read_corpus
from desktop.timeline.related import RelatedDates
from tests.db.corpora import article
from tests.property.test_relations_random import LABELS, Hand

WORDS = ("زار", "التقى", "وقع", "غادر", "أعلن", "نفى")
DAYS = ("1 يونيو 2024", "5 يونيو 2024", "9 يونيو 2024", "يونيو 2024", "أمس", "الأحد")
TEXT = "\n".join(f"{word} في {day}." for word, day in zip(WORDS, DAYS, strict=True))
OPERATIONS = 600


def corpus(path: Path) -> Store:
    """Two articles of six events each, most of them dated, three event clusters."""
    store = Store.create(path, preset("news"))
    known = tuple(Cluster("event", f"V-{number}", f"حدث {number}") for number in range(3))
    bundles = []
    for number in range(2):
        head = article(f"{number}", text=TEXT, position=number)
        made, held = [], []
        for at, (word, day) in enumerate(zip(WORDS, DAYS, strict=True)):
            start, when = TEXT.index(word), TEXT.index(f"في {day}") + 3
            cluster = known[at].id if at < 2 else None
            event = Mention(head.id, "event", "Statement", start, start + len(word), status="accepted",
                            cluster=cluster, id=f"{word}{number}")  # fmt: skip
            time = Mention(head.id, "entity", "DATE", when, when + len(day), status="accepted", id=f"t{at}{number}")
            made += [event, time]
            if at != 3:
                held.append(Argument(head.id, event.id, "Time", time.id, status="accepted", id=f"a{at}{number}"))
        bundles.append(ArticleBundle(head, TEXT, (), known if not number else (), tuple(made), tuple(held)))
    store.bulk_import(bundles)
    return store


class Dating(Hand):
    """Dates events, too."""

    def act(self) -> None:
        """One operation; a refusal counts as one."""
        names = ("add", "retype", "flip", "remove", "link", "unlink", "mention", "restore", "undo", "redo", "open",
                 "heal", "confirm", "forget", "hold", "release", "reference")  # fmt: skip
        name = self.dice.choices(names, (20, 4, 6, 8, 5, 5, 2, 8, 10, 6, 5, 14, 12, 4, 8, 6, 4))[0]
        with suppress(EditRefused):
            getattr(self, name)()

    def _of(self, kind: str) -> str:
        return self.dice.choice(sorted(each.id for each in self.article.mentions.values() if each.kind == kind))

    def _event(self) -> str:
        return self._of("event")

    def _day(self) -> date:
        return date(2024, 6, 1) + timedelta(days=self.dice.randrange(12))

    def mention(self) -> None:
        """Take an event or a time away, or reject it."""
        if len(self.article.mentions) > 8:
            make = self.dice.choice((mentions.delete, reviews.reject))
            self.session.do(make(self.article, self.dice.choice(sorted(self.article.mentions))))

    def confirm(self) -> None:
        interval = Interval.day(self._day()) if self.dice.random() < 0.7 else Interval.from_iso("2024-06")
        self.session.do(dates.confirm(self.article, LABELS, self._of("entity"), interval=interval))

    def forget(self) -> None:
        self.session.do(dates.forget(self.article, LABELS, self._of("entity")))

    def hold(self) -> None:
        """A date as an argument."""
        event, time = self._event(), self._of("entity")
        self.session.do(arguments.add(self.article, LABELS, event=event, role="Time", filler=time))

    def release(self) -> None:
        held = sorted(self.article.arguments)
        if held:
            self.session.do(arguments.remove(self.article, self.dice.choice(held)))

    def reference(self) -> None:
        """Another day for «أمس» to count from."""
        self.session.do(dates.set_reference(self.article, self._of("entity"), day=self._day()))


def related(closure: CorpusClosure) -> set[str]:
    """The events that have relations."""
    return {str(end) for stated in closure.events.links.values() for end in (stated.head, stated.tail)}


def test_dates_that_are_kept_up_are_those_of_a_fresh_reading(tmp_path: Path) -> None:
    path, dice = tmp_path / "random.tawsim", random.Random(21)
    store = corpus(path)
    session = Session(store)
    hand = Dating(session, dice)
    told: list[Edit] = []
    session.listeners.warned.append(told.append)
    hand.open()
    wrong = seen = 0
    for number in range(OPERATIONS):
        before = [each.links for each in session.dates.contradictions(related(session.closure))]
        told.clear()
        last = store.history(limit=1)
        hand.act()
        fresh = CorpusClosure(store, layer=session.layer)
        again = RelatedDates(store, fresh, layer=session.layer, opened=list)
        ids = related(fresh)
        assert ids == related(session.closure)
        assert session.dates.of(ids) == again.of(ids), number
        found, expected = session.dates.contradictions(ids), again.contradictions(ids)
        assert bool(found) == bool(expected), number
        wrong += bool(found)
        (newest,) = store.history(limit=1)
        if newest.kind == "do" and [newest] != last and found and not before:
            seen += 1
            assert any(key == "relations.warning.dates" for edit in told for key, _params in edit.warnings), number
        if number % 50 == 0:
            read = {each.key: each.firm for each in events(read_corpus(store, layer=session.layer))}
            assert session.dates.of(ids) == {key: read[key] for key in ids if read.get(key) is not None}
    assert wrong > 60
    assert seen > 5
    session.close()
    assert check(path) == []
