"""The lock file: one writer, and nobody locked out by a writer that died."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from db.errors import WorldError
from db.lock import Lock, is_alive, lock_path, started
from db.store import Store
from tests.db.corpora import empty


def dead_pid() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def held_by(corpus: Path, **content: object) -> None:
    """Put a lock of somebody there."""
    lock_path(corpus).write_text(json.dumps({"host": platform.node(), "user": "badr", **content}), encoding="utf-8")


def test_it_says_who_holds_it_and_goes_away(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    store = empty(corpus)
    held = json.loads(lock_path(corpus).read_text(encoding="utf-8"))
    assert held["pid"] == os.getpid()
    assert held["host"] == platform.node()
    assert held["app"] == "tawsim"
    assert {"user", "since"} <= held.keys()
    with pytest.raises(WorldError) as caught:
        Store.open(corpus)
    assert caught.value.code == "locked"
    assert caught.value.params["pid"] == os.getpid()
    assert str(caught.value.params["holder"]).endswith("@" + platform.node())
    store.close()
    assert not lock_path(corpus).exists()


@pytest.mark.parametrize("pid", ["alive", "elsewhere"])
def test_a_holder_that_may_be_alive_is_respected(tmp_path: Path, pid: str) -> None:
    corpus = tmp_path / "a.tawsim"
    empty(corpus).close()
    if pid == "alive":
        held_by(corpus, pid=os.getppid())
    else:
        held_by(corpus, pid=dead_pid(), host="another-machine")
    with pytest.raises(WorldError) as caught:
        Store.open(corpus)
    assert caught.value.code == "locked"
    assert "badr@" in str(caught.value.params["holder"])
    assert lock_path(corpus).exists()
    Store.open(corpus, read_only=True).close()


def test_a_dead_holder_is_followed(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    empty(corpus).close()
    held_by(corpus, pid=dead_pid())
    with Store.open(corpus):
        assert json.loads(lock_path(corpus).read_text(encoding="utf-8"))["pid"] == os.getpid()
    assert [item.name for item in tmp_path.iterdir()] == ["a.tawsim"]


def test_a_number_given_to_another_process_since_is_no_holder(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    empty(corpus).close()
    held_by(corpus, pid=os.getpid(), started="before the power cut")
    if not started(os.getpid()):  # a system that does not say: the safe answer is "locked"
        with pytest.raises(WorldError):
            Store.open(corpus)
        return
    Store.open(corpus).close()


def test_a_half_written_lock_counts_only_while_it_is_fresh(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    empty(corpus).close()
    lock_path(corpus).write_text('{"pid"', encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        Store.open(corpus)
    assert caught.value.code == "busy", "nobody to name yet"
    os.utime(lock_path(corpus), (0, 0))
    Store.open(corpus).close()


def test_it_is_given_back_when_opening_fails(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    corpus.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    with pytest.raises(WorldError):
        Store.open(corpus)
    assert not lock_path(corpus).exists()


def test_only_its_owner_gives_it_back(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    lock = Lock(corpus)
    lock.acquire()
    lock_path(corpus).unlink()
    other = Lock(corpus)
    other.acquire()
    lock.release()
    assert lock_path(corpus).exists()
    other.release()
    assert not lock_path(corpus).exists()


def test_only_one_of_many_takes_a_stale_lock_over(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    held_by(corpus, pid=dead_pid())
    program = (
        "import sys; from pathlib import Path; from db.lock import Lock; from db.errors import WorldError\n"
        "sys.stdin.readline()\n"
        "try: Lock(Path(sys.argv[1])).acquire(); print('mine', flush=True)\n"
        "except WorldError: print('no', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", program, str(corpus)]
    racers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    for line in ("go\n", None):
        for racer in racers:
            assert racer.stdin
            if line:
                racer.stdin.write(line)
                racer.stdin.flush()
    answers = [racer.stdout.readline().strip() for racer in racers if racer.stdout]
    for racer in racers:
        racer.communicate("end\n")
    assert sorted(answers) == ["mine", "no", "no", "no"]


def test_liveness() -> None:
    assert is_alive(os.getpid())
    assert not is_alive(dead_pid())
    assert not is_alive(0)
    assert not is_alive(-5)
    assert not is_alive(2**40)


def test_a_link_to_a_corpus_is_the_same_corpus(tmp_path: Path) -> None:
    corpus, link = tmp_path / "a.tawsim", tmp_path / "elsewhere" / "b.tawsim"
    link.parent.mkdir()
    with empty(corpus):
        try:
            link.symlink_to(corpus)
        except OSError:  # Windows asks for a right that few have
            return
        with pytest.raises(WorldError) as caught:
            Store.open(link)
        assert caught.value.code == "locked"


def test_a_lock_that_came_meanwhile_is_not_taken_away(tmp_path: Path) -> None:
    """Two had seen the stale lock; the first has taken it over when the second gets to it."""
    corpus = tmp_path / "a.tawsim"
    first, second = Lock(corpus), Lock(corpus)
    first.acquire()
    before = lock_path(corpus).read_bytes()
    second._take_away()
    assert lock_path(corpus).read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["a.tawsim.lock"]


def test_a_guard_left_by_one_that_died_holds_nobody_up_for_long(tmp_path: Path) -> None:
    corpus = tmp_path / "a.tawsim"
    empty(corpus).close()
    held_by(corpus, pid=dead_pid())
    guard = corpus.with_name("a.tawsim.lock.stale")
    guard.touch()
    with pytest.raises(WorldError) as caught:
        Store.open(corpus)
    assert caught.value.code == "busy"
    os.utime(guard, (0, 0))
    Store.open(corpus).close()
    assert [item.name for item in tmp_path.iterdir()] == ["a.tawsim"]
