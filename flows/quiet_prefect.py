"""Prefect's settings for this project; importing this before `prefect` applies those that the environment lacks.

Prefect's embedded server keeps one SQLite file and answers one client: us. What writes to that file beside the run
itself races with the migrations of the first start and prints `database is locked`; what calls out has no place here.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "outputs" / ".prefect" if (ROOT / "pyproject.toml").is_file() else Path("~/.cache/sgreports-prefect")
"""In the project, or where there is none; not in the home of a Prefect of the user's own."""
SETTINGS = {
    # The server, started for this run and ended with it, keeps its file here.
    "PREFECT_HOME": str(HOME.expanduser()),
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "true",
    # What an answer may take: the default of 60 s has no room for a busy machine. The start: own_server.py.
    "PREFECT_API_REQUEST_TIMEOUT": "600",
    # Telemetry: the server's heartbeat posts to a host of Prefect's and writes its session while migrations run; the
    # client's events go to a third party's analytics and heed only DO_NOT_TRACK.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    # Background writers to the same SQLite file. The run is a minute long: it needs no stored events and no cleaning.
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    # How long a writer waits for another before it says `database is locked`.
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    # The console is the progress bar's and the summary's; what fails is raised, and said once.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    "DASK_LOGGING__DISTRIBUTED": "critical",
}

if "prefect" not in sys.modules:  # a worker of Prefect's that runs a deployment has settings of its own
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
