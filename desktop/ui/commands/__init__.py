"""The verbs behind actions: each asks an edit of the session, and says in the review bar what stood in the way."""
