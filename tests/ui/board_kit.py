"""What tests of the linking board share: papers of four events each, the board beside the first of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from db.bundle import ArticleBundle
from db.rows import Argument, Cluster, Mention
from desktop.ui.commands import board as verbs
from desktop.ui.panels.board import BoardPanel
from tests.db.corpora import article
from tests.ui.app_kit import Running, running
from tests.ui.panel_kit import settle

WORDS = ("قال", "زار", "وصل", "عقد")


def paper(number: int, *, cluster: Cluster | None = None, free: Sequence[int] = (0, 1, 2, 3)) -> ArticleBundle:
    """An article of four events by one person; those not ``free`` are in the cluster."""
    text = " ".join(f"{word} بوتين {number} في المدينة." for word in WORDS)
    head = article(f"a{number}", text=text, position=number, title=f"مقال {number}")
    events, people, links = [], [], []
    for place, word in enumerate(WORDS):
        start = text.index(word)
        inside = cluster.id if cluster is not None and place not in free else None
        events.append(Mention(head.id, "event", "Contact:Meet", start, start + 3, cluster=inside))
        people.append(Mention(head.id, "entity", "PER", start + 4, start + 9))
        links.append(Argument(head.id, events[-1].id, "Entity", people[-1].id))
    return ArticleBundle(
        head, text, clusters=(cluster,) if cluster is not None and number == 0 else (), mentions=(*events, *people),
        arguments=tuple(links),
    )  # fmt: skip


@contextmanager
def linking(folder: Path, own: Sequence[ArticleBundle]) -> Iterator[Running]:
    with running(folder, own=own) as app:
        app.session.open(app.session.store.article_ids()[0])
        app.press("F4")
        settle()
        yield app


def board(app: Running) -> BoardPanel:
    found = verbs.panel(app.commands)
    assert found is not None
    return found


def events(app: Running) -> list[Mention]:
    return [each for each in app.article.ordered if each.kind == "event"]


def choose(app: Running, mention: Mention) -> None:
    app.session.select(mention.id)
    app.app.window.view.setFocus()
    settle()
