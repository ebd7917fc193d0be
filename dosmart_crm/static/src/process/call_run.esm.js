import {Component, onWillUnmount, useExternalListener, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

const MODEL = "dosmart.call.run";
// How long (ms) somebody may stop typing before it is saved.
const PAUSE = 400;

/**
 * A script, one step at a time. Every answer is saved while it is typed, and sent off when the
 * page is closed or hidden: nothing is lost with the browser.
 */
export class CallRun extends Component {
    static template = "dosmart_crm.CallRun";
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        const {steps, current} = this.board;
        this.state = useState({
            at: Math.max(
                steps.findIndex(({id}) => id === current),
                0
            ),
            values: Object.fromEntries(steps.map(({id, value}) => [id, value])),
            error: "",
            status: "",
        });
        // What was typed and is not saved yet: {step id: answer}.
        this.unsaved = {};
        useExternalListener(window, "pagehide", () => this.sendOff());
        useExternalListener(document, "visibilitychange", () => {
            if (document.visibilityState === "hidden") {
                this.sendOff();
            }
        });
        onWillUnmount(() => this.save());
    }

    get board() {
        return this.props.record.data[this.props.name] || {steps: [], say: [], avoid: []};
    }

    get step() {
        return this.board.steps[this.state.at];
    }

    get isLast() {
        return this.state.at === this.board.steps.length - 1;
    }

    get position() {
        return _t("Step %s of %s", this.state.at + 1, this.board.steps.length);
    }

    get percent() {
        return Math.round((100 * (this.state.at + 1)) / this.board.steps.length);
    }

    get inputType() {
        return {date: "date", integer: "number"}[this.step.type] || "text";
    }

    answer(value) {
        const {id} = this.step;
        this.state.values[id] = value;
        this.state.status = "";
        this.unsaved[id] = value;
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.save(), PAUSE);
    }

    /** Save what is not saved yet; return whether all of it was taken. */
    async save() {
        browser.clearTimeout(this.timer);
        const {resId} = this.props.record;
        const waiting = Object.entries(this.unsaved);
        this.unsaved = {};
        let refusal = "";
        for (const [id, value] of waiting) {
            try {
                const args = [[resId], Number(id), value];
                refusal = (await this.orm.call(MODEL, "action_save_answer", args)) || refusal;
            } catch (error) {
                // Keep it: with the next answer, or when the page is hidden, it is tried again.
                this.unsaved = {[id]: value, ...this.unsaved};
                this.state.status = "";
                throw error;
            }
        }
        if (waiting.length) {
            this.state.error = refusal;
            this.state.status = refusal ? "" : _t("Saved");
        }
        return !refusal;
    }

    /** The page goes: the browser delivers what is not saved yet after it is gone. */
    sendOff() {
        const {resId} = this.props.record;
        for (const [id, value] of Object.entries(this.unsaved)) {
            const params = {
                model: MODEL,
                method: "action_save_answer",
                args: [[resId], Number(id), value],
                kwargs: {},
            };
            const body = JSON.stringify({jsonrpc: "2.0", method: "call", params});
            const blob = new Blob([body], {type: "application/json"});
            browser.navigator.sendBeacon(`/web/dataset/call_kw/${MODEL}/action_save_answer`, blob);
        }
    }

    async go(distance) {
        if (!(await this.save())) {
            return;
        }
        const to = this.state.at + distance;
        this.state.error = this.state.status = "";
        this.state.at = to;
        if (this.board.editable) {
            const {resId} = this.props.record;
            await this.orm.call(MODEL, "action_go", [[resId], this.step.id]);
        }
    }

    async finish() {
        if (await this.save()) {
            const {resId} = this.props.record;
            const actions = await this.orm.call(MODEL, "action_finish", [[resId]]);
            for (const action of actions) {
                await this.action.doAction(action);
            }
        }
    }
}

registry.category("fields").add("call_run", {
    component: CallRun,
    displayName: _t("Script Step by Step"),
    supportedTypes: ["json"],
});
