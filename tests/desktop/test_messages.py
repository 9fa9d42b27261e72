"""The catalogues are complete in both languages; plurals, digits and isolation work."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

import desktop.edits
import resources
from db.errors import WorldError
from db.labelset import preset
from db.queries import Header
from desktop import wording
from desktop.messages import LANGUAGES, Messages, load, plural_form, problems


def test_both_languages_have_the_same_messages_and_placeholders() -> None:
    assert problems({language: load(resources.path("i18n", language)) for language in LANGUAGES}) == []


def test_no_key_is_defined_twice() -> None:
    for language in LANGUAGES:
        keys: Counter[str] = Counter()
        for file in resources.path("i18n", language).glob("*.json"):
            pairs = json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=list)
            keys.update(key for key, _ in pairs)
        assert [key for key, times in keys.items() if times > 1] == []


def test_several_things_in_one_line() -> None:
    assert Messages("ar").listed(["أ", "ب"]) == "أ، ب"
    assert Messages("en").listed(["a", "b"]) == "a, b"


def test_no_message_is_empty_and_arabic_ones_are_arabic() -> None:
    for language in LANGUAGES:
        for key, text in load(resources.path("i18n", language)).items():
            assert text.strip() == text, key
            assert text, key


def test_problems_finds_what_is_missing() -> None:
    found = problems({"ar": {"a": "ا {{x}}", "n_other": "ن", "n_one": "ن"}, "en": {"a": "a", "b": "b"}})
    assert "ar lacks b" in found
    assert "en lacks n" in found
    assert any(text.startswith("ar has n in") for text in found)
    assert any(text.startswith("a has other placeholders") for text in found)


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"),
     (102, "other"), (103, "few"), (111, "many"), (1000, "other"), (1.5, "other")],
)  # fmt: skip
def test_arabic_plurals_follow_cldr(count: float, form: str) -> None:
    assert plural_form("ar", count) == form


def test_english_plurals() -> None:
    assert [plural_form("en", count) for count in (0, 1, 2, 1.5)] == ["other", "one", "other", "other"]


def test_count_picks_the_form_and_digits_follow_the_choice(tmp_path) -> None:
    folder = tmp_path / "ar"
    folder.mkdir()
    forms = {
        "zero": "لا مواضع",
        "one": "موضع",
        "two": "موضعان",
        "few": "{{count}} مواضع",
        "many": "{{count}} موضعًا",
        "other": "{{count}} موضع",
    }
    (folder / "x.json").write_text(json.dumps({f"n_{form}": text for form, text in forms.items()}), encoding="utf-8")
    messages = Messages("ar", digits="arabic", folder=tmp_path)
    assert [messages.tr("n", count=n) for n in (0, 1, 2, 5, 37, 100)] == [
        "لا مواضع",
        "موضع",
        "موضعان",
        "٥ مواضع",
        "٣٧ موضعًا",
        "١٠٠ موضع",
    ]
    assert messages.number(0.93) == "٠٫٩٣"
    assert messages.has("n")
    assert not messages.has("m")


def test_a_foreign_text_is_isolated_and_an_own_one_is_not() -> None:
    messages = Messages("ar")
    shown = messages.error(WorldError("missing", path="C:\\news\\a.tawsim"))
    assert "\u2068C:\\news\\a.tawsim\u2069" in shown
    assert "«مدوّنتي»" in messages.error(WorldError("missing", path="مدوّنتي"))


def test_a_missing_key_is_given_back() -> None:
    assert Messages("en").tr("no.such.key", count=3) == "no.such.key"


def test_every_error_code_has_words() -> None:
    codes = re.findall(r"``(\w+)``", WorldError.__doc__ or "")
    for language in LANGUAGES:
        messages = Messages(language)
        assert [code for code in codes if code != "path" and not messages.has(f"errors.{code}")] == []


def test_every_edit_and_every_refusal_has_words() -> None:
    folder = Path(desktop.edits.__file__).parent
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    refusals = set(re.findall(r'EditRefused\("(\w+)"', source))
    edits = set(re.findall(r'\bEdit\("([\w.]+)"', source)) | {"entity.create", "event.create", "import"}
    assert len(refusals) > 10
    assert len(edits) > 10
    for language in LANGUAGES:
        messages = Messages(language)
        assert [code for code in refusals if not messages.has(f"refused.{code}")] == []
        assert [label for label in edits if not messages.has(f"history.{label}")] == []


def test_a_change_set_is_told_by_the_label_sets_names() -> None:
    labels = preset("news")
    entity, role = labels.entities[0], labels.roles[0]
    shown = wording.params(Messages("ar"), labels, {"label": entity.code, "role": role.code, "text": "بوتين"})
    assert shown == {"label": entity.name.ar, "role": role.name.ar, "text": "بوتين"}
    header = Header(seq=1, id="a", kind="undo", label="mention.accept_all", params=(("count", "3"),), article=None,
                    author="", at="", target=None)  # fmt: skip
    assert wording.describe(Messages("en"), labels, header) == "undid: accept 3 mentions"
    assert wording.describe(Messages("ar"), labels, header) == "تراجعٌ عن قبول 3 مواضع"
