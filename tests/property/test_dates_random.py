"""600 random operations on dates, arguments, relations and links: related events have the dates of a fresh reading.

Dates are shared, become those of what is to come, are suggested, accepted and rejected, and some are only an edge.
After each operation the contradictions that were kept up are those of a fresh session, they are there exactly where
narrowing day by day says that nothing fits, what an edit brings about is told with it, and nothing that was there.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
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
from desktop.closure.events import Stated
from desktop.closure.meaning import meanings
from desktop.edits import Edit, EditRefused, arguments, dates, mentions, reviews
from desktop.edits import events as events_of
from desktop.session import Session
from desktop.timeline.events import events
from desktop.timeline.reading import read_corpus
from desktop.timeline.related import RelatedDates
from tests.db.corpora import article
from tests.property.test_relations_random import LABELS, Hand

WORDS = ("زار", "التقى", "وقع", "غادر", "أعلن", "نفى")
DAYS = ("1 يونيو 2024", "5 يونيو 2024", "9 يونيو 2024", "يونيو 2024", "أمس", "الأحد")
BEFORE_IT = ("في", "في", "منذ", "خلال", "في", "يوم")
TEXT = "\n".join(f"{word} {before} {day}." for word, before, day in zip(WORDS, BEFORE_IT, DAYS, strict=True))
OPERATIONS = 600
MEANINGS = meanings(LABELS)


def corpus(path: Path) -> Store:
    """Two articles of six events each, most of them dated, three event clusters."""
    store = Store.create(path, preset("news"))
    known = tuple(Cluster("event", f"V-{number}", f"حدث {number}") for number in range(3))
    bundles = []
    for number in range(2):
        head = article(f"{number}", text=TEXT, position=number)
        made, held = [], []
        for at, (word, before, day) in enumerate(zip(WORDS, BEFORE_IT, DAYS, strict=True)):
            start = TEXT.index(word)
            when = TEXT.index(f"{before} {day}") + len(before) + 1
            cluster = known[at].id if at < 2 else None
            event = Mention(head.id, "event", "Statement", start, start + len(word), status="accepted",
                            cluster=cluster, id=f"{word}{number}")  # fmt: skip
            time = Mention(head.id, "entity", "DATE", when, when + len(day), id=f"t{at}{number}",
                           status="suggested" if at == 1 else "accepted")  # fmt: skip
            made += [event, time]
            if at != 3:
                held.append(Argument(head.id, event.id, "Time", time.id, id=f"a{at}{number}",
                                     status="suggested" if at == 4 else "accepted"))  # fmt: skip
        bundles.append(ArticleBundle(head, TEXT, (), known if not number else (), tuple(made), tuple(held)))
    store.bulk_import(bundles)
    return store


class Dating(Hand):
    """Dates events, too."""

    def act(self) -> None:
        """One operation; a refusal counts as one."""
        names = ("add", "retype", "flip", "remove", "link", "unlink", "mention", "restore", "undo", "redo", "open",
                 "heal", "confirm", "forget", "hold", "release", "reference", "tense", "stand", "edge")  # fmt: skip
        name = self.dice.choices(names, (20, 4, 6, 8, 5, 5, 2, 8, 10, 6, 5, 14, 12, 4, 12, 6, 4, 8, 6, 4))[0]
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

    def tense(self) -> None:
        """What is still to come has another Sunday."""
        event, value = self._event(), self.dice.choice(("Past", "Future", "Future"))
        self.session.do(events_of.set_attribute(self.article, LABELS, event, code="tense", value=value))

    def stand(self) -> None:
        """Stand behind a suggestion, or take back a rejection."""
        self.session.do(reviews.accept(self.article, self.dice.choice(sorted(self.article.mentions))))

    def edge(self) -> None:
        """A date with the word before it, or without."""
        time = self.article.mentions[self._of("entity")]
        start = self.article.text.rindex(" ", 0, time.start - 1) + 1 if self.dice.random() < 0.5 else time.start
        start += (len(self.article.text[start : time.end].split(" ")[0]) + 1) * (self.dice.random() < 0.4)
        if start < time.end:
            self.session.do(mentions.resize(self.article, time.id, start=start, end=time.end))

    def reference(self) -> None:
        """Another day for «أمس» to count from."""
        self.session.do(dates.set_reference(self.article, self._of("entity"), day=self._day()))


def fits(links: Mapping[str, Stated], days: Mapping[object, Interval]) -> bool:
    """Is there a day for all starts and ends, no order's one after its other? Narrowed until nothing changes."""
    ends = [(event, end) for event in related(links) for end in (0, 1)]
    low = {(event, end): days[event].first if event in days else date.min for event, end in ends}
    high = {(event, end): days[event].last if event in days else date.max for event, end in ends}
    orders = [((event, 0), (event, 1)) for event, end in ends if not end]
    for stated in links.values():
        four = [(str(event), end) for event in (stated.head, stated.tail) for end in (0, 1)]
        orders += [(four[each.low], four[each.high]) for each in MEANINGS.get(stated.type, ())]
    changed = True
    while changed:
        changed = False
        for one, other in orders:
            if low[other] < low[one] or high[one] > high[other]:
                low[other], high[one] = max(low[other], low[one]), min(high[one], high[other])
                changed = True
    return all(low[each] <= high[each] for each in ends)


def related(links: Mapping[str, Stated]) -> set[str]:
    """The events that have relations."""
    return {str(end) for stated in links.values() for end in (stated.head, stated.tail)}


def dated(told: list[Edit]) -> bool:
    """Was a contradiction with dates told?"""
    return any(key == "relations.warning.dates" for edit in told for key, _params in edit.warnings)


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
        before = [each.links for each in session.dates.contradictions(related(session.closure.events.links))]
        links = dict(session.closure.events.links)
        days = session.dates.of(related(session.closure.events.links))
        told.clear()
        last = store.history(limit=1)
        hand.act()
        fresh = CorpusClosure(store, layer=session.layer)
        again = RelatedDates(store, fresh, layer=session.layer, opened=list)
        ids = related(fresh.events.links)
        assert ids == related(session.closure.events.links)
        assert session.dates.of(ids) == again.of(ids), number
        found, expected = session.dates.contradictions(ids), again.contradictions(ids)
        assert bool(found) == bool(expected), number
        for each in found:  # which of several smallest sets is named hangs on the order of the links
            alone = {link: session.closure.events.links[link] for link in each.links}
            assert not fits(alone, session.dates.of(related(alone))), (number, each.links)
        assert session.dates.wrong(session.closure.events.links) == again.wrong(fresh.events.links), number
        assert bool(found) == (not fits(fresh.events.links, again.of(ids))), number
        wrong += bool(found)
        (newest,) = store.history(limit=1)
        if newest.kind == "do" and [newest] != last and found and not before:
            seen += 1
            assert dated(told), number
        if dated(told):
            late = session.closure.events.links
            assert any(
                any(links.get(link) != late[link] for link in each.links)
                or any(days.get(end.event) != end.interval for end in each.dates)
                for each in found
            ), (number, "what was there before is not told again")
        if number % 50 == 0:
            read = {each.key: each.firm for each in events(read_corpus(store, layer=session.layer))}
            assert session.dates.of(ids) == {key: read[key] for key in ids if read.get(key) is not None}
    assert wrong > 60
    assert seen, "something new was told"
    session.close()
    assert check(path) == []
