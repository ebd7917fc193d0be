import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {markTone} from "./satisfaction_answers.esm";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/**
 * How a client marks us and how it pays: surveys, audits, complaints and payments together.
 */
export class ClientScorecard extends Component {
    static template = "dosmart_crm.ClientScorecard";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.markTone = markTone;
    }

    get card() {
        return this.props.record.data[this.props.name] || {lines: [], mark: 0, months: 0};
    }

    get intro() {
        return _t("Marks from 1 (worst) to 5 (best) of the last %s months.", this.card.months);
    }

    async open(line) {
        const {record} = this.props;
        const args = [[record.resId], line.kind];
        this.action.doAction(await this.orm.call(record.resModel, "action_open_scorecard", args));
    }
}

registry.category("fields").add("client_scorecard", {
    component: ClientScorecard,
    displayName: _t("Scorecard"),
    supportedTypes: ["json"],
});
