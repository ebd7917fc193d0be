"""How the tools talk to the person who typed ``make``: progress lines and one-line failures."""

import errno
import os
import re
import shutil
import subprocess
import sys

from .paths import CACHE

# What the output of a failed command tells, most certain first. What blocks stops everything.
DISK_FULL = "the disk is full: free some space and try again"
BLOCKING = {
    r"No space left on device|Disk quota exceeded|not have enough free space": DISK_FULL,
    r"Temporary failure (in name resolution|resolving)|Could not (resolve|connect)|"
    r"Name or service not known|NewConnectionError|NameResolutionError|Network is unreachable|"
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|Read timed out|ConnectTimeoutError|"
    r"Connection (timed out|refused|failed)": (
        "the network did not answer: check the connection and try again"
    ),
    r"CERTIFICATE_VERIFY_FAILED|certificate verif(y|ication) failed|SELF_SIGNED_CERT|"
    r"UNABLE_TO_(GET_ISSUER|VERIFY)": (
        "this machine does not trust the other side's certificate: install its authority's"
    ),
    r"Release file for \S+ is (expired|not valid yet)": (
        "this machine's clock, or the package archive that it uses, is out of date: see `date`"
    ),
}
CAUSES = BLOCKING | {
    r"No matching distribution|Unable to locate package|has no installation candidate|"
    r"E404|ETARGET": "a package is no longer there: see which one above, and pin another version",
    r"permission denied to create database": (
        "PGUSER may not create databases; let the server's administrator grant it CREATEDB"
    ),
    r"are you root\?|Permission denied": "a folder or file may not be written: see above which",
}


class Stop(Exception):  # noqa: N818 - it ends the work, it is no mistake of ours
    """Something is missing that only the user can provide; its text says what to do."""


class Blocked(Stop):
    """Disk, network or clock: trying the same from another source does not help."""


def say(text):
    """Show one line of progress at once, even when the output is piped."""
    print(f"» {text}", flush=True)


def need(tool, package):
    """Return the path of *tool*, or stop and name the Debian *package* that has it."""
    path = shutil.which(tool)
    if not path:
        raise Stop(f"{tool} is missing: run `apt-get install {package}` and try again.")
    return path


def is_root():
    """Return whether we may install system packages and change the owner of files."""
    return os.geteuid() == 0


def quiet(command, doing, **options):
    """Run *command*; show its output only if it fails. *doing* completes "could not ..."."""
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **options,
    )
    if done.returncode:
        cause = cause_of(done.stdout)
        kind = Blocked if cause in BLOCKING.values() else Stop
        raise kind(f"could not {doing}: {cause}.")
    return done.stdout


def cause_of(output):
    """Return the known reason in *output*; an unknown one is shown, and pointed at."""
    for pattern, cause in CAUSES.items():
        if found := re.search(pattern, output):
            if "above" in cause:
                sys.stderr.write(output[max(0, found.start() - 400) : found.end() + 200] + "\n")
            return cause
    if _disk_is_full():
        return DISK_FULL
    sys.stderr.write(output[-3000:] + "\n")
    return "see the lines above"


def _disk_is_full():
    """Return whether so little is left that programs fail without naming the reason."""
    return CACHE.exists() and shutil.disk_usage(CACHE).free < 32 * 2**20


def run(main):
    """Call *main*; a ``Stop`` becomes one line and exit status 1, Ctrl-C exit status 130."""
    try:
        sys.exit(main())
    except Stop as stop:
        sys.exit(f"✗ {stop}")
    except OSError as error:
        sys.exit(f"✗ {cause_of(str(error)) if error.errno == errno.ENOSPC else error}.")
    except KeyboardInterrupt:
        sys.exit(130)
