"""Candidates for links and for roles: what comes first, and why."""

from db.arabic import fold_key
from db.labelset import preset
from db.rows import Argument, Article, Cluster, Mention
from desktop.article import OpenArticle
from desktop.suggest import fillers
from desktop.suggest.clusters import Entry, alias_found, matching, rank, spellings

NEWS = preset("news")


def entry(name, *others, label="PER", mentions=1, scope=""):
    cluster = Cluster("entity", f"E-{name}", name, label=label, scope=scope)
    return Entry(cluster, frozenset(map(fold_key, (name, *others))), mentions=mentions, articles=1)


PUTIN = entry("فلاديمير بوتين", "بوتين", mentions=29)
KIM = entry("كيم جونغ أون", mentions=12)
CITY = entry("بيونغ يانغ", label="GPE", mentions=7)
LEADER = entry("الزعيم الكوري الشمالي", label="OCC", mentions=3)
ALL = (PUTIN, KIM, CITY, LEADER)


def names(found):
    return [(each.entry.cluster.name, each.reason) for each in found]


def test_the_same_name_comes_first_whatever_its_spelling():
    found = rank("فلادِيمير  بوتين", label="PER", entries=ALL)
    assert names(found)[0] == ("فلاديمير بوتين", "same")
    assert found[0].score > 0.9


def test_another_transliteration_is_found_by_its_sound():
    assert names(rank("بيونج يانج", label="GPE", entries=ALL)) == [("بيونغ يانغ", "sound")]
    assert names(rank("بيونجيانج", label="GPE", entries=ALL)) == [("بيونغ يانغ", "sound")]


def test_part_of_a_name_is_enough():
    assert names(rank("كيم", label="PER", entries=ALL)) == [("كيم جونغ أون", "part")]
    assert names(rank("الرئيس فلاديمير بوتين", label="PER", entries=ALL))[0] == ("فلاديمير بوتين", "part")


def test_the_alef_that_lam_swallowed():
    assert "الزعيم" in spellings("لزعيم")
    assert names(rank("لزعيم الكوري الشمالي", label="OCC", entries=ALL)) == [("الزعيم الكوري الشمالي", "same")]


def test_nothing_alike_gives_nothing_but_what_was_used_last():
    assert rank("موسكو", label="GPE", entries=ALL) == []
    recent = (KIM.cluster.id, CITY.cluster.id)
    assert names(rank("موسكو", label="GPE", entries=ALL, recent=recent)) == [
        ("كيم جونغ أون", "recent"), ("بيونغ يانغ", "recent"),
    ]  # fmt: skip


def test_its_own_cluster_is_left_out_and_the_corpus_goes_before_a_chain():
    chain = entry("فلاديمير بوتين", scope="article-1", mentions=40)
    assert [each.entry for each in rank("فلاديمير بوتين", label="PER", entries=(chain, PUTIN))] == [PUTIN, chain]
    assert rank("بوتين", label="PER", entries=(PUTIN,), without=PUTIN.cluster.id) == []


def test_at_most_as_many_as_asked_for():
    many = [entry(f"بوتين {number}", "بوتين") for number in range(30)]
    assert len(rank("بوتين", label="PER", entries=many)) == 9
    assert len(rank("بوتين", label="PER", entries=many, limit=1)) == 1


def test_searching_all_clusters():
    assert [each.cluster.name for each in matching("بوت", ALL)] == ["فلاديمير بوتين"]
    assert [each.cluster.name for each in matching("E-كيم", ALL)] == ["كيم جونغ أون"]
    assert len(matching("", ALL)) == 4
    assert matching("لا أحد", ALL) == []


def test_a_search_finds_by_another_name_and_says_which():
    cluster = Cluster("entity", "E-x", "فلاديمير بوتين", aliases=("القيصر", "Vladimir Putin"))
    assert alias_found("قيصر", cluster) == "القيصر"
    assert alias_found("vladimir", cluster) == "Vladimir Putin"
    assert alias_found("بوتين vladimir", cluster) == "Vladimir Putin"
    assert alias_found("بوتين", cluster) is None
    assert alias_found("e-x", cluster) is None


TEXT = "قال بوتين إنه سيزور موسكو يوم الأربعاء. وحضر كيم اللقاء في بيونغ يانغ.\nوغادر الوفد إلى سيول."


def opened():
    head = Article("1", "عنوان", 0, len(TEXT), "", "")

    def mention(words, label, kind="entity"):
        start = TEXT.index(words)
        return Mention(head.id, kind, label, start, start + len(words), status="accepted", id=words)

    mentions = [
        mention("بوتين", "PER"), mention("موسكو", "GPE"), mention("الأربعاء", "DATE"), mention("كيم", "PER"),
        mention("بيونغ يانغ", "GPE"), mention("سيول", "GPE"), mention("قال", "Statement", "event"),
        mention("اللقاء", "Contact:Meet", "event"),
    ]  # fmt: skip
    return OpenArticle(head, TEXT, mentions=mentions)


def test_fillers_allowed_and_near_come_first():
    article = opened()
    meet = article.mentions["اللقاء"]
    places = [each.id for each in fillers.rank(article, NEWS, meet, role="Place")]
    assert places[:3] == ["بيونغ يانغ", "موسكو", "سيول"]
    people = [each.id for each in fillers.rank(article, NEWS, meet, role="Entity")]
    assert people[0] == "كيم"
    assert "اللقاء" not in people


def test_what_fills_the_role_already_is_left_out():
    article = opened()
    meet = article.mentions["اللقاء"]
    head = article.row
    taken = Argument(head.id, meet.id, "Place", "بيونغ يانغ", status="accepted")
    article = OpenArticle(head, TEXT, mentions=article.mentions.values(), arguments=[taken])
    assert "بيونغ يانغ" not in [each.id for each in fillers.rank(article, NEWS, meet, role="Place")]
    assert all(pair.role != "Place" for pair in fillers.pairs(article, NEWS, meet))


def test_pairs_offer_each_empty_role_its_best_filler_once():
    article = opened()
    found = {pair.role: pair.filler.id for pair in fillers.pairs(article, NEWS, article.mentions["قال"])}
    assert found["Speaker"] == "بوتين"
    assert found["Time"] == "الأربعاء"
    assert len(set(found.values())) == len(found)
