"""A real corpus, session and article view for the canvas tests, and the texts they are tried on."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QApplication

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Argument, Article, Mention, Region
from db.store import Store
from desktop.messages import Messages
from desktop.session import Session
from desktop.settings import Settings
from desktop.ui import fonts, theme
from desktop.ui.article.view import ArticleView
from desktop.ui.bridge import Bridge
from desktop.ui.context import Context
from desktop.ui.reading import Reader

NEWS = ("000", "001", "003")
FAMILIES = ("Noto Naskh Arabic", "Vazirmatn", "Amiri")
WIDTHS = (180, 311, 464, 640, 901)
TORTURE = (
    'قال 😀 كيم جونغ أون (Kim Jong-un) لبوتين في 19 June 2024 و"الاتفاق" لأوكرانيا 👨‍👩‍👧 بـ5.4 مليار$ NATO-2 إف-16',
    "كَتَبَ الطّالِبُ لَا إِلٰهَ إلّا الله في الـــكـــتاب، وبلا شكّ؛ لأنّ الأمر لآخر مرّة",
    "كوريا\u00a0الشمالية و\u200cروسيا و\u200dنعم، \u200fقال\u200e: 12/06/2024 بنسبة 3.5٪ و١٢٫٥ و۷۸ لتر\u200b.",
    "Russian President Vladimir Putin قال في بيونغ يانغ on 19 June 2024 إن (NATO) توسّع (ABC)",
    "The agency (يونهاب) said 3 صواريخ fell, and «بوتين» left at 04:32.",
    "وصل BBC News Arabic إلى London Gatwick Airport 2024 ثم غادر إلى New York City Hall يوم 15 إلى 16 مايو ",
    "12",
    "😀😀 👍🏽 🇰🇵",
    "لا",
    "",
    "   ",
)


def application() -> QApplication:
    """The one application, with the bundled fonts and nothing else asked for."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    fonts.register()
    return app


def session_of(folder: Path, *bundles: ArticleBundle) -> Session:
    """A session on a fresh corpus with these articles, the first one open."""
    store = Store.create(folder / "canvas.tawsim", preset("news"))
    store.bulk_import(bundles)
    session = Session(store)
    session.open(bundles[0].article.id)
    return session


def bundle(
    text: str,
    *mentions: Mention,
    regions: tuple[Region, ...] = (),
    arguments: tuple[Argument, ...] = (),
    title: str = "",
    article: Article | None = None,
) -> ArticleBundle:
    """An article made of a text and mentions (whose ``article`` is ``a``)."""
    head = article or Article(
        ref="a",
        title=title,
        position=0,
        length=len(text),
        sha256="",
        record_sha256="",
        id="a",
        source="الجزيرة",
        published="2024-06-19",
    )
    return ArticleBundle(head, text, regions=regions, mentions=mentions, arguments=arguments)


def news_bundle(path: Path) -> ArticleBundle:
    """A record of the news set, without its clusters."""
    record = json.loads(path.read_text(encoding="utf-8"))
    text, meta = record["text"], record["meta"]
    article = Article(
        ref=record["id"],
        title=meta["title"] or "",
        position=0,
        length=len(text),
        sha256="",
        record_sha256="",
        id="a",
        source=meta.get("source"),
        published=meta.get("published"),
    )
    mentions = [
        Mention("a", "entity", row["label"], row["start"], row["end"], source="m", score=row.get("score"), id=row["id"])
        for row in record["entities"]
    ]
    arguments = []
    for row in record["events"]:
        trigger = row["trigger"]
        mentions.append(
            Mention(
                "a",
                "event",
                row["type"],
                trigger["start"],
                trigger["end"],
                source="m",
                score=row.get("score"),
                id=row["id"],
            )
        )
    known = {mention.id for mention in mentions}
    for row in record["events"]:
        for argument in row["arguments"]:
            filler = argument.get("entity_id") or argument.get("event_id")
            if filler in known:
                arguments.append(Argument("a", row["id"], argument["role"], filler))
    regions = tuple(Region("a", row["start"], row["end"], row["kind"]) for row in meta.get("regions", ()))
    return ArticleBundle(article, text, regions=regions, mentions=tuple(mentions), arguments=tuple(arguments))


def context_of(session: Session, folder: Path, *, name: theme.ThemeName = "light") -> Context:
    """A context as the application makes one."""
    look = theme.load(name)
    look.labels = session.labels
    context = Context(bridge=Bridge(), messages=Messages("ar"), settings=Settings(folder / "settings.toml"), theme=look)
    context.session = session
    Reader(context, context.bridge)
    context.bridge.attach(session)
    return context


def view_of(
    session: Session, folder: Path, *, name: theme.ThemeName = "light", width: int = 900, height: int = 700
) -> ArticleView:
    """An article view on the screen, painted."""
    app = application()
    view = ArticleView(context_of(session, folder, name=name))
    view.resize(width, height)
    view.show()
    view.setFocus()
    app.processEvents()
    return view
