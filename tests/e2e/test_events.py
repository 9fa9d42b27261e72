"""An event from its trigger, its arguments by key and by mouse, wrong fillers with the reason, attributes."""

from __future__ import annotations

from pathlib import Path

from desktop.suggest.fillers import Pair
from desktop.ui.panels.inspector import InspectorPanel
from tests.e2e import papers
from tests.e2e.hands import click, panel, said
from tests.e2e.reviewer import Reviewer, run
from tests.e2e.test_review_by_keyboard import words

ENGLISH = ["--language", "en", "--theme", "light"]


def held(r: Reviewer, trigger: str) -> list[tuple[str, str]]:
    """(role, filler) of the event with this trigger, as one sees it in the inspector when it is selected."""
    event = next(m for m in r.article.ordered if m.kind == "event" and r.article.text_of(m) == trigger)
    r.select(event.id)
    r.settle()
    lines = panel(r, InspectorPanel).frame.roles
    seen = [(line.role, chip.text()) for line in lines if not line.isHidden() for chip in line.chips]
    stored = [(a.role, r.article.text_of(r.article.mentions[a.filler])) for a in r.article.arguments_of(event.id)]
    assert sorted(seen) == sorted(stored), "what is shown is what is held"
    return sorted(seen)


def attributes(r: Reviewer) -> dict[str, str]:
    """The attributes of the selected event as the inspector's switches show them."""
    r.settle()
    lines = panel(r, InspectorPanel).frame.attributes
    return {line.code: line.switch.value or "" for line in lines if not line.isHidden()}


def test_a_new_event_with_two_arguments_in_six_actions(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        r.click(papers.place(r.article.text, "زار")[0])
        before = sum(r.actions.values())
        r.press("e")
        r.press("4")
        assert words(r) == "زار"
        assert said(r) == "Done: add event “زار” (Travel or transport)"
        r.press("r")
        assert r.palette is not None
        offered = [row.value for row in r.palette.rows() if isinstance(row.value, Pair)]
        assert (offered[0].role, r.article.text_of(offered[0].filler)) == ("Artifact", "رئيس الوزراء سامي الحدّاد")
        r.press("1")
        r.press("r")
        r.press("1")
        assert sum(r.actions.values()) - before == 6
        assert len(held(r, "زار")) == 2

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _has(r, "زار", 2))


def _has(r: Reviewer, trigger: str, count: int) -> None:
    assert len(held(r, trigger)) == count


def test_arguments_come_and_go(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        assert held(r, "التقى") == [("Entity", "رئيس الوزراء سامي الحدّاد")]
        r.press("r")
        r.press("e")
        candidate = next(
            number for number, each in enumerate(r.view.picking, 1)
            if r.article.text_of(r.article.mentions[each]) == "وزير النقل"
        )  # fmt: skip
        r.press(str(candidate))
        assert held(r, "التقى") == [("Entity", "رئيس الوزراء سامي الحدّاد"), ("Entity", "وزير النقل")]
        r.press("r")
        r.press("t")
        r.click(papers.place(r.article.text, "اليوم الخميس")[0] + 2)
        assert ("Time", "اليوم الخميس") in held(r, "التقى"), "a filler is clicked as well as numbered"
        r.press("r")
        r.press("p")
        assert r.view.picking
        r.press("Esc")
        assert not r.view.picking
        assert said(r) == "No argument was added"
        assert words(r) == "التقى", "Esc ends the picking, nothing else"
        r.press("Shift+r")
        r.choose(lambda value: r.article.arguments[str(value)].role == "Time")
        assert ("Time", "اليوم الخميس") not in held(r, "التقى")
        line = next(each for each in panel(r, InspectorPanel).frame.roles if each.role == "Entity")
        chip = next(each for each in line.chips if each.text() == "وزير النقل")
        chip.setFocus()
        r.press("Delete")
        assert held(r, "التقى") == [("Entity", "رئيس الوزراء سامي الحدّاد")]

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _has(r, "التقى", 1))


def test_an_empty_role_is_filled_from_the_inspector(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        assert len(held(r, "قال")) == 0
        line = next(each for each in panel(r, InspectorPanel).frame.roles if each.role == "Speaker")
        click(r, line.empty_button)
        assert r.view.picking, "the role's fillers are numbered on the text"
        assert r.article.text_of(r.article.mentions[r.view.picking[0]]) == "الحدّاد"
        r.press("1")
        assert held(r, "قال") == [("Speaker", "الحدّاد")]

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _has(r, "قال", 1))


def test_a_wrong_filler_is_warned_about_where_the_label_set_says_so(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)

    def script(r: Reviewer) -> None:
        held(r, "قال")
        r.press("r")
        r.press("s")
        r.click(papers.place(r.article.text, "اليوم الخميس")[0] + 1)
        assert "does not take" in said(r), said(r)

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _has(r, "قال", 1))


def test_a_wrong_filler_is_refused_with_the_reason(tmp_path: Path) -> None:
    article = papers.record(
        "visit", papers.VISIT, title="زيارة",
        entities=[("PER", "سامي الحدّاد", 0, None), ("GPE", "مرسانة", 1, None), ("ORG", "الحكومة", 0, None)],
        events=[("Contact.Meet", "التقى", 0, ())],
    )  # fmt: skip
    path = papers.corpus(tmp_path, article, labels="ace2005")

    def script(r: Reviewer) -> None:
        assert held(r, "التقى") == []
        r.press("r")
        r.press("p")
        r.click(papers.place(r.article.text, "سامي الحدّاد")[0] + 2)
        assert said(r).startswith("The role “Place” of “Meeting” does not take “Person”. It takes: "), said(r)
        assert held(r, "التقى") == []
        assert not r.session.can_undo, "nothing was written"
        r.press("r")
        r.press("p")
        r.click(papers.place(r.article.text, "مرسانة", 1)[0] + 2)
        assert held(r, "التقى") == [("Place", "مرسانة")]

    run([str(path), *ENGLISH], script)
    run([str(path), *ENGLISH], lambda r: _has(r, "التقى", 1))


def test_attributes_by_key_and_by_switch(tmp_path: Path) -> None:
    path = papers.corpus(tmp_path)
    seen: list[dict[str, str]] = []

    def script(r: Reviewer) -> None:
        held(r, "التقى")
        assert attributes(r) == {"polarity": "Positive", "modality": "Asserted", "tense": "Past"}
        r.press("p")
        r.press("o")
        assert attributes(r)["polarity"] == "Negative"
        assert attributes(r)["modality"] == "Other"
        line = next(each for each in panel(r, InspectorPanel).frame.attributes if each.code == "tense")
        click(r, line.switch.button("Future"))
        seen.append(attributes(r))
        assert seen[0] == {"polarity": "Negative", "modality": "Other", "tense": "Future"}
        assert "Future" in said(r)

    def again(r: Reviewer) -> None:
        held(r, "التقى")
        assert attributes(r) == seen[0]

    run([str(path), *ENGLISH], script)
    run([str(path), "--language", "ar"], again)
