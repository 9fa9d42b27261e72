"""Exchange formats: one module a codec."""
