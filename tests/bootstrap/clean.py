"""``make clean``: stop what still runs and remove all that was fetched or built."""

import shutil

from . import console, postgres
from .cluster import SETTINGS, public_folder_path
from .console import Stop, say
from .paths import CACHE, VENV


def main():
    """Leave only the checkout."""
    for kind in SETTINGS if VENV.exists() else ():
        if not postgres.stop(kind):
            raise Stop(f"the {kind} PostgreSQL is in use: end `make run` or `make test` first.")
    for folder in (CACHE, public_folder_path()):
        if folder.exists():
            say(f"removing {folder}")
            shutil.rmtree(folder)


if __name__ == "__main__":
    console.run(main)
