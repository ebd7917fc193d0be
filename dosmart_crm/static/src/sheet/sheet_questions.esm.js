import {Component, useRef, useState} from "@odoo/owl";
import {SheetSection, showAnswer} from "./sheet_section.esm";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const FIRST = 5;
const questionsField = {name: "sheet_questions", type: "json"};

/** Whether *value* answers a question: given, and more than "we do not know". */
function saysSomething(value) {
    return Boolean(value?.records ? value.records.length : value && value !== "unknown");
}

/** Whether a question is answered in the form as it stands, saved or not. */
function isAnswered({field, answered, elsewhere}, {data}) {
    return elsewhere || (field in data ? saysSomething(data[field]) : answered);
}

/** How complete the client sheet is, counted while it is being filled in. */
export class SheetCompleteness extends Component {
    static template = "dosmart_crm.SheetCompleteness";
    static props = {...standardFieldProps, isBar: {type: Boolean, optional: true}};

    get percent() {
        const {record} = this.props;
        const asked = record.data.sheet_questions || [];
        const answered = asked.filter((question) => isAnswered(question, record));
        return asked.length ? Math.floor((100 * answered.length) / asked.length) : 100;
    }
}

/** The questions still open; a click goes to where the answer is typed. */
export class StillToAsk extends Component {
    static template = "dosmart_crm.StillToAsk";
    static props = {...standardFieldProps};

    setup() {
        this.root = useRef("root");
        this.state = useState({showsAll: false});
    }

    get open() {
        const {name, record} = this.props;
        return (record.data[name] || []).filter((question) => !isAnswered(question, record));
    }

    get shown() {
        return this.state.showsAll ? this.open : this.open.slice(0, FIRST);
    }

    get title() {
        const {length} = this.open;
        return length === 1 ? _t("1 question") : _t("%s questions", length);
    }

    get moreLabel() {
        return this.state.showsAll ? _t("Show fewer") : _t("Show all %s", this.open.length);
    }

    /** A section unfolds by itself; a field elsewhere in the form is there to be seen. */
    goTo({field}) {
        const form = this.root.el.closest(".o_form_renderer");
        if (form.querySelector(`.${SheetSection.className} [name='${field}']`)) {
            this.env.bus.trigger(SheetSection.goTo, {field, recordId: this.props.record.id});
        } else {
            showAnswer(form.querySelector(`.o_field_widget[name='${field}']`));
        }
    }
}

registry.category("fields").add("sheet_completeness", {
    component: SheetCompleteness,
    displayName: _t("Completeness of the Client Sheet"),
    supportedTypes: ["integer"],
    fieldDependencies: [questionsField],
    extractProps: ({options}) => ({isBar: Boolean(options.bar)}),
});
registry.category("fields").add("still_to_ask", {
    component: StillToAsk,
    displayName: _t("Still to Ask"),
    supportedTypes: ["json"],
});
