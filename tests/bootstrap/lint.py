"""``make lint``: every check of style, translations and licences; ``--fix`` repairs what it can.

All checks run, also after a failure; only a failing one shows its output.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from . import console, node_env
from .odoo_tree import addons_paths, odoo_path
from .paths import ROOT, own_addons

FORMATTED = (".css", ".js", ".json", ".scss", ".xml", ".yaml", ".yml")
PROGRAMS = Path(sys.executable).parent
# What gettext's tools and Odoo's export write is fine; the OCA switches this check off too.
PO_OFF = "--disable=po-pretty-format"
# We extend a model once per domain, each in its own folder; and lists that the user edits,
# such as the questions of the sheet, are short enough to read whole.
PYLINT_OFF = "--disable=consider-merging-classes-inherited,no-search-all"
NODE = node_env.SOURCES.relative_to(ROOT)


def main():
    """Return 1 if a check fails."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fix", action="store_true", help="repair what can be repaired")
    node_env.ensure()
    if parser.parse_args().fix:
        return _run(_repairs())
    return _run({**_repairs(check=True), **_checks()})


def _repairs(check=False):
    """Return the tools that can also write, by what they look at."""
    fix = [] if check else ["--fix"]
    prettier = ["--check", "--log-level=warn"] if check else ["--write", "--log-level=warn"]
    prettier += ["--config", NODE / "prettier.config.cjs"]
    eslint = ["--config", NODE / "eslint.config.cjs", "--max-warnings=0"]
    return {
        "Python": _python("ruff", "check", "--quiet", *fix),
        "Python format": _python("ruff", "format", "--quiet", *(["--diff"] if check else [])),
        "format of XML, scripts and styles": _node("prettier", prettier, _files(*FORMATTED)),
        "scripts": _node("eslint", [*eslint, *fix], _files(".js", ".cjs")),
    }


def _checks():
    """Return the other checks. Each is a command, or None where there is nothing to look at."""
    addons = own_addons()
    translations = [path for path in _files(".po", ".pot") if path.parts[0] in addons]
    manifests = [f"{addon}/__manifest__.py" for addon in addons]
    here = [sys.executable, "-m"]
    return {
        "Odoo's guidelines (pylint-odoo)": addons and _python("pylint", PYLINT_OFF, *addons),
        "OCA's module checks": addons and _python("oca-checks-odoo-module", *manifests),
        "OCA's po checks": translations and _python("oca-checks-po", PO_OFF, *translations),
        "XML is well-formed": _on_files("check-xml", ".xml"),
        "JSON is well-formed": _on_files("check-json", ".json"),
        "no merge conflict is left": _on_files("check-merge-conflict", ""),
        "Spanish is complete": [*here, "tests.bootstrap.translations", "--check"],
        "licences": addons and _licences(addons),
    }


def _python(program, *arguments):
    return [PROGRAMS / program, *arguments]


def _node(program, options, files):
    return files and [node_env.program(program), *options, *files]


def _on_files(program, *endings):
    files = _files(*endings)
    return files and _python(program, *files)


def _licences(addons):
    folders = ",".join(map(str, [ROOT, *addons_paths(odoo_path())]))
    select = ["--select-include", ",".join(addons), "--addons-path", folders]
    return _python("manifestoo", *select, "--odoo-series", "19.0", "check-licenses")


def _files(*endings):
    """Return the files that are or may be committed and whose names have one of *endings*."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = map(Path, filter(None, listed.split("\0")))
    return [path for path in paths if path.name.endswith(endings) and (ROOT / path).is_file()]


def _run(commands):
    results = [_passes(title, command) for title, command in commands.items() if command]
    return 0 if all(results) else 1


def _passes(title, command):
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=node_env.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"{'✗' if done.returncode else '✓'} {title}", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return not done.returncode


if __name__ == "__main__":
    console.run(main)
