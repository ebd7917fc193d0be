from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_amount, format_date

TONES = {
    **dict.fromkeys(("a", "x", "permanent", "frequent", "pleased"), "success"),
    **dict.fromkeys(("b", "y", "new", "restored", "habitual"), "info"),
    **dict.fromkeys(("c", "z", "occasional", "potential", "fragile"), "warning"),
    **dict.fromkeys(("lost", "dissatisfied"), "danger"),
}


class ClientValue(models.Model):
    """Says why: the client's own numbers and the boundary of its class (spec SG-9)."""

    _inherit = "dosmart.client.value"

    explanation = fields.Json(
        compute="_compute_explanation", help="Each class with its reason and treatment."
    )

    def _compute_explanation(self):
        policies = self.env["dosmart.value.policy"].search(
            Domain("company_id", "in", self.company_id.ids)
        )
        by_company = {policy.company_id: policy for policy in policies}
        rules = self.env["dosmart.value.rule"].search([])
        for value in self:
            value.explanation = value._explain(by_company[value.company_id], rules)

    def _explain(self, policy, rules):
        chips = [
            *(self._chip(name, why) for name, why in self._reasons(policy).items()),
            *(self._score_chip(name, why) for name, why in self._score_reasons(policy).items()),
        ]
        for chip in chips:
            subject, score = chip.pop("subject"), chip.pop("score", None)
            chip["treatment"] = rules._treatment(self.company_id, subject, score)
        return {
            "valued_on": format_date(self.env, policy.last_run),
            "chips": chips,
            "lines": [
                {"name": line.line_id.name, "label": line._label("life_cycle")}
                | {"tone": TONES.get(line.life_cycle, "secondary")}
                for line in self.line_ids
            ],
        }

    def _chip(self, name, why):
        return {
            "key": name,
            "name": self._fields[name].get_description(self.env, ["string"])["string"],
            "label": self._label(name),
            "is_known": self[name] != "none",
            "tone": TONES.get(self[name], "secondary"),
            "why": why,
            "subject": f"{name}_{self[name]}",
        }

    def _score_chip(self, name, why):
        score = self[f"{name}_score"]
        field = self._fields[f"{name}_score"].get_description(self.env, ["string"])
        tone = "success" if score > 3 else "info" if score == 3 else "warning"
        label = str(score) if score else self.env._("Not Enough Data")
        chip = {"name": field["string"], "label": label, "why": why, "subject": name}
        return chip | {"tone": tone if score else "secondary", "score": score}

    def _reasons(self, policy):
        return {
            "life_cycle": self._why_life_cycle(policy),
            "abc": self._why_abc(policy),
            "xyz": self._why_xyz(policy),
            "habit": self._why_habit(policy),
            "stage": self._why_stage(),
        }

    def _why_life_cycle(self, policy):
        if self.life_cycle == "potential":
            return self.env._("No purchase yet.")
        first, last = (
            format_date(self.env, day) for day in (self.first_purchase, self.last_purchase)
        )
        if self.life_cycle == "new":
            return self.env._("First purchase on %(day)s.", day=first)
        if self.life_cycle == "restored":
            return self.env._(
                "Back after %(months)s months or more; last purchase on %(day)s.",
                months=policy.period_months,
                day=last,
            )
        if self.has_contract:
            return self.env._("A contract is running; last purchase on %(day)s.", day=last)
        if self.life_cycle == "lost":
            return self.env._(
                "Last purchase on %(day)s, more than %(months)s months ago.",
                day=last,
                months=policy.period_months,
            )
        return self.env._(
            "Client since %(first)s; last purchase on %(last)s.", first=first, last=last
        )

    def _why_abc(self, policy):
        if self.abc == "none":
            return self.env._("Never bought: there is nothing to compare.")
        measure = self.margin if policy.abc_measure == "margin" else self.turnover
        amount = format_amount(self.env, measure, self.currency_id)
        if measure <= 0:
            return self.env._(
                "%(amount)s in the last %(months)s months.",
                amount=amount,
                months=policy.window_months,
            )
        return self.env._(
            "%(amount)s, starts at %(percent)s %% of the total; A ends at %(a)s %%, B at %(b)s %%.",
            amount=amount,
            percent=f"{self.ahead_percent:.1f}",
            a=f"{policy.abc_a_percent:g}",
            b=f"{policy.abc_b_percent:g}",
        )

    def _why_xyz(self, policy):
        if self.life_cycle in ("potential", "new"):
            return self.env._("New and potential clients have none yet.")
        if self.variation_months < policy.xyz_min_months:
            return self.env._(
                "%(months)s complete months since the first purchase; %(needed)s are needed.",
                months=max(self.variation_months, 0),
                needed=policy.xyz_min_months,
            )
        if self.xyz == "none":
            return self.env._("No turnover in the last %(n)s months.", n=self.variation_months)
        return self.env._(
            "Monthly turnover varies by %(percent)s %% over %(months)s months; X ends at %(x)s %%, "
            "Y at %(y)s %%.",
            percent=f"{self.variation_percent:.1f}",
            months=self.variation_months,
            x=f"{policy.xyz_x_percent:g}",
            y=f"{policy.xyz_y_percent:g}",
        )

    def _why_habit(self, policy):
        if self.purchase_count < 2:
            return self.env._("Purchases so far: %(count)s.", count=self.purchase_count)
        return self.env._(
            "Buys every %(days)s days; the median client every %(median)s days.",
            days=f"{self.interval_days:.1f}",
            median=f"{policy.median_interval_days:.1f}",
        )

    def _why_stage(self):
        if self.closed_on and self.stage == "ended":
            day = format_date(self.env, self.closed_on)
            return self.env._("Closed on %(day)s: %(why)s", day=day, why=self.closed_reason)
        return self.env._("Purchases so far: %(count)s.", count=self.purchase_count)

    def _score_reasons(self, policy):
        months = policy.window_months
        if not self.window_count:
            nothing = self.env._("No purchase in the last %(months)s months.", months=months)
            return dict.fromkeys(("recency", "frequency", "monetary"), nothing)
        days = (policy.last_run - self.last_purchase).days
        amount = format_amount(self.env, self.turnover, self.currency_id)
        return {
            "recency": self.env._("Bought %(days)s days before the last run.", days=max(days, 0)),
            "frequency": self.env._(
                "%(count)s purchases in %(months)s months.", count=self.window_count, months=months
            ),
            "monetary": self.env._(
                "%(amount)s in %(months)s months: tenth %(decile)s of 10.",
                amount=amount,
                months=months,
                decile=self.decile,
            ),
        }

    def _label(self, name):
        return dict(self._fields[name]._description_selection(self.env))[self[name]]


class ClientValueLine(models.Model):
    _inherit = "dosmart.client.value.line"

    def _label(self, name):
        return dict(self._fields[name]._description_selection(self.env))[self[name]]
