"""An index of many made-up events, and how long one question to it takes."""

from __future__ import annotations

import random
from datetime import date, timedelta
from time import perf_counter

from db.arabic import skeleton
from db.dates import Interval
from desktop.suggest.event_index import EventIndex
from desktop.suggest.events import Circle, Facts

TYPES = ("Contact:Meet", "Movement:Transport", "Conflict:Attack", "Statement", "Agreement:Sign", "Deployment",
         "Support:Pledge", "Transaction:Transfer-Ownership", "Accusation", "Personnel:Start-Position")  # fmt: skip
TRIGGERS = ("لقاء", "مباحثات", "زيارة", "هجوم", "قال", "أعلن", "توقيع", "نشر", "وصل", "استقبال", "تعهد", "تسليم")
WORDS = ("الرئيس", "العاصمة", "القوات", "الوزير", "البيان", "المدينة", "الاتفاق", "الحدود", "المطار", "الوفد")
PER_ARTICLE = 6


def index_of(count: int, *, seed: int = 7) -> tuple[EventIndex, Circle]:
    """``count`` events, six an article, some hundred people with a few in most news, days over six years."""
    dice = random.Random(seed)
    index, circle = EventIndex(), Circle()
    people = [f"p{number}" for number in range(400)]
    weights = [1 / (1 + number) for number in range(len(people))]
    for number in range(40):
        circle.tie(f"p{number}", f"p{number + 100}")
    for article in range(count // PER_ARTICLE):
        day = date(2019, 1, 1) + timedelta(dice.randrange(2200))
        cast = {f"a{article}-{number}": who for number, who in enumerate(dice.choices(people, weights, k=8))}
        facts = []
        for number in range(PER_ARTICLE):
            trigger = dice.choice(TRIGGERS)
            when = Interval.day(day - timedelta(dice.randrange(5))) if dice.random() < 0.5 else None
            cluster = f"c{dice.randrange(count // 8)}" if dice.random() < 0.4 else None
            facts.append(
                Facts(
                    f"e{article}-{number}", f"a{article}", number * 80, dice.choice(TYPES), trigger, skeleton(trigger),
                    ("Positive", "Asserted"), cluster, "accepted", tuple(dice.sample(sorted(cast), dice.randrange(4))),
                    tuple(dice.sample(sorted(cast), dice.randrange(2))), when, frozenset(dice.sample(WORDS, 6)),
                )
            )  # fmt: skip
        index.put(f"a{article}", facts, cast)
    return index, circle


def times(index: EventIndex, circle: Circle, *, questions: int) -> list[float]:
    """Milliseconds of each of some questions, after none and spread over the corpus."""
    ids = sorted(index.facts)
    taken = []
    for mention in ids[:: max(len(ids) // questions, 1)][:questions]:
        start = perf_counter()
        index.candidates(mention, circle=circle)
        taken.append((perf_counter() - start) * 1000)
    return taken
