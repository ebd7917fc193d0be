"""What ``make dist`` builds installs in both of the usual ways, without this checkout."""

import subprocess
import sys
import venv
import zipfile

import pytest

from .bootstrap import dist, odoo_conf, templates
from .bootstrap.odoo_tree import addons_paths
from .bootstrap.paths import ROOT, VENV, VENV_PYTHON, own_addons
from .bootstrap.templates import manifest
from .conftest import DATABASES, ODOO, SERVER, query

ADDONS = own_addons()
WHERE = """
import sys
from odoo.modules import get_module_path
from odoo.tools import config
config.parse_config(["-c", sys.argv[1]])
print(get_module_path(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the folder that ``make dist`` fills."""
    folder = tmp_path_factory.mktemp("dist")
    dist.build(folder)
    return folder


@pytest.fixture
def database():
    """Yield the name of a copy of the database without our add-ons."""
    name = templates.copy_of_stock(DATABASES, "dist")
    yield name
    DATABASES.drop(name)


def install(database, python, addons_path):
    """Install our add-ons with nothing but *addons_path*; return the folder of the first."""
    paths = [*addons_paths(ODOO), *addons_path]
    options = {"db_name": database, "addons_path": ",".join(map(str, paths))}
    conf = odoo_conf.write(database, ODOO, SERVER, **options)
    command = [python, "-m", "tests.bootstrap.in_odoo", conf, "--install", ",".join(ADDONS)]
    try:
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        where = [python, "-c", WHERE, conf, ADDONS[0]]
        # Not from the checkout: "" on Python's path would find it.
        done = subprocess.run(where, cwd="/", check=True, capture_output=True, text=True)
    finally:
        conf.unlink()
    state = "SELECT name FROM ir_module_module WHERE name LIKE 'dosmart%' AND state = 'installed'"
    assert sorted(query(database, state)) == [(addon,) for addon in ADDONS]
    return done.stdout.strip()


def test_every_addon_has_one_wheel_and_one_zip(built):
    names = {path.name for path in built.iterdir()}
    versions = {addon: manifest(addon)["version"] for addon in ADDONS}
    wheels = {f"odoo_addon_{a}-{v}-py3-none-any.whl" for a, v in versions.items()}
    assert names == wheels | {f"{a}-{v}.zip" for a, v in versions.items()}


def test_zip_holds_the_addon_without_what_running_it_leaves(built):
    for path in built.glob("*.zip"):
        names = zipfile.ZipFile(path).namelist()
        addon = path.name.partition("-")[0]
        assert {name.partition("/")[0] for name in names} == {addon}
        assert f"{addon}/__manifest__.py" in names
        assert f"{addon}/i18n/es.po" in names
        assert [name for name in names if "__pycache__" in name] == []


def test_zip_unpacked_into_an_addons_path_installs(built, database, tmp_path):
    for path in built.glob("*.zip"):
        zipfile.ZipFile(path).extractall(tmp_path)
    found = install(database, VENV_PYTHON, [tmp_path])
    assert found == str(tmp_path / ADDONS[0])


def test_wheel_in_a_clean_environment_installs(built, database, tmp_path):
    venv.create(tmp_path, with_pip=False)
    (packages,) = tmp_path.glob("lib/python3*/site-packages")
    (odoo,) = VENV.glob("lib/python3*/site-packages")
    # Odoo and what it needs, as a company has them already.
    (packages / "odoo.pth").write_text(f"{odoo}\n{ODOO}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", tmp_path / "bin/python", "install"]
    pip += ["--no-deps", "--no-index", *built.glob("*.whl")]
    subprocess.run(pip, check=True, capture_output=True)
    found = install(database, tmp_path / "bin/python", [])
    assert found == str(packages / "odoo/addons" / ADDONS[0])
