"""Dates: expressions of Arabic news read as intervals of days, with how they were read and what is doubtful.

What is read stands here; ``db.dates.reading`` reads it, and with all its words is brought in by those who read.
"""

from db.dates.interval import GRANULARITIES, Granularity, Interval, is_iso_interval
from db.dates.resolution import Doubt, DoubtCode, How, Reason, Resolution, Unresolved

DATE = "date"
"""The attribute of a time mention that holds its confirmed interval (``Interval.iso``)."""

__all__ = [
    "DATE",
    "GRANULARITIES",
    "Doubt",
    "DoubtCode",
    "Granularity",
    "How",
    "Interval",
    "Reason",
    "Resolution",
    "Unresolved",
    "is_iso_interval",
]
