import {Component} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {MatrixGrid} from "@dosmart_crm/grid/matrix_grid.esm";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useGrid} from "@dosmart_crm/grid/use_grid.esm";
import {useService} from "@web/core/utils/hooks";

const SEGMENT = "dosmart.segment";

const states = () => ({
    off: {label: _t("Not a target"), icons: [], pressed: "false"},
    target: {
        label: _t("Target"),
        legend: _t("Clients of the segment should have this line"),
        icons: ["fa-bullseye"],
        pressed: "true",
        className: "bg-success-subtle text-success-emphasis",
    },
});

/** Which product lines the clients of each segment should have, one click per cell. */
export class SegmentGrid extends Component {
    static template = "dosmart_loyalty.SegmentGrid";
    static components = {Layout, MatrixGrid};
    static props = {...standardActionServiceProps};

    setup() {
        this.action = useService("action");
        this.states = states();
        this.shown = useGrid(SEGMENT);
    }

    get grid() {
        return this.shown.data;
    }

    async toggle(segment, line, cell) {
        await this.shown.set(segment.id, line.id, cell.state !== "target");
    }

    openSegments() {
        this.action.doAction("dosmart_loyalty.segment_action");
    }

    openSegment(segment) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: SEGMENT,
            res_id: segment.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("dosmart_loyalty.segment_grid", SegmentGrid);
