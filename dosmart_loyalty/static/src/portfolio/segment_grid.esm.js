import {Component, markRaw, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {MatrixGrid} from "@dosmart_crm/grid/matrix_grid.esm";
import {Mutex} from "@web/core/utils/concurrency";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
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
        this.orm = useService("orm");
        this.action = useService("action");
        this.states = states();
        this.state = useState({grid: null});
        // One request at a time, so that the last answer holds all that was clicked.
        this.mutex = new Mutex();
        onWillStart(() => this.load());
    }

    get grid() {
        return this.state.grid;
    }

    async load() {
        this.state.grid = markRaw(await this.orm.call(SEGMENT, "get_grid", []));
    }

    async toggle(segment, line, cell) {
        await this.mutex.exec(() => this.set(segment, line, cell.state !== "target"));
    }

    async set(segment, line, isTarget) {
        try {
            const grid = await this.orm.call(SEGMENT, "set_grid_cell", [
                segment.id,
                line.id,
                isTarget,
            ]);
            this.state.grid = markRaw(grid);
        } catch (error) {
            // Somebody else changed something: show it below the message.
            await this.load();
            throw error;
        }
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
