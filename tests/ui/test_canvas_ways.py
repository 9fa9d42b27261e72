"""Links and role tags by their geometry: no tag leaves the article, no stem crosses a chip or runs behind a tag."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from db.rows import Argument, Mention
from desktop.ui import theme
from desktop.ui.article import links, paint
from desktop.ui.article.chips import ChipPainter
from desktop.ui.article.links import Laid, Link
from desktop.ui.article.style import CanvasStyle
from desktop.ui.article.view import ArticleView
from desktop.ui.article.ways import anchors_of, plates_of
from tests.ui.canvas_rig import NEWS, TORTURE, application, bundle, news_bundle, session_of, view_of

SIZES = (16, 22, 32, 48, 64)
ROLES = ("الأداة", "المشارك أو الجهة", "جزء من", "حج", "المتحدّث", "يشمل زمنيًا", "Agent", "Ag")


def frame_of(view: ArticleView) -> paint.Frame:
    size = view.viewport().size()
    return paint.Frame(
        view.flow, view.stage.placed(view.scrolled), view.stage.x, QRect(0, 0, size.width(), size.height())
    )


def laid_of(view: ArticleView, event: str) -> list[Laid]:
    """The links of an event, brought in sight."""
    mention = view.stage.article.mentions[event]
    view._context.session.select(event)
    view.reveal(start=mention.start, end=mention.end)
    return links.laid(frame_of(view), view._shown.links, height=view.viewport().height())


def ways(found: Laid) -> list[QRectF]:
    """The straight parts of a link's way, a pixel wide."""
    points = [QPointF(at) for polygon in found.path.toSubpathPolygons() for at in polygon]
    return [
        QRectF(min(one.x(), two.x()) - 0.5, min(one.y(), two.y()) - 0.5, abs(one.x() - two.x()) + 1,
               abs(one.y() - two.y()) + 1)
        for one, two in pairwise(points)
    ]  # fmt: skip


def hold(view: ArticleView, found: list[Laid]) -> None:
    """All that is asked of the links laid in a view."""
    frame, width = frame_of(view), view.viewport().width()
    chips = plates_of(frame)
    plates = [each.plate for each in found if each.plate is not None]
    for plate in plates:
        assert plate.left() >= 0
        assert plate.right() <= width, "a tag is cut by the edge"
        assert not any(plate.intersects(chip) for chip in chips), "a tag lies on a chip"
    assert not any(one.intersects(two) for one, two in combinations(plates, 2))
    margin = links.in_margin(frame, found)
    for each in found:
        for part in ways(each):
            inside = part.adjusted(0.6, 0.6, -0.6, -0.6)
            through = [chip for chip in chips if chip.adjusted(1, 1, -1, -1).intersects(inside)]
            assert not through, f"{each.link.role} crosses a chip"
            behind = [plate for plate in margin if plate.adjusted(1, 1, -1, -1).intersects(inside)]
            assert not behind, f"{each.link.role} runs behind a tag"


