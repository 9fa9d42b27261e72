"""The timeline without its picture: when the events of a corpus were, scales, ticks and rows that do not overlap."""
