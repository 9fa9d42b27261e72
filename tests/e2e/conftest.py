"""What every end-to-end test starts from: a home in which the application has been started before."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _dressed(dressed: None) -> None:
    """Style sheets are not made anew for each test; the very first start is ``first_start``'s."""
