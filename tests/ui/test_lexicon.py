"""Word evidence of the open corpus: at once from a small one, in the background from a large one, kept up to date."""


import pytest

from db.bundle import ArticleBundle
from db.labelset import preset
from db.store import Store
from desktop.suggest import lexicon
from desktop.suggest.lexicon import gather, small
from tests.db.corpora import article
from tests.ui.app_kit import running
from tests.ui.panel_kit import until

LETTERS = "بتثجحخدذرز"
WORDS = "وزار وفدنكتا المدينة ثم عاد نكتا إلى بيته ونكتا مسرور جدًا بما رأى في نكتا\n"


@pytest.fixture
def app(tmp_path):
    with running(tmp_path) as app:
        yield app


def plain(number, text):
    """An article without mentions."""
    head = article(f"plain-{number}", text=text, position=number + 2)
    return ArticleBundle(head, text, regions=(), clusters=(), mentions=(), arguments=(), relations=())


def import_articles(app, count, text):
    app.session.store.bulk_import(plain(number, text) for number in range(count))
    app.session.reload()


def known(app):
    return app.commands.lexicon.of(app.session).words


def test_a_small_corpus_is_known_at_once(app):
    assert known(app).own == len([word for line in app.session.store.article_ids() for word in words_of(app, line)])
    assert not app.commands.lexicon.reading


def words_of(app, article):
    return [word for word in app.session.store.text(article).replace(".", " ").split() if len(word) > 1]


def test_what_is_imported_is_known_and_a_large_corpus_holds_nothing_up(app):
    before = known(app).count("نكتا")
    import_articles(app, 60, WORDS * 60)
    known(app)
    assert app.commands.lexicon.reading
    assert known(app).count("نكتا") == before, "what is known stays in use"
    until(lambda: not app.commands.lexicon.reading)
    assert known(app).count("نكتا") == before + 60 * 60 * 2


def test_decisions_made_while_it_is_read_count(app):
    import_articles(app, 60, WORDS * 60)
    assert app.commands.lexicon.reading
    first = app.session.store.article_ids()[0]
    app.session.open(first)
    app.select("بوتين")
    app.press("A")
    until(lambda: not app.commands.lexicon.reading)
    assert "بوتين" in app.commands.lexicon.of(app.session).names


def test_another_corpus_has_words_of_its_own(app, tmp_path):
    path = tmp_path / "other.tawsim"
    with Store.create(path, preset("news")) as store:
        store.bulk_import([plain(0, "نكتا نكتا نكتا")])
    assert known(app).count("نكتا") == 0
    app.app.shell.open_corpus(path)
    assert known(app).count("نكتا") == 3


def test_closing_while_it_is_read_ends_cleanly(app):
    import_articles(app, 60, WORDS * 60)
    assert app.commands.lexicon.reading
    app.commands.trigger("close")
    assert app.app.context.session is None
    assert not app.commands.lexicon.reading


def test_a_huge_corpus_is_sampled_from_end_to_end(tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "LETTERS_AT_MOST", 4_000)
    with Store.create(tmp_path / "big.tawsim", preset("news")) as store:
        store.bulk_import(plain(number, f"كلام{LETTERS[number // 20]} " * 40) for number in range(200))
        assert not small(store)
        words = gather(store).words
        assert 0 < words.own < 200 * 40
        assert len([letter for letter in LETTERS if words.count(f"كلام{letter}") >= 40]) == len(LETTERS)
