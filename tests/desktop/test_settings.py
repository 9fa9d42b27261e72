"""Settings: sparse, atomic, tolerant of what it does not know, calm about what is broken."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from desktop.messages import LANGUAGES, Messages
from desktop.settings import RECENT_AT_MOST, SETTINGS, Settings


def test_only_what_differs_is_written_and_unknown_keys_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    file.parent.mkdir()
    file.write_text('from_the_future = [1, 2]\n[table]\na = "b"\n', encoding="utf-8")
    settings = Settings(file)
    settings.set("language", "en")
    settings.set("font_size", 30)
    settings.set("font_size", 22)
    assert tomllib.loads(file.read_text(encoding="utf-8")) == {
        "from_the_future": [1, 2], "table": {"a": "b"}, "language": "en"}
    assert Settings(file).get("language") == "en"
    assert [each.name for each in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("text", ["language = ", "\x00", "a = 1\na = 2"])
def test_a_broken_file_is_moved_aside(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    settings = Settings(file)
    assert settings.get("language") == "ar"
    assert settings.note is not None
    key, params = settings.note
    assert key == "settings.broken"
    assert Path(str(params["path"])).read_text(encoding="utf-8") == text
    settings.set("theme", "dark")
    assert Settings(file).get("theme") == "dark"


def test_nonsense_values_fall_back_to_the_default(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('font_size = "big"\ntheme = "pink"\nmeasure = 5000\ntour_seen = 1\n', encoding="utf-8")
    settings = Settings(file)
    assert (settings.get("font_size"), settings.get("theme"), settings.get("measure")) == (22, "system", 75)
    assert settings.get("tour_seen") is False


def test_a_value_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    for key, value in (("font_size", 4), ("font_size", "22"), ("theme", "pink"), ("tour_seen", 1)):
        with pytest.raises(ValueError):
            settings.set(key, value)
    with pytest.raises(KeyError):
        settings.set("no_such", 1)


def test_listeners_hear_of_real_changes_only(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    heard: list[str] = []
    settings.listeners.append(heard.append)
    settings.set("theme", "system")
    settings.set("theme", "dark")
    settings.set("theme", "dark")
    assert heard == ["theme"]


def test_a_list_given_out_is_a_copy(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    settings.get("recent").append("x")
    assert settings.get("recent") == []


def test_recent_corpora(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.toml")
    for number in range(RECENT_AT_MOST + 3):
        settings.remember(Path(f"/c/{number}"))
    settings.remember(Path("/c/9"))
    assert settings.get("recent")[0] == str(Path("/c/9"))
    assert len(settings.get("recent")) == RECENT_AT_MOST
    settings.forget(Path("/c/9"))
    assert str(Path("/c/9")) not in settings.get("recent")


def test_a_folder_that_cannot_be_written_leaves_a_note(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "settings.toml")
    settings.set("theme", "dark")
    assert settings.get("theme") == "dark"
    assert settings.note is not None


def test_every_setting_shown_has_words() -> None:
    for language in LANGUAGES:
        messages = Messages(language)
        wanted = [f"settings.{setting.key}" for setting in SETTINGS if setting.group]
        wanted += [f"settings.group.{setting.group}" for setting in SETTINGS if setting.group]
        wanted += [f"settings.{setting.key}.{choice}" for setting in SETTINGS for choice in setting.choices]
        wanted += [setting.unit for setting in SETTINGS if setting.unit]
        assert [key for key in wanted if not messages.has(key)] == []
