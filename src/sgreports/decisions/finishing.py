"""Decisions on a dataset while it is written; what that needs is imported only where there are some."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sgreports.dataset.files.folder import Finish, nothing_more
from sgreports.decisions.files import Decisions


def finishing(decisions: Decisions) -> Finish:
    """What puts decisions on a dataset that is being written; nothing where there are none."""

    def finish(folder: Path) -> Mapping[str, Any]:
        from sgreports.decisions.apply import apply_in

        return apply_in(folder, decisions).run_json

    return finish if decisions.files else nothing_more
