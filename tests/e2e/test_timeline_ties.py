"""Two dated events related the wrong way by keys: said, tied in red on the timeline, walked to, undone, kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from db.check import check
from desktop.ui.timeline.panel import TimelinePanel
from tests.e2e import papers
from tests.e2e.hands import panel, plain, said
from tests.e2e.reviewer import Reviewer, run

ENGLISH = ["--language", "en", "--theme", "light"]
TEXT = "تقرير\n\nزار الوفد مرسانة في 19 يونيو 2024.\nوالتقى الوزير ضيوفه في 10 يونيو 2024."


def report() -> dict[str, object]:
    """An article with two dated events, all of it accepted: what a model only suggests accuses nobody."""
    made = papers.record(
        "report", TEXT, title="تقرير",
        entities=[("DATE", "19 يونيو 2024", 0, None), ("DATE", "10 يونيو 2024", 0, None)],
        events=[("Movement:Transport", "زار", 0, (("Time", "19 يونيو 2024"),)),
                ("Contact:Meet", "التقى", 0, (("Time", "10 يونيو 2024"),))],
    )  # fmt: skip
    arguments = [each for event in made["events"] for each in event["arguments"]]
    for held in (*made["entities"], *made["events"], *arguments):
        held["status"] = "accepted"
    return made


def timeline(r: Reviewer) -> TimelinePanel:
    """By its key, everything read."""
    r.press("F5")
    found = panel(r, TimelinePanel)
    r.wait(lambda: found.isVisible() and found.keeper.corpus is not None and not found.busy)
    r.settle()
    return found


def red(r: Reviewer, found: TimelinePanel) -> int:
    """Pixels of the colour of danger on the screen where the picture is."""
    r.settle()
    image: QImage = found.view.viewport().grab().toImage()
    wanted = found.context.theme.role("danger").rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def relate(r: Reviewer) -> None:
    """The visit is said to be before the meeting."""
    events = [m for m in r.article.ordered if m.kind == "event"]
    r.select(events[0].id)
    r.press("b")
    r.press("1")
    r.press(str(r.view.picking.index(events[1].id) + 1))


def test_a_wrong_relation_is_tied_walked_to_and_undone(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path, report())

    def script(r: Reviewer) -> None:
        relate(r)
        assert "The dates say otherwise" in said(r)
        assert "19 June 2024" in said(r)
        found = timeline(r)
        assert plain(found.said.text()) == "2 events, 1 contradiction"
        assert len(found.view.ties) == 1
        assert red(r, found) > 100
        assert "10 June 2024" in plain(found.told.wrong.text()), "of the selected event, which is current"
        first = found.view.current
        r.press("F9")
        assert "1 of 1" in said(r)
        assert found.view.current is not first
        r.press("Enter")
        assert r.session.mention is not None
        assert r.article.text_of(r.session.mention) == "التقى"
        r.press("Ctrl+z")
        assert not r.article.relations
        assert found.view.ties == []
        assert plain(found.said.text()) == "2 events"
        assert red(r, found) == 0
        assert not found.told.wrong.isVisible()
        r.press("Ctrl+y")
        assert len(found.view.ties) == 1

    run([str(path), *ENGLISH], script)
    assert check(path) == []

    def again(r: Reviewer) -> None:
        found = panel(r, TimelinePanel)
        if not found.isVisible():
            timeline(r)
        r.wait(lambda: len(found.view.ties) == 1)
        assert red(r, found) > 100
        r.press("F9")
        assert "1 of 1" in said(r)

    run([str(path), *ENGLISH], again)