@pytest.mark.parametrize(("width", "px"), [(430, 22), (700, 22), (1100, 22), (900, 40), (700, 16)])
@pytest.mark.parametrize("name", NEWS)
def test_links_of_the_news_keep_clear(tmp_path: Path, shared: Path, name: str, width: int, px: int) -> None:
    application()
    view = view_of(
        session_of(tmp_path, news_bundle(shared / "news" / f"{name}.pre.json")), tmp_path, width=width
    )
    view._context.settings.set("font_size", px)
    view._context.bridge.settingChanged.emit("font_size")
    events = [each.id for each in view.stage.article.ordered if each.kind == "event"]
    seen = 0
    for event in events[:: max(1, len(events) // 12)]:
        found = laid_of(view, event)
        hold(view, found)
        seen += len(found)
    assert seen > 3


@pytest.mark.parametrize("px", [16, 22, 48])
@pytest.mark.parametrize("text", [each for each in TORTURE if len(each.split()) > 6])
def test_links_in_hard_texts_keep_clear(tmp_path: Path, text: str, px: int) -> None:
    """Mentions in mentions, chips over chips, a filler at each end of the line, and one a long way off."""
    application()
    whole = "\n".join([text] * 12)
    starts = [at for at in range(len(whole)) if (at == 0 or whole[at - 1] in " \n") and whole[at] not in " \n"]
    ends = [start + len(whole[start:].replace("\n", " ").split(" ")[0]) for start in starts]
    mentions = [Mention("a", "event", "Conflict:Attack", starts[4], ends[4], id="event")]
    for number, (first, last) in enumerate(((0, 0), (0, 3), (1, 2), (2, 2), (3, 5), (4, 4), (5, 6), (6, 6), (-1, -1))):
        label = "ORG" if number % 2 else "CARDINAL"
        mentions.append(Mention("a", "entity", label, starts[first], ends[last], id=f"f{number}"))
    roles = ("Instrument", "Attacker", "Target", "Place", "Time")
    arguments = tuple(Argument("a", "event", roles[at % 5], f"f{at}") for at in range(9))
    session = session_of(tmp_path, bundle(whole, *mentions, arguments=arguments))
    for width in (320, 520, 800):
        view = view_of(session, tmp_path, width=width)
        view._context.settings.set("font_size", px)
        view._context.bridge.settingChanged.emit("font_size")
        found = laid_of(view, "event")
        assert len(found) == len(arguments)
        hold(view, found)
        anchors = anchors_of(frame_of(view), {each.id for each in mentions})
        assert all(each.foot is not None for each in anchors.values())
        view.close()


def test_a_role_that_has_no_room_at_the_right_edge_stands_at_the_left(tmp_path: Path) -> None:
    application()
    text = "17 شخصا لقوا حتفهم في غرق"
    mentions = (
        Mention("a", "entity", "CARDINAL", 0, 2, id="f"),
        Mention("a", "event", "Conflict:Attack", text.index("لقوا"), text.index("لقوا") + 4, id="event"),
        Mention("a", "entity", "CARDINAL", 3, 7, id="g"),
    )
    arguments = (Argument("a", "event", "Instrument", "f"),)
    view = view_of(session_of(tmp_path, bundle(text, *mentions, arguments=arguments)), tmp_path, width=555)
    (found,) = laid_of(view, "event")
    assert found.plate is not None
    assert found.plate.right() <= view.viewport().width()
    hold(view, [found])


@pytest.mark.parametrize("px", SIZES)
@pytest.mark.parametrize("role", ROLES)
def test_the_ink_of_a_role_stays_inside_its_tag(px: int, role: str) -> None:
    application()
    style = CanvasStyle(theme.load("light"), px=px)
    width, height = style.width_of(role), style.chip_height
    image = QImage(int(width) + 20, height + 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setPen(Qt.GlobalColor.black)
        ChipPainter(style).write(painter, QPointF(10, 20), width, role)
    rows = [y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 128
            for x in range(image.width()))]  # fmt: skip
    assert rows[0] >= 20
    assert rows[-1] <= 20 + height - 2, "the lower edge is touched"


def test_links_out_of_sight_end_at_their_tags(tmp_path: Path) -> None:
    application()
    line = "قال بوتين إن بلاده ستدعم كوريا الشمالية في الدفاع عن سيادتها"
    text = "\n".join([line] * 60)
    starts = [at for at in range(len(text)) if at == 0 or text[at - 1] in " \n"]
    event = Mention("a", "event", "Conflict:Attack", starts[3], starts[3] + 3, id="event")
    far = [Mention("a", "entity", "PER", starts[n], starts[n] + 3, id=f"f{n}") for n in (4, 520, 530, 540, 550)]
    arguments = tuple(Argument("a", "event", "Place", each.id) for each in far)
    view = view_of(session_of(tmp_path, bundle(text, event, *far, arguments=arguments)), tmp_path, width=700)
    found = laid_of(view, "event")
    margin = links.in_margin(frame_of(view), found)
    assert len(margin) == 4
    hold(view, found)
    for each in found:
        if each.plate in margin:
            end = each.path.currentPosition()
            assert each.plate.adjusted(-1, -1, 1, 1).contains(end)
            assert isinstance(each.link, Link)
