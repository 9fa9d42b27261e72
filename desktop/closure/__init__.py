"""What follows from the relations between events: order in time, contradictions, cycles; no Qt, no SQL.

``meaning`` says what each relation type means for starts and ends, ``points`` reasons about those, ``events`` about
events, and ``corpus`` keeps it right for an open corpus as change sets come.
"""
