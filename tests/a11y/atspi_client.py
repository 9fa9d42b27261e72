"""What a screen reader on Linux does, over D-Bus: finds the article among the programs, reads it, listens to it.

Run by hand inside a session whose accessibility bus is up, with the program running:
``python -m tests.a11y.atspi_client``
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import SLOT, QCoreApplication, QEvent, QEventLoop, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant

REGISTRY, ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
ATSPI = "org.a11y.atspi"
PROPERTIES = "org.freedesktop.DBus.Properties"
PATIENCE = 20.0
"""Seconds to wait for what must come."""


LISTS = frozenset({"table", "tree table", "tree", "list", "list box", "menu bar"})


class BusError(RuntimeError):
    """A call was answered by an error, or by nothing in time."""


REFERENCE = re.compile(r'\(so\) "([^"]+)", \[ObjectPath: ([^]]+)\]')
ENTRY = re.compile(r'"([^"]+)" = "([^"]*)"')
"""Structures and maps as Qt prints them: PySide 6.11 can not take them apart in any other way."""


def bare(value: Any) -> Any:
    """What a variant holds."""
    return value.variant() if isinstance(value, QDBusVariant) else value


@dataclass(frozen=True)
class Thing:
    """One accessible object of some program."""

    bus: Bus
    service: str
    path: str

    def call(self, interface: str, name: str, *arguments: object) -> list[Any]:
        """Call a method of one of the AT-SPI interfaces (``Text``, ``Accessible``...)."""
        return self.bus.call(self.service, self.path, f"{ATSPI}.{interface}", name, *arguments)

    def get(self, interface: str, name: str) -> Any:
        """Read a property."""
        return bare(self.bus.call(self.service, self.path, PROPERTIES, "Get", f"{ATSPI}.{interface}", name)[0])

    @property
    def role(self) -> str:
        """Its role, such as ``document``."""
        return str(self.call("Accessible", "GetRoleName")[0])

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.get("Accessible", "Name"))

    @property
    def description(self) -> str:
        """What more is said of it."""
        return str(self.get("Accessible", "Description"))

    def children(self) -> list[Thing]:
        """What lies in it."""
        answer = self.bus.ask(self.service, self.path, f"{ATSPI}.Accessible", "GetChildren")
        return [Thing(self.bus, service, path) for service, path in REFERENCE.findall(repr(answer))]

    def walk(self, depth: int = 12) -> Iterator[Thing]:
        """It and everything below it, but for the rows of tables and lists."""
        yield self
        if depth and self.role not in LISTS:
            for child in self.children():
                yield from child.walk(depth - 1)

    # --- as text; offsets are UTF-16 units ---------------------------------------------------------------------------

    def text(self, start: int = 0, end: int = -1) -> str:
        """Its letters."""
        return str(self.call("Text", "GetText", start, end)[0])

    @property
    def caret(self) -> int:
        """Where its caret is."""
        return int(self.get("Text", "CaretOffset"))

    def set_caret(self, offset: int) -> None:
        """Put its caret somewhere."""
        self.call("Text", "SetCaretOffset", offset)

    def selection(self) -> tuple[int, int] | None:
        """What is selected in it."""
        if not self.call("Text", "GetNSelections")[0]:
            return None
        start, end = self.call("Text", "GetSelection", 0)
        return start, end

    def run(self, offset: int) -> tuple[dict[str, str], int, int]:
        """How the text looks at an offset, and from where to where it looks so."""
        answer = self.bus.ask(self.service, self.path, f"{ATSPI}.Text", "GetAttributeRun", offset, False)
        _, start, end = answer.arguments()
        return dict(ENTRY.findall(repr(answer))), start, end

    def extents(self, offset: int) -> tuple[int, int, int, int]:
        """Where a letter is on the screen: x, y, width, height."""
        x, y, width, height = self.call("Text", "GetCharacterExtents", offset, 0)
        return x, y, width, height


class Bus(QObject):
    """The accessibility bus, found by way of the session bus."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str]] = []
        """What programs have told since ``listen``: the event's name and its text."""
        session = QDBusConnection.sessionBus()
        ask = QDBusMessage.createMethodCall("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        address = session.call(ask).arguments()
        if not address:
            raise BusError("there is no accessibility bus in this session")
        self._bus = QDBusConnection.connectToBus(address[0], "tawsim-tests-a11y")

    def call(self, service: str, path: str, interface: str, name: str, *arguments: object) -> list[Any]:
        """Call a method; what it answers, where that is nothing but numbers and strings."""
        return self.ask(service, path, interface, name, *arguments).arguments()

    def ask(self, service: str, path: str, interface: str, name: str, *arguments: object) -> QDBusMessage:
        """Call a method and wait for its answer. BusError: there was none."""
        message = QDBusMessage.createMethodCall(service, path, interface, name)
        message.setArguments(list(arguments))
        answer = self._bus.call(message)
        if answer.type() != QDBusMessage.MessageType.ReplyMessage:
            raise BusError(f"{interface}.{name}: {answer.errorName()} {answer.errorMessage()}")
        return answer

    def listen(self, *events: str) -> None:
        """Hear events of kind ``Object`` by their names, such as ``Announcement``."""
        for event in events:
            self.call(REGISTRY, "/org/a11y/atspi/registry", REGISTRY, "RegisterEvent", f"Object:{event}")
            slot = SLOT("_on_event(QDBusMessage)")
            if not self._bus.connect("", "", f"{ATSPI}.Event.Object", event, self, slot):
                raise BusError(f"cannot listen to {event}")

    @Slot(QDBusMessage)
    def _on_event(self, message: QDBusMessage) -> None:
        self.heard.append((message.member(), str(bare(message.arguments()[3]))))

    def programs(self) -> list[Thing]:
        """The programs there are."""
        return Thing(self, REGISTRY, ROOT).children()

    def find(self, role: str, *, name: str, program: str = "") -> Thing | None:
        """The first object with a role and a name, in any program or one by its name."""
        for each in self.programs():
            if program and each.name != program:
                continue
            for thing in each.walk():
                if thing.role == role and thing.name == name:
                    return thing
        return None


def wait_for(question: Any, *, patience: float = PATIENCE) -> Any:
    """Ask until the answer is anything but false; events are handled between. BusError: patience is at an end."""
    end = monotonic() + patience
    while monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        try:
            answer = question()
        except BusError:
            continue
        if answer:
            return answer
    raise BusError("nothing came in time")


def main() -> None:
    """Say what a screen reader would know of the open article."""
    bus = Bus()
    bus.listen("Announcement", "TextCaretMoved")
    article = wait_for(lambda: bus.find("text", name=sys.argv[1]))
    print(f"article: {article.name!r}, {article.get('Text', 'CharacterCount')} units")
    print(f"text: {article.text(0, 120)!r}")
    print(f"caret: {article.caret}; mention at the caret: {article.description!r}")
    for offset in range(0, 200, 20):
        article.set_caret(offset)
        wait_for(lambda at=offset: article.caret == at)
        print(f"caret {offset}: {article.description!r}, run {article.run(offset)}, at {article.extents(offset)}")
    wait_for(lambda: bus.heard)
    print(f"heard: {bus.heard}")


if __name__ == "__main__":
    application = QCoreApplication([])
    main()
