import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** What a card says at a glance: badges and small lines, whoever added them. */
export class CardHints extends Component {
    static template = "dosmart_crm.CardHints";
    static props = {...standardFieldProps};

    get hints() {
        return this.props.record.data[this.props.name] || [];
    }

    classOf({color}) {
        return color === undefined ? "text-muted" : `badge rounded-pill o_badge_color_${color}`;
    }
}

registry.category("fields").add("card_hints", {
    component: CardHints,
    displayName: _t("Hints on the Card"),
    supportedTypes: ["json"],
});
