from odoo import api, models


class KeptMixin(models.AbstractModel):
    """Settings that every move of a deal asks for are kept in memory until one of them changes."""

    _name = "dosmart.kept.mixin"
    _description = "Kept in Memory"
    _kept_fields = frozenset()  # what is kept depends on these alone

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if any(record[name] for record in records for name in self._kept_fields):
            self.env.registry.clear_cache()
        return records

    def write(self, vals):
        done = super().write(vals)
        if vals.keys() & self._kept_fields:
            self.env.registry.clear_cache()
        return done

    def unlink(self):
        done = super().unlink()
        self.env.registry.clear_cache()
        return done
