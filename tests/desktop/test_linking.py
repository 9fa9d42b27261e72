"""Ranking of links: what counts, what a person has said, and how well gold clusters are found again."""

from datetime import date

import pytest

from db.arabic import skeleton
from db.dates import Interval
from db.labelset import preset
from db.rows import Article, Cluster, Mention
from desktop.article import OpenArticle
from desktop.suggest import entities
from desktop.suggest.event_index import EventIndex
from desktop.suggest.events import Circle, Facts, when
from tests.bench.rebuilding import rebuild
from tests.test_sample import FOLDER

NEWS = preset("news")
DAY = Interval.day(date(2024, 6, 19))


def facts(mention, *, label="Contact:Meet", trigger="لقاء", who=(), where=(), when=None, cluster=None, article="a"):
    return Facts(
        mention, article, 0, label, trigger, skeleton(trigger), ("Positive", "Asserted"), cluster, "accepted",
        tuple(who), tuple(where), when,
    )  # fmt: skip


def index_of(*found, entity=None):
    index = EventIndex()
    entity = entity or {"m1": "putin", "m2": "kim", "m3": "putin", "m4": "kim", "m5": "shoigu"}
    for number, each in enumerate(found):
        index.put(f"article-{number}", [each], entity if number == 0 else {})
    return index


def test_type_people_and_day_say_that_it_is_the_same():
    index = index_of(
        facts("e1", who=("m1", "m2"), when=DAY),
        facts("e2", who=("m3", "m4"), when=DAY, trigger="مباحثات", cluster="talks"),
        facts("e3", who=("m5",), when=Interval.day(date(2023, 9, 13))),
    )
    first, second = index.candidates("e1", circle=Circle())
    assert (first.cluster, first.best) == ("talks", "e2")
    assert [reason.kind for reason in first.reasons] == ["type", "who", "same_day"]
    assert first.reasons[1].keys == ("kim", "putin")
    assert (second.cluster, second.best) == (None, "e3")
    assert (second.reasons[-2].kind, second.reasons[-2].days) == ("apart", 280)
    assert first.score > second.score + 0.3


def test_forms_of_the_trigger_are_one_word():
    index = index_of(facts("e1", trigger="الزيارة"), facts("e2", trigger="زيارته"), facts("e3", trigger="رحلة"))
    first, second = index.candidates("e1", circle=Circle())
    assert first.best == "e2"
    assert "trigger" in [reason.kind for reason in first.reasons]
    assert first.score > second.score


def test_two_towns_of_one_country_are_nearer_than_two_of_two_countries():
    entity = {"m1": "pyongyang", "m2": "wonsan", "m3": "moscow"}
    index = index_of(
        facts("e1", where=("m1",)), facts("e2", where=("m2",)), facts("e3", where=("m3",)), entity=entity
    )
    circle = Circle()
    apart = {each.best: each.score for each in index.candidates("e1", circle=circle)}
    assert apart["e2"] == apart["e3"]
    circle.tie("pyongyang", "korea")
    circle.tie("wonsan", "korea")
    circle.tie("moscow", "russia")
    tied = {each.best: each.score for each in index.candidates("e1", circle=circle)}
    assert tied["e2"] > tied["e3"] == apart["e3"]


def test_of_two_alike_the_one_somebody_linked_stands_first():
    index = index_of(facts("e1"), facts("e2"), facts("e3", cluster="talks"))
    assert [each.best for each in index.candidates("e1", circle=Circle())] == ["e3", "e2"]


def test_who_acts_for_whom_counts():
    entity = {"m1": "putin", "m2": "russia"}
    index = index_of(facts("e1", who=("m1",)), facts("e2", who=("m2",)), entity=entity)
    circle = Circle()
    plain = index.candidates("e1", circle=circle)[0]
    circle.tie("putin", "russia")
    tied = index.candidates("e1", circle=circle)[0]
    assert tied.score > plain.score
    assert ("who", ("russia",)) in [(reason.kind, reason.keys) for reason in tied.reasons]


