import {Component, onPatched, useRef, useState} from "@odoo/owl";
import {browser} from "@web/core/browser/browser";
import {append, createElement} from "@web/core/utils/xml";
import {FormRenderer} from "@web/views/form/form_renderer";
import {evaluateBooleanExpr} from "@web/core/py_js/py";
import {registry} from "@web/core/registry";
import {toStringExpression} from "@web/views/utils";
import {useBus, useService} from "@web/core/utils/hooks";

/** Put the cursor into the field *answer* of the page, and mark it for a moment. */
export function showAnswer(answer) {
    if (answer) {
        answer.scrollIntoView({block: "center"});
        answer.classList.add("o_sheet_wanted");
        browser.setTimeout(() => answer.classList.remove("o_sheet_wanted"), 3000);
        answer.querySelector("input, textarea")?.focus({preventScroll: true});
    }
}

/**
 * A part of the client sheet under a title that folds it and counts its answers.
 *
 * In a form view: `<details class="o_sheet_section" string="Person">…</details>`. All parts are open
 * at first; on a phone only those with the attribute `open`.
 */
export class SheetSection extends Component {
    static template = "dosmart_crm.SheetSection";
    static className = "o_sheet_section";
    static goTo = "DOSMART:GO-TO-ANSWER";
    static props = {
        title: String,
        className: {type: String, optional: true},
        isOpenOnPhone: Boolean,
        questions: Array,
        record: Object,
        slots: Object,
    };

    setup() {
        this.state = useState({isOpen: this.props.isOpenOnPhone || !useService("ui").isSmall});
        this.root = useRef("root");
        useBus(this.env.bus, SheetSection.goTo, ({detail}) => this.goTo(detail));
        onPatched(() => this.focusWanted());
    }

    /** Unfold, and put the cursor where the question is answered. */
    goTo({field, recordId}) {
        const {record, questions} = this.props;
        if (record.id === recordId && questions.some(({name}) => name === field)) {
            this.wanted = field;
            this.state.isOpen = true;
            this.render();
        }
    }

    focusWanted() {
        if (this.wanted) {
            showAnswer(this.root.el.querySelector(`[name='${this.wanted}']`));
            this.wanted = null;
        }
    }

    /** An answer that cannot be saved must be seen. */
    get isOpen() {
        const {record, questions} = this.props;
        return this.state.isOpen || questions.some(({name}) => record.isFieldInvalid(name));
    }

    get asked() {
        const {record, questions} = this.props;
        return questions.filter(
            ({name, invisible}) =>
                !record.fields[name].readonly &&
                // No unwanted event is an answer too.
                record.fields[name].type !== "one2many" &&
                !evaluateBooleanExpr(invisible, record.evalContextWithVirtualIds)
        );
    }

    get answered() {
        const {data} = this.props.record;
        return this.asked.filter(({name}) => (data[name]?.records || [data[name]]).some(Boolean));
    }

    toggle() {
        this.state.isOpen = !this.isOpen;
    }
}

/** The fields of *section* that a person answers, without those of a list inside it. */
function questionsOf(section) {
    return [...section.querySelectorAll("field")]
        .filter((field) => !field.parentElement.closest("field"))
        .filter((field) => field.getAttribute("readonly") !== "1")
        .map((field) => ({
            name: field.getAttribute("name"),
            invisible: field.getAttribute("invisible") || "False",
        }));
}

function compileSheetSection(node, params) {
    const content = createElement("t", {"t-set-slot": "default"});
    for (const child of node.children) {
        append(content, this.compileNode(child, params));
    }
    const section = createElement("SheetSection", {
        title: toStringExpression(node.getAttribute("string")),
        className: toStringExpression(node.className),
        isOpenOnPhone: String(node.hasAttribute("open")),
        questions: JSON.stringify(questionsOf(node)),
        record: "__comp__.props.record",
    });
    append(section, content);
    return section;
}

Object.assign(FormRenderer.components, {SheetSection});
registry.category("form_compilers").add("sheet_section", {
    selector: "details.o_sheet_section",
    fn: compileSheetSection,
    doNotCopyAttributes: true,
});
