import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/**
 * What a client is worth: each class with its reason, and how such clients are treated.
 */
export class ValueBoard extends Component {
    static template = "dosmart_loyalty.ValueBoard";
    static props = {...standardFieldProps};

    get board() {
        return this.props.record.data[this.props.name];
    }
}

const BRIEF = ["life_cycle", "abc", "xyz"];

/** The same at a glance, beside the name of the client; nothing of who was not valued yet. */
export class ValueChips extends ValueBoard {
    static template = "dosmart_loyalty.ValueChips";

    get chips() {
        const chips = this.board ? this.board.chips : [];
        return chips.filter((chip) => BRIEF.includes(chip.key) && chip.is_known);
    }

    hint(chip) {
        return `${chip.name}: ${chip.label}. ${chip.why}`;
    }
}

registry.category("fields").add("value_chips", {
    component: ValueChips,
    supportedTypes: ["json"],
});
registry.category("fields").add("value_board", {
    component: ValueBoard,
    supportedTypes: ["json"],
});
