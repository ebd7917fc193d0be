import {
    RottingStatusBarDurationField,
    rottingStatusBarDurationField,
} from "@mail/js/rotting_mixin/rotting_statusbar";
import {registry} from "@web/core/registry";

/**
 * The stages of a deal. A refused move is undone at once: a form that kept it unsaved would be
 * refused again whatever is done next, ticking what is missing included.
 */
export class GateStatusBarField extends RottingStatusBarDurationField {
    async selectItem(item) {
        const {name, record} = this.props;
        const stage = record.data[name];
        const wasDirty = await record.isDirty();
        try {
            await super.selectItem(item);
        } catch (error) {
            await (wasDirty ? record.update({[name]: stage}) : record.discard());
            throw error;
        }
    }
}

registry.category("fields").add("gate_statusbar", {
    ...rottingStatusBarDurationField,
    component: GateStatusBarField,
    additionalClasses: ["o_field_statusbar"],
});
