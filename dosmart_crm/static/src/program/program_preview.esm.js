import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** Whom a contact program would contact, and whom it would leave in peace, with the reasons. */
export class ProgramPreview extends Component {
    static template = "dosmart_crm.ProgramPreview";
    static props = {...standardFieldProps};

    get lines() {
        return this.props.record.data[this.props.name] || [];
    }

    get counts() {
        return this.props.record.data.counts || [];
    }

    get partText() {
        return _t("The first %(shown)s of %(total)s are shown; the numbers are those of all.", {
            shown: this.lines.length,
            total: this.total,
        });
    }

    get next() {
        const day = this.props.record.data.next_date;
        return day && formatDate(day);
    }

    showNext() {
        this.props.record.update({date: this.props.record.data.next_date});
    }

    get total() {
        return this.counts.reduce((sum, one) => sum + one.count, 0);
    }
}

registry.category("fields").add("program_preview", {component: ProgramPreview});
