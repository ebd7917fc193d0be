import {Component, useState} from "@odoo/owl";
import {deserializeDate, formatDate, serializeDate} from "@web/core/l10n/dates";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const MARKS = {
    done: {icon: "fa-check-circle", color: "text-success"},
    late: {icon: "fa-exclamation-circle", color: "text-danger"},
    planned: {icon: "fa-clock-o", color: "text-info"},
    open: {icon: "fa-circle-o", color: "text-muted"},
};

/**
 * The dates of a deal in a row, each with its state; a tap opens one to plan or note it.
 */
export class DealBoard extends Component {
    static template = "dosmart_crm.DealBoard";
    static components = {DateTimeInput};
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        // Which date is open, and whether a phone shows them all.
        this.state = useState({openId: 0, unfolded: false});
    }

    get board() {
        return this.props.record.data[this.props.name] || {dates: [], editable: false};
    }

    get open() {
        return this.board.dates.find(({id}) => id === this.state.openId);
    }

    mark(date) {
        return MARKS[date.state];
    }

    toggle(date) {
        this.state.openId = this.state.openId === date.id ? 0 : date.id;
    }

    /** Say in a word how it stands with *date*. */
    describe(date) {
        if (date.state === "done") {
            return this.show(date.actual);
        }
        if (date.state === "late") {
            return _t("%s, late", this.show(date.planned));
        }
        return date.planned ? this.show(date.planned) : _t("Not planned");
    }

    /** Say the whole in a line, where there is no room for all. */
    get summary() {
        const {dates, done, late, next} = this.board;
        const parts = [_t("%s of %s dates done", done, dates.length)];
        if (late) {
            parts.push(_t("%s late", late));
        }
        if (next) {
            parts.push(_t("next: %s, %s", next.name, this.show(next.planned)));
        }
        return parts.join(" · ");
    }

    show(text) {
        return formatDate(deserializeDate(text));
    }

    day(text) {
        return text ? deserializeDate(text) : false;
    }

    /** Save what is typed on the form, then call *method*, then show what came of it. */
    async call(method, ...args) {
        const {record} = this.props;
        if (await record.save()) {
            const action = await this.orm.call(record.resModel, method, [[record.resId], ...args]);
            if (action?.type) {
                return this.action.doAction(action, {onClose: () => record.model.load()});
            }
            await record.model.load();
        }
    }

    plan(date, day) {
        return this.call("action_plan_date", date.id, day ? serializeDate(day) : "");
    }

    note(date, day) {
        return this.call("action_note_date", date.id, day ? serializeDate(day) : "");
    }

    today(date) {
        return this.note(date, luxon.DateTime.local());
    }
}

registry.category("fields").add("deal_board", {
    component: DealBoard,
    displayName: _t("Dates of a Deal"),
    supportedTypes: ["json"],
    fieldDependencies: [{name: "client_follows", type: "boolean"}],
});
