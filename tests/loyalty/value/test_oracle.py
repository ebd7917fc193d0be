"""The SQL of the valuation agrees with the plain-Python oracle, company by company."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ...common import DosmartCase
from ...oracle.client_value import values
from ...oracle.random_client import random_case
from .loader import Loader

SEEDS = st.lists(st.integers(0, 2**32), min_size=50, max_size=50, unique=True)
# A batch of 50 companies takes a second: what fails is not made smaller, its seed is told.
BATCHES = settings(
    max_examples=40,
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
                self.assertEqual(self.found(policy, ids), values(company, numbers, today))
        finally:
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def found(self, policy, ids):
        """Return what is stored, as the oracle says it."""
        names = {partner_id: name for name, partner_id in ids.items()}
        lines = {category.id: name for name, category in self.loader.categories.items()}
        rows = self.env["dosmart.client.value"].with_context(active_test=False)
        rows = rows.search([("company_id", "=", policy.company_id.id)])
        fields = "purchase_count recency_score frequency_score monetary_score rfm_score decile"
        fields = f"{fields} abc xyz life_cycle is_current habit stage".split()
        return {
            names[row.partner_id.id]: {field: row[field] for field in fields}
            | {"lines": {lines[line.line_id.id]: line.life_cycle for line in row.line_ids}}
            for row in rows
            if row.partner_id.id in names
        }

    @BATCHES
    @given(SEEDS)
    def test_orders(self, seeds):
        self.agree([random_case(seed) for seed in seeds])

    @BATCHES
    @given(SEEDS)
    def test_invoices(self, seeds):
        self.agree([random_case(seed, by_days=True) for seed in seeds], as_invoices=True)
