import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Colour of a mark from 1 (worst) to 5 (best). */
export function markTone(mark) {
    if (!mark) {
        return "secondary";
    }
    return mark < 2.5 ? "danger" : mark < 3.5 ? "warning" : "success";
}

/**
 * What a client answered, question by question.
 */
export class SatisfactionAnswers extends Component {
    static template = "dosmart_crm.SatisfactionAnswers";
    static props = {...standardFieldProps};

    setup() {
        this.markTone = markTone;
    }

    get answers() {
        return this.props.record.data[this.props.name] || [];
    }
}

registry.category("fields").add("satisfaction_answers", {
    component: SatisfactionAnswers,
    displayName: _t("Answers"),
    supportedTypes: ["json"],
});
