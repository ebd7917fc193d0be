"""Real purchases: the CDNOW sample as of 1998-07-01, by the policy as shipped."""

import tempfile
from datetime import date
from pathlib import Path

from ...common import DosmartCase
from ...oracle.client_data import Numbers
from ...oracle.client_value import values
from . import cdnow
from .loader import Loader

SAMPLE = Path(__file__).parent / "data/cdnow_sample.txt"
# As the oracle counts them.
EXPECTED = {
    "life_cycle": {"lost": 2057, "permanent": 129, "restored": 171},
    "abc": {"a": 106, "b": 188, "c": 2063},
    "xyz": {"none": 1545, "z": 812},
    "habit": {"frequent": 290, "habitual": 460, "occasional": 1607},
    "stage": {"ended": 2057, "repeat": 300},
    "recency_score": {0: 1545, 1: 161, 2: 162, 3: 164, 4: 161, 5: 164},
    "frequency_score": {0: 1545, 3: 477, 4: 106, 5: 229},
    "monetary_score": {0: 1545, 1: 162, 2: 162, 3: 163, 4: 162, 5: 163},
    "decile": {0: 1545, 1: 81, 2: 81, 3: 81, 4: 81, 5: 82, 6: 81, 7: 81, 8: 82, 9: 80, 10: 82},
}


class TestCdnow(DosmartCase):
    def test_classes_are_those_of_the_oracle(self):
        company, today = cdnow.company(cdnow.read(SAMPLE)), date(1998, 7, 1)
        expected = values(company, Numbers(), today)
        self.assertEqual(cdnow.counts(expected, *EXPECTED), EXPECTED)
        loader = Loader(self.env)
        ((policy, ids),) = loader.load([(company, Numbers(), today)])
        policy._run(today)
        found = loader.found(policy, ids)
        for client, classes in expected.items():
            self.assertEqual(found[client], classes, client)

    def test_line_of_another_layout_is_refused_by_its_number(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(" 00004 0001 19970101  2   29.33\n 00004 19970118  2   29.73\n")
            file.flush()
            with self.assertRaisesRegex(ValueError, "line 2 has 4 columns"):
                list(cdnow.read(file.name))
