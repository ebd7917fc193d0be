import {Component, useState} from "@odoo/owl";
import {
    deserializeDate,
    deserializeDateTime,
    formatDate,
    serializeDate,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useAutofocus, useService} from "@web/core/utils/hooks";

/** What meets a control point that nobody ticks. */
const FACTS = {
    sheet: ({now, percent}) => _t("The client sheet is filled in to %s %% of %s %%.", now, percent),
    payment: ({now, percent}) => _t("Paid: %s %% of %s %%.", now, percent),
    meeting: () => _t("Met once a meeting of this opportunity is over."),
    quotation: () => _t("Met once a quotation of this opportunity is sent."),
    document: (point) => _t("Met once this is sent: %s.", point.document),
    file: () => _t("Met once a file is attached to this opportunity."),
};

/**
 * The control points of a deal, stage by stage: ticked with one tap, or met by facts.
 */
export class ControlBoard extends Component {
    static template = "dosmart_crm.ControlBoard";
    static components = {DateTimeInput};
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        useAutofocus({mobile: true}); // the note that was just opened
        // Which stages and notes the user opened or closed by hand: {id: boolean}.
        this.unfolded = useState({});
        this.noting = useState({});
    }

    get board() {
        return this.props.record.data[this.props.name] || {stages: [], editable: false};
    }

    isOpen(stage) {
        return this.unfolded[stage.id] ?? stage.is_current;
    }

    fold(stage) {
        this.unfolded[stage.id] = !this.isOpen(stage);
    }

    /** Say in a line what became of the *point*, or what meets it. */
    describe(point) {
        if (point.overridden_by) {
            return _t("%s let it go: %s", point.overridden_by, point.override_reason);
        }
        if (point.done_on) {
            const time = toLocaleDateTimeString(deserializeDateTime(point.done_on));
            return point.done_by ? `${point.done_by}, ${time}` : time;
        }
        return (FACTS[point.kind] || (() => ""))(point);
    }

    /** Say who approved the *point*, and whose turn it is. */
    describeApproval({approved_by, next_approver, is_met}) {
        const turn = is_met || !next_approver ? [] : [_t("next: %s", next_approver)];
        return [...approved_by, ...turn].join(", ");
    }

    day(text) {
        return text ? deserializeDate(text) : false;
    }

    showDay(text) {
        return formatDate(deserializeDate(text));
    }

    /** Save what is typed on the form, then call *method*, then show what came of it. */
    async call(method, ...args) {
        const {record} = this.props;
        if (await record.save()) {
            const action = await this.orm.call(record.resModel, method, [[record.resId], ...args]);
            if (action?.type) {
                const onClose = () => record.model.load();
                return this.action.doAction(action, {onClose});
            }
            await record.model.load();
        }
    }

    tick(point) {
        return this.call("action_tick_point", point.id, !point.done_on);
    }

    happenedToday(point) {
        const today = serializeDate(luxon.DateTime.local());
        return this.call("action_date_point", point.id, point.planned, today);
    }

    date(point, change) {
        const dates = {planned: point.planned, actual: point.actual, ...change};
        return this.call("action_date_point", point.id, dates.planned, dates.actual);
    }

    plan(point, day) {
        return this.date(point, {planned: day ? serializeDate(day) : ""});
    }

    happened(point, day) {
        return this.date(point, {actual: day ? serializeDate(day) : ""});
    }

    /** Enter keeps the note, Escape leaves it as it was. */
    onNoteKey(point, ev) {
        if (ev.key === "Escape") {
            ev.target.value = point.note;
        }
        if (["Enter", "Escape"].includes(ev.key)) {
            ev.preventDefault();
            ev.stopPropagation();
            ev.target.blur();
        }
    }

    async note(point, text) {
        this.noting[point.id] = false;
        if (text.trim() !== point.note) {
            await this.call("action_note_point", point.id, text);
        }
    }
}

registry.category("fields").add("control_board", {
    component: ControlBoard,
    displayName: _t("Control Points"),
    supportedTypes: ["json"],
});
