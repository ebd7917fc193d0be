"""The SQL of the valuation agrees with the plain-Python oracle, company by company."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ...common import DosmartCase
from ...oracle.client_value import values
from ...oracle.random_client import random_case
from .loader import Loader

SEEDS = st.lists(st.integers(0, 2**32), min_size=120, max_size=120, unique=True)
# A batch of 120 companies takes some seconds: what fails is not made smaller, its seed is told.
BATCHES = settings(
    max_examples=4,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class TestOracle(DosmartCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.loader = Loader(cls.env)

    def agree(self, cases, as_invoices=False):
        """Compare what the run finds for each of *cases* with the oracle; undo it."""
        savepoint = self.env.cr.savepoint()
        try:
            loaded = self.loader.load(cases, as_invoices)
            for (company, numbers, today), (policy, ids) in zip(cases, loaded, strict=True):
                self.assertTrue(policy._run(today))
                self.assertEqual(self.loader.found(policy, ids), values(company, numbers, today))
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    @BATCHES
    @given(SEEDS)
    def test_orders(self, seeds):
        self.agree([random_case(seed) for seed in seeds])

    @BATCHES
    @given(SEEDS)
    def test_invoices(self, seeds):
        self.agree([random_case(seed, by_days=True) for seed in seeds], as_invoices=True)
