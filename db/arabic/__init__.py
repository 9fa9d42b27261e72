"""Arabic text: characters, folding with offset maps, tokens, sentences, steps of an edge, clitic cuts, stems.

All offsets are Unicode code points, end-exclusive.
"""

from db.arabic.clitics import article_lam, enclitic_cuts, head_cuts, peel, proclitic_cuts
from db.arabic.folding import Folded, fold, fold_key, skeleton
from db.arabic.graphemes import is_boundary
from db.arabic.letters import extend_over_marks, is_format, is_invisible, is_mark, is_word_char
from db.arabic.stems import stem
from db.arabic.tokens import letter_step, sentences, tokens, trim, word_at, word_step

__all__ = [
    "Folded",
    "article_lam",
    "enclitic_cuts",
    "extend_over_marks",
    "fold",
    "fold_key",
    "head_cuts",
    "is_boundary",
    "is_format",
    "is_invisible",
    "is_mark",
    "is_word_char",
    "letter_step",
    "peel",
    "proclitic_cuts",
    "sentences",
    "skeleton",
    "stem",
    "tokens",
    "trim",
    "word_at",
    "word_step",
]
