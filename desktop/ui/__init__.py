"""The only place that knows Qt."""

import PySide6.QtWidgets  # noqa: F401 - all of it stands on these
