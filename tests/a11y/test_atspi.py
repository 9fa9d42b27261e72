"""A screen reader's view over a private D-Bus session and a private screen: text, caret, selection, mention."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.bundle import ArticleBundle
from db.labelset import preset
from db.rows import Article, Mention
from db.store import Store
from tests.a11y.atspi_client import Bus, Thing, wait_for
from tests.source import ROOT

TEXT = "وصل 😀 فلاديمير بوتين إلى بيونغ يانغ اليوم.\nوقال بوتين إنه مسرور."
PUTIN = (TEXT.index("فلاديمير"), TEXT.index(" إلى"))
SAID = (TEXT.index("قال"), TEXT.index("قال") + 3)


@contextmanager
def process(command: list[str], **more: object) -> Iterator[subprocess.Popen[str]]:
    """A program that is ended with the test."""
    with subprocess.Popen(command, text=True, **more) as started:
        try:
            yield started
        finally:
            started.terminate()
            started.wait(20)


@pytest.fixture
def session(screen_reader_parts: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The environment of a private session with a screen and an accessibility bus."""
    with ExitStack() as stack:
        read, write = os.pipe()
        screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        stack.enter_context(process(screen, pass_fds=(write,), **quiet))
        os.close(write)
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        monkeypatch.setenv("DISPLAY", display)
        daemon = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        bus = stack.enter_context(process(daemon, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        assert bus.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.stdout.readline().strip())
        monkeypatch.delenv("AT_SPI_BUS_ADDRESS", raising=False)
        yield os.environ | {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PYTHONUTF8": "1"}


@pytest.fixture
def article(session: dict[str, str], tmp_path: Path) -> Iterator[tuple[Bus, Thing]]:
    """The program on a corpus of one article, as the accessibility bus knows it."""
    QApplication.instance() or QApplication([])
    head = Article("a", "", 0, len(TEXT), "", "", id="a")
    mentions = (
        Mention("a", "entity", "PER", *PUTIN, id="putin"),
        Mention("a", "event", "Statement", *SAID, id="said", status="accepted"),
    )
    with Store.create(tmp_path / "read.tawsim", preset("news")) as store:
        store.bulk_import([ArticleBundle(head, TEXT, mentions=mentions)])
    command = [sys.executable, "-m", "desktop", str(tmp_path / "read.tawsim"), "--language", "ar"]
    with process(command, cwd=ROOT, env=session):
        bus = Bus()
        bus.listen("Announcement", "TextCaretMoved", "TextSelectionChanged")
        found = wait_for(lambda: bus.find("text", name="نص المقال", program="Tawsim"))
        wait_for(lambda: found.text() == TEXT)
        yield bus, found


def test_a_screen_reader_reads_text_caret_selection_and_mention(article: tuple[Bus, Thing]) -> None:
    bus, found = article
    assert found.name == "نص المقال"
    assert {"org.a11y.atspi.Text", "org.a11y.atspi.Component"} <= set(found.call("Accessible", "GetInterfaces")[0])

    def unit(place: int) -> int:
        return len(TEXT[:place].encode("utf-16-le")) // 2

    found.set_caret(unit(PUTIN[0] + 2))
    wait_for(lambda: found.description == "شخص: فلاديمير بوتين، مقترح")
    assert found.caret == unit(PUTIN[0] + 2)
    _, start, end = found.run(found.caret)
    assert (start, end) == (unit(PUTIN[0]), unit(PUTIN[1]))
    x, y, width, height = found.extents(found.caret)
    assert 0 < x < 1280
    assert 0 < y < 800
    assert width > 0
    assert height > 10
    wait_for(lambda: ("Announcement", "شخص: فلاديمير بوتين، مقترح") in bus.heard)

    found.set_caret(unit(SAID[0]))
    wait_for(lambda: ("Announcement", "حدث تصريح: قال، مقبول") in bus.heard)
    assert found.run(unit(PUTIN[0]))[1:] != (unit(PUTIN[0]), unit(PUTIN[1])), "only the mention at the caret is marked"

    found.set_caret(0)
    wait_for(lambda: found.description == "")
    found.call("Text", "AddSelection", 0, 3)
    wait_for(lambda: found.selection() == (0, 3))
    assert ("TextCaretMoved", "0") in bus.heard or found.caret == 3
