import {
    Many2ManyCheckboxesField,
    many2ManyCheckboxesField,
} from "@web/views/fields/many2many_checkboxes/many2many_checkboxes_field";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/** Several choices as badges, each switched on and off by one tap. */
export class Many2ManyBadgesField extends Many2ManyCheckboxesField {
    static template = "dosmart_crm.Many2ManyBadgesField";

    /** What is tapped but not yet sent is shown at once. */
    isOn([id]) {
        const isSaved = this.isSelected([id]);
        return isSaved ? !this.idsToRemove.has(id) : this.idsToAdd.has(id);
    }

    toggle(item) {
        this.onChange(item[0], !this.isOn(item));
        this.render();
    }
}

registry.category("fields").add("many2many_badges", {
    ...many2ManyCheckboxesField,
    component: Many2ManyBadgesField,
    displayName: _t("Badges"),
});
