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

registry.category("fields").add("value_board", {
    component: ValueBoard,
    supportedTypes: ["json"],
});
