import {BadgeField, badgeField} from "@web/views/fields/badge/badge_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/** A status in its own color, which is read once per status instead of once per record. */
export class StatusBadgeField extends BadgeField {
    get badgeClass() {
        const status = this.props.record.data[this.props.name];
        return `o_badge_color_${status ? status.color : 0}`;
    }
}

registry.category("fields").add("status_badge", {
    ...badgeField,
    component: StatusBadgeField,
    displayName: _t("Status Badge"),
    supportedOptions: [],
    supportedTypes: ["many2one"],
    relatedFields: [{name: "color", type: "integer", readonly: true}],
});