def test_a_mention_takes_from_its_cluster_what_it_does_not_say():
    index = index_of(
        facts("e1", who=("m1",), when=DAY),
        facts("e2", cluster="talks"),
        facts("e3", who=("m3",), when=DAY, cluster="talks"),
    )
    assert {each.kind for each in index.candidates("e1", circle=Circle())[0].reasons} >= {"who", "same_day"}


def test_what_was_said_to_be_distinct_is_not_proposed_nor_what_it_joined_since():
    index = index_of(facts("e1"), facts("e2"), facts("e3", cluster="c"))
    assert {each.best for each in index.candidates("e1", circle=Circle())} == {"e2", "e3"}
    assert [each.best for each in index.candidates("e1", circle=Circle(), distinct={"c"})] == ["e2"]
    index.move("e2", "d")
    assert [each.cluster for each in index.candidates("e1", circle=Circle(), distinct={"e2"})] == ["c"]


def test_an_entity_mention_that_becomes_someone_else():
    index = index_of(facts("e1", who=("m1",)), facts("e2", who=("m5",)))
    index.rename("m5", "putin")
    assert "who" in {each.kind for each in index.candidates("e1", circle=Circle())[0].reasons}


def test_dates():
    assert when(DAY, None) == 0.4
    assert when(DAY, Interval.month(2024, 6)) == 1.0
    assert when(DAY, Interval.year(2024)) == 0.7
    assert when(DAY, Interval.day(date(2024, 6, 26))) == pytest.approx(0.294, abs=0.001)


def opened(text, *spans):
    row = Article(ref="r", title="", position=0, length=len(text), sha256="", record_sha256="", published="2024-06-20")
    mentions = [
        Mention(row.id, "entity", label, text.index(words), text.index(words) + len(words), cluster=cluster)
        for words, label, cluster in spans
    ]
    clusters = {each.cluster: Cluster("entity", each.cluster, each.cluster) for each in mentions if each.cluster}
    return OpenArticle(row, text, mentions=mentions, clusters=clusters), mentions


def test_a_title_stands_beside_its_name_and_tells_of_a_state():
    article, (title, state, name) = opened(
        "الرئيس الروسي فلاديمير بوتين", ("الرئيس الروسي", "OCC", "putin"), ("الروسي", "NORP", "russia"),
        ("فلاديمير بوتين", "PER", "putin"),
    )  # fmt: skip
    assert entities.beside(article, NEWS, title) == {"putin"}
    assert entities.beside(article, NEWS, name) == {"putin"}
    assert entities.beside(article, NEWS, state) == set()
    assert entities.told_by_titles(article, NEWS) == {("putin", "russia")}


def test_a_day_is_compared_by_its_date():
    article, (relative, absolute) = opened(
        "زار أمس ثم 19 يونيو 2024", ("أمس", "DATE", None), ("19 يونيو 2024", "DATE", None)
    )
    assert entities.keys_of(article, NEWS, relative) == {"@2024-06-19"}
    assert entities.keys_of(article, NEWS, absolute) == {"@2024-06-19"}


def test_the_clusters_of_the_sample_are_found_again(tmp_path):
    tallies = rebuild(tmp_path, sorted(FOLDER.glob("*.gold.json")))
    assert tallies["entity"].recall(5) >= 0.96
    assert tallies["event"].recall(5) >= 0.97
    assert all(tally.actions_per_link <= 1.2 for tally in tallies.values())


def test_the_clusters_of_the_news_set_are_found_again(tmp_path, shared):
    tallies = rebuild(tmp_path, [shared / "news" / f"{name}.gold.json" for name in ("000", "001", "003")])
    assert tallies["entity"].recall(5) >= 0.97
    assert tallies["event"].recall(5) >= 0.96
    assert all(tally.actions_per_link <= 1.2 for tally in tallies.values())
