"""Where the tools keep things. All of it is git-ignored and may be deleted at any time."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("DOSMART_CACHE", ROOT / ".odoo"))
VENV = CACHE / "venv"
VENV_PYTHON = VENV / "bin" / "python"
ADDONS = ("dosmart_crm", "dosmart_loyalty", "dosmart_reports")


def own_addons():
    """Return the names of our add-ons that exist so far, lowest dependency first."""
    return [name for name in ADDONS if (ROOT / name / "__manifest__.py").exists()]


def digest(*texts):
    """Return a short name for *texts*, so that a changed input gets a new cache entry."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:10]
