"""Made-up newspaper Arabic of any length from word lists of our own, with the places of its names and triggers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from db.rows import Kind

SPEAKERS = (
    ("قال", "الوزير", "سامي الجابر"), ("أعلنت", "المديرة العامة", "ليلى منصور"), ("أكد", "رئيس البلدية", "فؤاد القاضي"),
    ("وأوضحت", "الناطقة باسم الشركة", "نور الهاشمي"), ("ذكر", "المهندس", "عماد الدين حداد"),
    ("وصرّحت", "النائبة", "هالة بن سالم"), ("أضاف", "المتحدث الرسمي", "يوسف الطرابلسي"),
    ("ورأت", "الخبيرة الاقتصادية", "أسماء الزين"),
)  # fmt: skip
"""Verb, office and name, which agree."""
PEOPLE = ("رامي شاهين", "مريم العلي", "كريم بو عزة", "دلال النجار", "حسان عبد الباقي", "منى الرفاعي")
PLACES = (
    "ميناء الرمال", "مدينة النخيل", "وادي السدر", "جزيرة المرجان", "حي الزيتون", "إقليم الشرق", "بلدة عين الغزال",
    "الساحل الشمالي",
)  # fmt: skip
GROUPS = (
    "شركة الموج للملاحة", "هيئة المياه", "وزارة النقل", "نقابة الصيادين", "مؤسسة الواحة", "جامعة السهل", "بلدية النخيل",
    "جمعية المزارعين",
)  # fmt: skip
TIMES = ("يوم الأربعاء", "الأسبوع الماضي", "في 19 يونيو 2024", "مساء أمس", "مطلع العام المقبل", "منذ ثلاثة أشهر")
AMOUNTS = ("12.5 مليون دينار", "نحو 340 أسرة", "45٪ من الأسهم", "ثلاث سفن", "١٨ ألف طن")
DID = ("كرّمت", "استقبلت", "استدعت", "دعت", "عيّنت", "ودّعت")
PROCLITICS = ("", "", "", "و", "ل", "ب")
FILL = (
    "أن المشروع سيبدأ قريبا رغم الصعوبات", "بعد مفاوضات دامت شهورا", "في مؤتمر صحفي عقد بحضور عدد كبير من الأهالي",
    "وسط ترقب في الأسواق المحلية", "من دون أن يكشف عن مزيد من التفاصيل", "وفقا لما جاء في البيان الرسمي",
    "فيما دعت المعارضة إلى تحقيق مستقل", "بسبب ارتفاع أسعار الوقود", "على متن سفينة (Blue Star 7) قادمة من الخارج",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that a reviewer would annotate (code points)."""

    start: int
    end: int
    kind: Kind
    label: str


class _Writer:
    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.parts: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []

    def put(self, words: str, label: str = "", kind: Kind = "entity") -> None:
        """Write words and a blank; with a label they are a mention, without the proclitic before them."""
        if label:
            self.pieces.append(Piece(self.length, self.length + len(words), kind, label))
        self._write(words + " ")

    def name(self, words: tuple[str, ...], label: str) -> None:
        """Write a name, often with a proclitic before it."""
        self._write(self.random.choice(PROCLITICS))
        self.put(self.random.choice(words), label)

    def sentence(self) -> None:
        """One sentence of news."""
        pick = self.random.choice
        verb, office, person = pick(SPEAKERS)
        self.put(verb, "Statement", "event")
        start = self.length
        self.put(office, "OCC")
        self.put(person, "PER")
        self.pieces.append(Piece(start, self.length - 1, "entity", "PER"))
        self.put(pick(TIMES), "DATE")
        self.put(pick(FILL))
        self.name(GROUPS, "ORG")
        self.put(pick(DID), "Contact:Meet", "event")
        self.put(pick(PEOPLE), "PER")
        self.put("في")
        self.put(pick(PLACES), "GPE")
        if self.random.random() < 0.5:
            self.put("بقيمة")
            self.put(pick(AMOUNTS), "QUANTITY")
        self.put(pick(FILL))

    def paragraph(self) -> None:
        """One to three sentences and a line end."""
        for _ in range(self.random.randrange(1, 4)):
            self.sentence()
            self.parts[-1] = self.parts[-1][:-1] + ". "
            self.length += 1
        self._write("\n")

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def article_text(characters: int, *, seed: int) -> tuple[str, list[Piece]]:
    """A text of exactly so many letters, the same for the same seed, and its pieces in reading order."""
    writer = _Writer(seed)
    while writer.length < characters:
        writer.paragraph()
    text = "".join(writer.parts)[:characters]
    return text, [piece for piece in writer.pieces if piece.end <= characters]
