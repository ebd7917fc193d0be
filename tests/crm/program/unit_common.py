"""Builders for the tests of clients' units."""

from ..offer.common import OfferCase


class UnitCase(OfferCase):
    """A camera kit that becomes a unit, and a client of the salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kit = cls.new_product(name="Camera kit", is_unit=True, use_measure="h")
        cls.client = cls.new_client(is_company=True, user_id=cls.salesperson.id)

    @classmethod
    def kind(cls, name):
        """Return the shipped kind of service ``dosmart_crm.service_kind_<name>``."""
        return cls.env.ref(f"dosmart_crm.service_kind_{name}")

    @classmethod
    def new_unit(cls, **values):
        return cls.env["dosmart.client.unit"].create(
            {
                "partner_id": cls.client.id,
                "product_id": cls.kit.id,
                "purchase_date": "2026-01-31",
                **values,
            }
        )

    def read(self, unit, day, value):
        return unit.reading_ids.create({"unit_id": unit.id, "date": day, "value": value})

    def serve(self, unit, day, kind="year", **values):
        return unit.service_ids.create(
            {"unit_id": unit.id, "date": day, "kind_id": self.kind(kind).id, **values}
        )

    def due(self, unit):
        """Return what is due next: (day, name of the kind, by)."""
        unit.flush_recordset()
        return (
            str(unit.next_service_date),
            unit.next_service_kind_id.name,
            unit.next_service_by,
        )
