"""Panels: what stands beside the article; none knows another."""
