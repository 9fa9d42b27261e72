"""The article canvas: layout, painting, hit-testing and the conversion of offsets; it edits nothing."""
